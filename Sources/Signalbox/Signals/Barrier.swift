import EventRing
import SyncEvents

/// So many threads wait for each other, and then all go on; again and again.
///
///     state                  wait                     a waiter's time is up    reset                abort
///     k < parties − 1 wait   waits                    → broken, all throw      those who wait       → broken,
///                                                                              throw                all throw
///     parties − 1 wait       → the action runs        → broken, all throw      as above             as above
///     the action runs        waits for the next       –                        all throw, the one   → broken,
///                            round                                             who runs it, too     all throw
///     broken                 throws brokenBarrier     –                        → nobody waits       –
///
/// When all are there, the last one runs the action before anybody goes on, and nobody's time counts any more. The action over,
/// all go on; if it throws, the barrier is broken. Who comes meanwhile is in the next round, and its time begins with that; if
/// as many have come as it takes, the next round's action runs at once, on the thread of the one who completes it.
///
/// Python: `threading.Barrier`. POSIX: `pthread_barrier_t`, which cannot break. Java: `CyclicBarrier`.
public final class Barrier: Sendable, CustomStringConvertible {
  let core: BarrierCore
  private let timeout: Duration?

  /// A barrier that nobody has come to.
  ///
  /// - Parameters:
  ///   - parties: how many go on together.
  ///   - name: what its row and the log call it; nil makes one up.
  ///   - timeout: how long `wait()` waits for the others; nil is for ever.
  ///   - action: what the last of them does, once each time, before all go on. It may use other primitives. If it throws, the
  ///     barrier is broken.
  ///   - file: where it was made, for whoever looks at it.
  ///   - line: the same.
  /// - Throws: `invalidPartyCount` if `parties` is below 1, or above 2,147,483,647.
  public init(
    parties: Int, name: String? = nil, timeout: Duration? = nil,
    action: (@Sendable () throws -> Void)? = nil, file: StaticString = #fileID, line: UInt = #line
  ) throws(SyncError) {
    guard (1...SemaphoreCore.largest) ~= parties else {
      ThreadRecord.current.write(.misused(.initialize, .invalidCount))
      throw .invalidPartyCount(parties)
    }
    self.timeout = timeout
    core = BarrierCore(name, parties: parties, action: action, site: Site(file, line))
    Registry.shared.add(core.id, name: core.slot.name, kind: .barrier, self)
  }

  /// Waits until all parties are there, or as long as the barrier's own timeout says. Python: `wait()`. POSIX:
  /// `pthread_barrier_wait`.
  ///
  /// - Returns: how many of this round came before this thread; the last one's is `parties` − 1.
  /// - Throws: `SyncError.brokenBarrier` if the barrier is broken or reset, or was while this waited: by `abort`, by the action,
  ///   or because somebody's time was up. For the last party what the action throws.
  @available(*, noasync) @discardableResult
  public func wait(file: StaticString = #fileID, line: UInt = #line) throws -> Int {
    try core.wait(for: timeout, Site(file, line))
  }

  /// The same with a timeout of its own. Nil is for ever (Python takes the barrier's own then); with zero or less the barrier
  /// is broken unless this is the last party. Python: `wait(timeout)`.
  @available(*, noasync) @discardableResult
  public func wait(
    timeout: Duration?, file: StaticString = #fileID, line: UInt = #line
  ) throws -> Int {
    try core.wait(for: timeout, Site(file, line))
  }

  /// Makes it as new. Whoever waits gets `brokenBarrier`; whoever comes from now on waits. Python: `reset()`.
  public func reset() { core.reset() }

  /// Breaks it: whoever waits, and whoever comes, gets `brokenBarrier`, until it is reset. Python: `abort()`.
  public func abort() { core.abort() }

  /// It is broken. Python: `broken`.
  public var isBroken: Bool { core.mutex.locked { core.isBroken } }
  /// How many go on together.
  public var parties: Int { core.parties }
  /// Threads that wait for the others now; while the action runs also those who wait for the next round. Python: `n_waiting`.
  public var waiterCount: Int { core.waiterCount }
  /// Its name, what it is, and how it stands, for people.
  public var description: String {
    core.describe(isBroken ? "broken" : "parties=\(parties)")
  }
}
