import CSignalbox
import EventRing
import SyncEvents

/// What is in a queue, and one line of those who wait for room, for an item, or for everything to be done; each waiter's node
/// says for which.
///
/// A running thread may take room or an item before a waiter that has just been told of it. A waiter of 1 ms is served by
/// whoever makes that possible: what it puts is put for it, or it is given the item, and the number of that event is set aside.
/// It writes it when it wakes up. Among those who wait for the same the oldest is first, always.
final class QueueCore: PrimitiveCore, @unchecked Sendable {
  /// What goes from hand to hand: what a waiter wants to put, or the item that a waiter was given.
  struct Parcel {
    var item: QueueItem
    /// How many were in the queue after this one was put in or taken out.
    var depth = 0
  }

  var storage: QueueStorage<QueueItem>
  var capacity: Int?
  var parcels: [Waiter: Parcel] = [:]
  /// Who put last, and who took last: those who wait go on because of them. (Who is let in by a resize is served directly, so
  /// it is known by whom.)
  var lastIn: ThreadID?
  var lastOut: ThreadID?
  /// How many were ever put, and how many of them are not done.
  var total = 0
  var unfinished = 0
  private(set) var isShutDown = false
  private var closer: ThreadID?

  init(_ name: String?, capacity: Int?, _ order: QueueStorage<QueueItem>.Order, site: Site) {
    self.capacity = capacity
    storage = QueueStorage(order)
    super.init(.queue, name, limit: capacity, site: site)
  }

  override func publish() {
    slot.publish(
      sequence: sequence, depth: unfinished, value: storage.count, limit: capacity ?? -1,
      waiters: queue.count)
  }

  var hasRoom: Bool { capacity.map { storage.count < $0 } ?? true }

  func firstWaiter(for operation: Operation) -> Waiter? {
    queue.first { $0.pointee.amount == UInt32(operation.rawValue) }
  }
  func waiterCount(for operation: Operation) -> Int {
    mutex.locked { queue.count { $0.pointee.amount == UInt32(operation.rawValue) } }
  }

  /// Joins the line.
  func begin(_ me: ThreadRecord, _ operation: Operation, _ deadline: Deadline, _ site: Site) {
    me.node.pointee.amount = UInt32(operation.rawValue)
    queue.append(me.node)
    record(me, .blocking(operation, deadline: deadline.instant, site: site.id))
    me.publish(.waiting, id, operation: operation, isTimed: !deadline.isNever, site: site)
  }

  /// After every change: serves those who have waited long, as long as there is something for them, and tells the oldest of
  /// the others. Whoever gives up what it was told of calls it, too, so no news is lost.
  ///
  /// - Parameter everybody: serves those who have not waited long, too.
  /// - Returns: for how many the wait is over.
  @discardableResult
  func settle(_ me: ThreadRecord, everybody: Bool = false) -> Int {
    guard queue.first != nil else { return 0 }
    let now = sb_ticks()
    func next(_ operation: Operation, if isPossible: Bool) -> Waiter? {
      guard isPossible, let waiter = firstWaiter(for: operation) else { return nil }
      if everybody || queue.isLong(waiter, at: now) { return waiter }
      waiter.wake()
      return nil
    }
    var served = isShutDown ? turnAway(.put) : 0
    while true {
      if let taker = next(.take, if: !storage.isEmpty) {
        give(taker, by: me.id, at: now)
      } else if let putter = next(.put, if: hasRoom) {
        letIn(putter, by: me.id, at: now)
      } else {
        break
      }
      served += 1
    }
    if isShutDown, storage.isEmpty { served += turnAway(.take) }
    if served > 0 { publish() }
    return served
  }

  private func give(_ taker: Waiter, by thread: ThreadID, at now: UInt64) {
    guard let item = storage.removeNext() else { return }
    parcels[taker] = Parcel(item: item, depth: storage.count)
    lastOut = ThreadID(taker.pointee.thread)
    queue.decide(taker, .granted, by: thread, sequence: reserve(), at: now)
  }

  private func letIn(_ putter: Waiter, by thread: ThreadID, at now: UInt64) {
    guard let item = parcels[putter]?.item else { return }
    add(item, by: ThreadID(putter.pointee.thread))
    parcels[putter]?.depth = storage.count
    queue.decide(putter, .granted, by: thread, sequence: reserve(), at: now)
  }

  func add(_ item: QueueItem, by thread: ThreadID) {
    storage.insert(item)
    lastIn = thread
    total += 1
    unfinished += 1
  }

  /// After a shutdown nobody waits for room, and nobody for an item that will not come.
  private func turnAway(_ operation: Operation) -> Int {
    var count = 0
    while let waiter = firstWaiter(for: operation) {
      queue.decide(waiter, .shutDown, by: closer)
      count += 1
    }
    return count
  }

  /// No more is put. Whoever waits for an item is given what there is; the others who wait are turned away.
  func close(_ me: ThreadRecord) -> Int {
    isShutDown = true
    closer = me.id
    return settle(me, everybody: true)
  }

  /// It leaves the line meanwhile: it could not use what it is given, and those behind it would wait for it. Waiting for
  /// everything to be done keeps nobody waiting.
  override func stepAside(_ me: ThreadRecord, while body: () -> Void) {
    let node = me.node
    guard node.pointee.amount != UInt32(Operation.join.rawValue) else { return body() }
    queue.remove(node)
    settle(me)
    publish()
    body()
    queue.append(node)
    settle(me)
    publish()
  }
}
