import CSignalbox
import EventRing
import SyncEvents

/// A number that threads share without protection, to show what comes of that: updates get lost.
///
///     value   this thread's increment   another's, between its load and its store   afterwards
///     5       loads 5 … stores 6        –                                           6
///     5       loads 5 … stores 6        stores 6                                    6: one is lost
///
/// The race is real, in real memory. Each load and each store by itself is whole, so the program stays a defined one: what
/// goes wrong is the arithmetic and nothing else.
///
/// Python: `counter += 1` on a global. C: `counter++` on a relaxed atomic. Every increment is recorded, with what it left
/// behind; the race is over by then, but recording one takes about 0.2 µs in which the thread does not race.
///
///     let hits = UnguardedCounter("hits")
///     hits.increment { sleep(1) }
public final class UnguardedCounter: @unchecked Sendable, CustomStringConvertible {
  let core: VariableCore
  private let memory: UnsafeMutablePointer<sb_variable>

  /// A counter at 0. `name` is what its row and the log call it; nil makes one up.
  public init(_ name: String? = nil, file: StaticString = #fileID, line: UInt = #line) {
    core = VariableCore(.variable, name, site: Site(file, line))
    memory = .allocate(capacity: 1)
    memory.initialize(to: sb_variable())
    Registry.shared.add(core.id, name: core.slot.name, kind: .variable, self)
  }
  deinit { memory.deallocate() }

  /// Reads it: half an update, for programs that write theirs out. Not recorded, but can be held.
  @available(*, noasync)
  public func load() -> Int {
    Holding.pass(.current)
    return Int(sb_variable_load(memory))
  }

  /// Writes it. Not recorded, not counted as an update, but can be held.
  @available(*, noasync)
  public func store(_ value: Int) {
    Holding.pass(.current)
    sb_variable_store(memory, Int64(value))
  }

  /// Loads it and stores one more than it has loaded, whatever has happened to it meanwhile.
  @available(*, noasync)
  public func increment() { increment(between: {}) }

  /// Loads it, runs `between`, and stores one more than it has loaded, whatever has happened to it meanwhile. If `between`
  /// throws, it stores nothing.
  @available(*, noasync)
  public func increment<E: Error>(between: () throws(E) -> Void) throws(E) {
    let me = ThreadRecord.current
    Holding.pass(me)
    let seen = sb_variable_begin(memory)
    try between()
    sb_variable_finish(memory, seen &+ 1)
    core.mutex.locked {
      let now = sb_variable_tally(memory)
      core.value = Int(now.value)
      core.record(me, .tallied(value: Int(now.value), updates: Int(now.updates)))
    }
  }

  /// What it is now.
  public var value: Int { Int(sb_variable_tally(memory).value) }
  /// How many increments there have been.
  public var updates: Int { Int(sb_variable_tally(memory).updates) }
  /// How many of them have left no trace. It means something as long as nobody uses `store`, and is exact while nobody
  /// increments. What is too large to count is `Int.max`.
  public var lost: Int {
    let now = sb_variable_tally(memory)
    let (lost, isTooLarge) = now.updates.subtractingReportingOverflow(now.value)
    return isTooLarge ? .max : max(0, Int(lost))
  }
  /// Its name, what it is, and how it stands, for people.
  public var description: String { core.describe("value=\(value), updates=\(updates)") }
}

final class VariableCore: PrimitiveCore, @unchecked Sendable {
  /// As the last increment left it.
  var value = 0
  override func publish() { slot.publish(sequence: sequence, value: value) }
}
