import Findings
import SyncEvents

/// Who has taken which plain locks and not given them back, in their order, as the events tell it.
struct HeldLocks {
  private var places: [ThreadID: Int] = [:]
  private var taken: [[LockOrder.Taking]] = []
  private var free: [Int] = []
  /// The thread of the last event, which is often that of the next.
  private var last: (thread: ThreadID, place: Int)?

  mutating func take(
    _ taking: LockOrder.Taking, by thread: ThreadID, _ order: inout LockOrder
  ) {
    let place = place(of: thread)
    if !taken[place].isEmpty {
      guard !taken[place].contains(where: { $0.lock == taking.lock }) else { return }
      order.took(taking, by: thread, having: taken[place])
    }
    taken[place].append(taking)
  }

  /// Whoever took it: a plain lock may be given back by another.
  mutating func release(_ lock: PrimitiveID, by thread: ThreadID) {
    if remove(lock, at: place(of: thread)) { return }
    for place in taken.indices where remove(lock, at: place) { return }
  }
  private mutating func remove(_ lock: PrimitiveID, at place: Int) -> Bool {
    guard let index = taken[place].lastIndex(where: { $0.lock == lock }) else { return false }
    taken[place].remove(at: index)
    return true
  }

  mutating func forget(_ thread: ThreadID) {
    last = nil
    guard let place = places.removeValue(forKey: thread) else { return }
    taken[place].removeAll()
    free.append(place)
  }

  private mutating func place(of thread: ThreadID) -> Int {
    if let last, last.thread == thread { return last.place }
    let place = places[thread] ?? new(thread)
    last = (thread, place)
    return place
  }
  private mutating func new(_ thread: ThreadID) -> Int {
    let place = free.popLast() ?? taken.count
    if place == taken.count { taken.append([]) }
    places[thread] = place
    return place
  }
}
