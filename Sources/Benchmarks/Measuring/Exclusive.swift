import Glibc
import Signalbox
import SyncEvents

/// Something of which one thread at a time may have it. Every loop over one is the same generic code, specialised.
protocol Exclusive: AnyObject, Sendable {
  func take()
  func give() throws
}

extension Lock: Exclusive {
  @inline(__always) func take() { acquire() }
  @inline(__always) func give() throws { try release() }
}
extension RecursiveLock: Exclusive {
  @inline(__always) func take() { acquire() }
  @inline(__always) func give() throws { try release() }
}
extension BoundedSemaphore: Exclusive {
  @inline(__always) func take() { acquire() }
  @inline(__always) func give() throws { try release() }
}

/// A plain pthread mutex in memory of its own: what everything is compared with.
final class HeapMutex: Exclusive, @unchecked Sendable {
  let pointer: UnsafeMutablePointer<pthread_mutex_t>

  init() {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 64)
    pointer = memory.bindMemory(to: pthread_mutex_t.self, capacity: 1)
    pthread_mutex_init(pointer, nil)
  }
  deinit {
    pthread_mutex_destroy(pointer)
    pointer.deallocate()
  }

  @inline(__always) func take() { pthread_mutex_lock(pointer) }
  @inline(__always) func give() { pthread_mutex_unlock(pointer) }

  /// Its lock and unlock, on one thread.
  static func reference() -> Contestant {
    Contestant(key: "reference", sample: Loop.pairs(HeapMutex()).sample)
  }
}

/// A number that a lock protects, in a cache line of its own.
final class Counter: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<Int>

  init() {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 64)
    pointer = memory.bindMemory(to: Int.self, capacity: 1)
    pointer.initialize(to: 0)
  }
  deinit { pointer.deallocate() }
}

extension Loop {
  /// Taken and given back; the section counts, so that a turn that was left out would be seen.
  static func pairs<Kind: Exclusive>(_ lock: Kind, at level: RecordingLevel? = nil) -> Loop {
    let counter = Counter()
    return Loop(level, events: 2) { count in
      let counter = counter.pointer
      counter.pointee = 0
      for _ in 0..<count {
        lock.take()
        counter.pointee &+= 1
        try lock.give()
      }
      try check(counter.pointee, is: count, "turns of a \(Kind.self)")
    }
  }
}
