import Phrases
import Signalbox
import SyncEvents

/// Ten threads append to a shared list, work, read back the last element and print both, inside a plain lock.
///
/// Bare, each operation on the list is still atomic, but the pair is not, and they print each other's.
final class LockLesson: BatchLesson {
  let stage: Stage
  private let lock = Lock("lock")
  private let list = SharedList()
  private let twice = GuardedValue<[TracedThread]>([])

  init(_ stage: Stage) { self.stage = stage }

  func work(_ number: Int) {
    guard !stage.isBare else { return appendAndReadBack(number) }
    stage.at(.acquire)
    lock.withLock {
      appendAndReadBack(number)
      stage.at(.release)
    }
  }

  private func appendAndReadBack(_ number: Int) {
    stage.at(.append)
    list.append(number)
    stage.at(.work)
    stage.work(.milliseconds(500))
    stage.at(.print)
    stage.say(.appended(number, readBack: list.last))
  }

  func perform(_ instruction: Instruction) throws -> Bool {
    guard instruction.command == .lockTwice else { return false }
    let count = twice.withLock { $0.count }
    let thread = stage.start("twice" + (count == 0 ? "" : "-\(count)")) { [self] in
      stage.at(.twiceAcquire)
      lock.acquire()
      stage.at(.twiceAcquireAgain)
      lock.acquire()  // for itself to release: it waits until an outsider does
      stage.work(.milliseconds(500))
      try lock.release()
    }
    if let thread { twice.withLock { $0.append(thread) } }
    return true
  }

  func open() {
    guard let holder = lock.holder, lock.waiterCount > 0,
      twice.withLock({ $0.contains { $0.id == holder && $0.isAlive } })
    else { return }
    try? lock.release()  // as an outsider may
  }
}

/// A list each of whose operations is atomic, as Python's is.
final class SharedList: Sendable {
  private let numbers = GuardedValue<[Int]>([])
  func append(_ number: Int) { numbers.withLock { $0.append(number) } }
  var last: Int { numbers.withLock { $0.last ?? -1 } }
}
