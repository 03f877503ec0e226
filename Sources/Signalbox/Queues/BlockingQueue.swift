import EventRing
package import SyncEvents

/// A queue between threads: some put, others take, and whoever cannot waits.
///
///     state              put                    take                    taskDone        shutdown
///     empty              → items                waits, oldest first     not done − 1    → shut down, empty
///     items, room        items + 1              items − 1               not done − 1    → shut down, items
///     full               waits, oldest first    items − 1               not done − 1    → shut down, items
///     shut down, items   throws shutDown        items − 1               not done − 1    the same, or drops them
///     shut down, empty   throws shutDown        throws shutDown         not done − 1    the same
///     nothing not done                                                  throws
///                                                                       taskDoneTooOften
///
/// A `shutdown(immediate: true)` leaves it empty, even one that is shut down: the items are dropped, and count as done. Who waits when it is shut down and
/// gets nothing any more is told so: `shutDown` is thrown.
///
/// A waiter of 1 ms is served directly; a younger one may be overtaken by a thread that is running. Items are not kept alive
/// once they are taken. An order by priority is asked inside the queue, so it must use no primitive at all.
///
/// Python: `queue.Queue`, `LifoQueue`, `PriorityQueue`. Java: `BlockingQueue`. POSIX: `mq_send`, `mq_receive`. A put or take
/// that need not wait costs about 0.2 µs, recorded.
///
///     let jobs = try BlockingQueue<Job>("jobs", capacity: 10)
///     try jobs.put(job)                      // a producer
///     while let job = try? jobs.take() {     // a consumer, until the queue is shut down
///       job.run()
///       try jobs.taskDone()
///     }
public final class BlockingQueue<Element: Sendable>: Sendable, CustomStringConvertible {
  let core: QueueCore

  /// An empty queue.
  ///
  /// - Parameters:
  ///   - name: what its row and the log call it; nil makes one up.
  ///   - capacity: how many items it can have; nil is any number. (Python's 0.)
  ///   - order: which item comes out next.
  ///   - file: where it was made, for whoever looks at it.
  ///   - line: the same.
  /// - Throws: `invalidCapacity` if `capacity` is below 1.
  public init(
    _ name: String? = nil, capacity: Int? = nil, order: Order = .fifo,
    file: StaticString = #fileID, line: UInt = #line
  ) throws(SyncError) {
    if let capacity, capacity < 1 {
      ThreadRecord.current.write(.misused(.initialize, .invalidCount))
      throw .invalidCapacity(capacity)
    }
    core = QueueCore(name, capacity: capacity, order.storage, site: Site(file, line))
    Registry.shared.add(core.id, name: core.slot.name, kind: .queue, self)
  }

  /// Which item comes out next.
  public struct Order: Sendable {
    let storage: QueueStorage<QueueItem>.Order

    /// The oldest. Python: `Queue`.
    public static var fifo: Self { Self(storage: .fifo) }
    /// The newest. Python: `LifoQueue`.
    public static var lifo: Self { Self(storage: .lifo) }
    /// The one that precedes all others; of those that precede each other neither way, the oldest. (Python's `PriorityQueue`
    /// compares those further.) It is asked while the queue is locked, many times for one item: it must be quick, and use
    /// no primitive at all. It is never held.
    public static func priority(by precedes: @escaping @Sendable (Element, Element) -> Bool) -> Self
    {
      Self(
        storage: .priority { a, b in
          ThreadRecord.current.unheld {
            precedes(Carrier<Element>.element(of: a), Carrier<Element>.element(of: b))
          }
        })
    }
  }

  /// Puts an item in; waits for room, for ever if need be. Python: `put(item)`. Java: `put`.
  ///
  /// - Throws: `shutDown` if it is shut down, or is while this waits.
  @available(*, noasync)
  public func put(
    _ element: Element, file: StaticString = #fileID, line: UInt = #line
  ) throws(SyncError) {
    _ = try put(element, timeout: nil, file: file, line: line)
  }

