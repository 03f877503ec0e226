import CSignalbox
import EventRing
import Glibc
import SyncEvents

/// The time that work takes: a length, divided by a speed, that can be cut short for everybody at once.
///
/// It stands for computing in demonstrations and lessons: the lane is drawn running. Not a primitive: nobody is blocked.
public final class WorkTimer: @unchecked Sendable {
  private let mutex = InternalMutex()
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var factor: Double
  private var isOver = false

  /// - Parameter speed: 2 is twice as fast; must be above 0.
  public init(speed: Double = 1) {
    factor = Self.possible(speed)
    changed = .allocate(capacity: 1)
    sb_condition_init(changed)
  }
  deinit {
    pthread_cond_destroy(changed)
    changed.deallocate()
  }

  /// How fast: a change takes effect at once, in work that has begun, too.
  public var speed: Double {
    get { mutex.locked { factor } }
    set {
      mutex.locked {
        factor = Self.possible(newValue)
        pthread_cond_broadcast(changed)
      }
    }
  }

  /// From now on all work returns at once, what has begun included.
  public func interrupt() {
    mutex.locked {
      isOver = true
      pthread_cond_broadcast(changed)
    }
  }

  /// Works so long. The lane is drawn running.
  ///
  /// - Returns: false if it was cut short.
  @available(*, noasync) @discardableResult
  public func work(_ length: Duration) -> Bool {
    spend(length, .working) { .working($0) }
  }

  /// Sleeps so long. The lane is drawn sleeping. Python: `time.sleep`.
  ///
  /// - Returns: false if it was cut short.
  @available(*, noasync) @discardableResult
  public func sleep(_ length: Duration) -> Bool {
    spend(length, .sleeping) { .sleeping($0) }
  }

  private func spend(
    _ length: Duration, _ state: ThreadSnapshot.State, _ kind: (Int64) -> SyncEvent.Kind
  ) -> Bool {
    let me = ThreadRecord.current
    var left = nanoseconds(length)
    me.write(kind(Int64(left)))
    me.publish(state)
    mutex.lock()
    while left > 0, !isOver {
      let (began, speed) = (sb_now(), factor)
      _ = sb_condition_wait(
        changed, mutex.pointer, began &+ UInt64(max(1, min(left / speed, 1e18))))
      left -= Double(sb_now() - began) * speed
    }
    let finished = !isOver
    mutex.unlock()
    me.write(.woke)
    me.publish(.running)
    return finished
  }

  private static func possible(_ speed: Double) -> Double {
    speed.isNaN ? 1 : min(max(speed, 0.001), 1e9)
  }

  private func nanoseconds(_ length: Duration) -> Double {
    let (seconds, attoseconds) = length.components
    return min(max(0, Double(seconds) * 1e9 + Double(attoseconds) / 1e9), 1e18)
  }
}
