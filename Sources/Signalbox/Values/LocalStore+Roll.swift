import SyncEvents

/// A thread-local's boxes in all threads, so that it can release the values that are left when it goes, and a thread those
/// that it leaves behind. Whoever takes a box out of the roll empties it, and nobody else does.
final class LocalRoll: @unchecked Sendable {
  let id: PrimitiveID
  /// Where each thread has its box of it.
  let place: Int
  private let mutex = InternalMutex()
  private var boxes: [ThreadID: LocalBox] = [:]

  init(_ id: PrimitiveID) {
    self.id = id
    place = Self.places.withLock { $0.take() }
  }

  /// How many threads have one.
  var count: Int { mutex.locked { boxes.count } }

  func enter(_ box: LocalBox) {
    let old = mutex.locked { boxes.updateValue(box, forKey: box.thread) }
    withExtendedLifetime(old) {}  // it goes here: what it does for that may come back
  }

  /// - Returns: whether it was still there.
  func leave(_ box: LocalBox) -> Bool {
    mutex.locked {
      guard boxes[box.thread] === box else { return false }
      boxes[box.thread] = nil
      return true
    }
  }

  /// The thread-local goes: the place is another's from now on.
  func close() {
    let left = mutex.locked {
      defer { boxes = [:] }
      return boxes.values.sorted { $0.thread < $1.thread }
    }
    for box in left { box.empty() }
    Self.places.withLock { $0.giveBack(place) }
  }

  /// Places are used again, so that a store is only as long as there are thread-locals at one time.
  private struct Places {
    var next = 0
    var free: [Int] = []

    mutating func take() -> Int {
      if let place = free.popLast() { return place }
      defer { next += 1 }
      return next
    }
    mutating func giveBack(_ place: Int) { free.append(place) }
  }
  private static let places = GuardedValue(Places()).guardedAtFork()
}