  /// Puts an item in if there is room. Python: `put_nowait(item)`. Java: `offer`.
  ///
  /// - Returns: whether there was.
  /// - Throws: `shutDown` if it is shut down.
  @available(*, noasync)
  public func tryPut(
    _ element: Element, file: StaticString = #fileID, line: UInt = #line
  ) throws(SyncError) -> Bool {
    try core.put(Carrier(element), until: Deadline(after: .zero), Site(file, line))
  }

  /// Puts an item in, or gives up. Nil is for ever; zero or less only tries. Python: `put(item, timeout=)`, which does not
  /// take less than zero.
  ///
  /// - Returns: whether it was put.
  /// - Throws: `shutDown` if it is shut down, or is while this waits.
  @available(*, noasync)
  public func put(
    _ element: Element, timeout: Duration?, file: StaticString = #fileID, line: UInt = #line
  ) throws(SyncError) -> Bool {
    let (item, deadline) = (Carrier(element), Deadline(after: timeout))
    return try deadline.insist { () throws(SyncError) in
      try core.put(item, until: deadline, Site(file, line))
    }
  }

  /// Puts an item in, on the control thread, unless the person withdraws the command while it waits for room.
  ///
  /// - Throws: `Refusal.withdrawn`, and nothing was put then; `SyncError.shutDown` if it is shut down.
  @available(*, noasync)
  public func putOrWithdraw(
    _ element: Element, file: StaticString = #fileID, line: UInt = #line
  ) throws {
    guard try core.put(Carrier(element), until: .never, Site(file, line)) else {
      throw Refusal.withdrawn
    }
  }

  /// Takes the next item; waits for one, for ever if need be. Python: `get()`. Java: `take`.
  ///
  /// - Throws: `shutDown` if it is shut down and empty, or is while this waits. That is how consumers end; it is no misuse.
  @available(*, noasync)
  public func take(file: StaticString = #fileID, line: UInt = #line) throws(SyncError) -> Element {
    while true {
      if let element = try take(timeout: nil, file: file, line: line) { return element }
    }
  }

  /// Takes the next item if there is one. Python: `get_nowait()`. Java: `poll`.
  ///
  /// - Throws: `shutDown` if it is shut down and empty.
  @available(*, noasync)
  public func tryTake(
    file: StaticString = #fileID, line: UInt = #line
  ) throws(SyncError) -> Element? {
    try core.take(until: Deadline(after: .zero), Site(file, line)).map(Carrier<Element>.element)
  }

  /// Takes the next item, or gives up: nil. A timeout of nil is for ever; zero or less only tries. Python: `get(timeout=)`,
  /// which does not take less than zero.
  ///
  /// - Throws: `shutDown` if it is shut down and empty, or is while this waits.
  @available(*, noasync)
  public func take(
    timeout: Duration?, file: StaticString = #fileID, line: UInt = #line
  ) throws(SyncError) -> Element? {
    let deadline = Deadline(after: timeout)
    let item = try deadline.result { () throws(SyncError) in
      try core.take(until: deadline, Site(file, line))
    }
    return item.map(Carrier<Element>.element)
  }

  /// Puts an item in, but does not begin to wait if this thread is to leave: whoever says so calls `cancelWait` afterwards, and
  /// so never misses it.
  ///
  /// - Returns: whether it was put.
  @available(*, noasync)
  package func put(
    _ element: Element, unless leaves: () -> Bool, file: StaticString = #fileID, line: UInt = #line
  ) throws(SyncError) -> Bool {
    try core.put(Carrier(element), until: .never, unless: leaves, Site(file, line))
  }
  /// Takes the next item, but does not begin to wait if this thread is to leave: nil.
  @available(*, noasync)
  package func take(
    unless leaves: () -> Bool, file: StaticString = #fileID, line: UInt = #line
  ) throws(SyncError) -> Element? {
    try core.take(until: .never, unless: leaves, Site(file, line)).map(Carrier<Element>.element)
  }
  /// Ends that thread's wait for room or for an item, with nothing put, taken or lost. (A `join` begins again.)
  ///
  /// - Returns: whether it waited here, and got nothing.
  package func cancelWait(of thread: ThreadID) -> Bool { core.cancel(thread) }
}

extension BlockingQueue.Order where Element: Comparable {
  /// The smallest; of equal ones the oldest. Python: `PriorityQueue`.
  public static var priority: Self { .priority { $0 < $1 } }
}
