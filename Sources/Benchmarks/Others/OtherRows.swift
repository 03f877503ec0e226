import Dispatch
import Foundation
import Synchronization

/// What else there is in Swift on Linux. The only file that knows Foundation, for its `NSLock`.
enum OtherRows {
  static func contestants(_ options: Options) -> [Contestant] {
    let rows: [(String, Loop)] = [
      ("mutex.standard", standard()),
      ("nslock", .pairs(FoundationLock())),
      ("dispatch.semaphore", .pairs(Permit())),
    ]
    return rows.filter { options.wants($0.0) }.map { Contestant(key: $0.0, sample: $0.1.sample) }
  }

  /// It has nothing but a closure's turn.
  private static func standard() -> Loop {
    let guarded = Guarded()
    return Loop { count in
      guarded.number.withLock { $0 = 0 }
      for _ in 0..<count { guarded.number.withLock { $0 &+= 1 } }
      try check(guarded.number.withLock { $0 }, is: count, "turns of a Mutex")
    }
  }
}

private final class Guarded: Sendable {
  let number = Mutex(0)
}

private final class FoundationLock: Exclusive {
  private let lock = NSLock()
  func take() { lock.lock() }
  func give() { lock.unlock() }
}

private final class Permit: Exclusive {
  private let semaphore = DispatchSemaphore(value: 1)
  func take() { semaphore.wait() }
  func give() { semaphore.signal() }
}
