import EventRing
import SyncEvents

/// Its end, its size, and how it stands.
extension BlockingQueue {
  /// Says that an item that was taken has been dealt with. Python: `task_done()`.
  ///
  /// - Throws: `taskDoneTooOften` if that has been said of every item that was ever put (or was dropped).
  public func taskDone() throws(SyncError) { try core.taskDone() }

  /// Waits until every item that was put has been dealt with. Python: `join()`.
  @available(*, noasync)
  public func join(file: StaticString = #fileID, line: UInt = #line) {
    _ = join(timeout: nil, file: file, line: line)
  }

  /// The same, or gives up. Nil is for ever; zero or less only looks.
  ///
  /// - Returns: whether everything has been dealt with. Never false if it was at some moment while this waited.
  @available(*, noasync)
  public func join(timeout: Duration?, file: StaticString = #fileID, line: UInt = #line) -> Bool {
    let deadline = Deadline(after: timeout)
    return deadline.insist { core.join(until: deadline, Site(file, line)) }
  }

  /// From now on nothing is put; what is in it can still be taken, unless `immediate` drops that. May be called again, to drop
  /// what is left. There is no way back. Python: `shutdown(immediate)`.
  ///
  /// Those who wait for an item get what there is, oldest first; the others, and those who wait for room, are turned away.
  public func shutdown(immediate: Bool = false) { core.shutDown(immediate: immediate) }

  /// It has been shut down. Python: `is_shutdown`.
  public var isShutDown: Bool { core.mutex.locked { core.isShutDown } }

  /// Has room for so many items from now on; nil: for any number. Never waits. Growing lets the oldest of those in at once who
  /// wait for room; shrinking below what is in it drops nothing, and nobody puts until that is taken.
  ///
  /// - Throws: `invalidCapacity` if `capacity` is below 1. Nothing has changed then.
  public func resize(to capacity: Int?) throws(SyncError) { try core.resize(to: capacity) }

  /// How many items it can have; nil: any number. Python: `maxsize`.
  public var capacity: Int? { core.mutex.locked { core.capacity } }
  /// How many items it has. Python: `qsize()`.
  public var count: Int { core.mutex.locked { core.storage.count } }
  /// It has no items. Python: `empty()`.
  public var isEmpty: Bool { count == 0 }
  /// It has no room. Python: `full()`.
  public var isFull: Bool { core.mutex.locked { !core.hasRoom } }
  /// Items that were put and have not been dealt with. Python: `unfinished_tasks`.
  public var unfinishedCount: Int { core.mutex.locked { core.unfinished } }

  /// Threads that wait for room now.
  public var putWaiterCount: Int { core.waiterCount(for: .put) }
  /// Threads that wait for an item now.
  public var takeWaiterCount: Int { core.waiterCount(for: .take) }
  /// Threads that wait for everything to be done now.
  public var joinWaiterCount: Int { core.waiterCount(for: .join) }
  /// Threads that wait here now, for whatever it is.
  public var waiterCount: Int { core.waiterCount }

  /// Its name, what it is, and how it stands, for people.
  public var description: String {
    let (count, capacity, isShutDown) = core.mutex.locked {
      (core.storage.count, core.capacity, core.isShutDown)
    }
    return core.describe(
      "count=\(count)" + (capacity.map { "/\($0)" } ?? "") + (isShutDown ? ", shut down" : ""))
  }
}
