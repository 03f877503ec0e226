import EventRing
import SyncEvents

/// One thread's own values, one for each thread-local that it has used. Only the thread itself looks into it, so an access
/// takes no lock.
///
///     a box         the thread uses it      the thread ends        its thread-local goes
///     not there     made, in the roll       –                      –
///     in the roll   found by its place      out of the roll,       out of the roll, and emptied
///                   and id                  and emptied            by whoever dropped it
///     empty         another's is put in     dropped                –
///                   its place
final class LocalStore: ThreadValues {
  private var boxes: [LocalBox?] = []
  private var made = 0
  /// What is released may use thread-locals, and so make new values: after so many rounds those that are left stay until
  /// their thread-local goes. POSIX gives up after 4.
  private static let rounds = 64

  static func of(_ me: ThreadRecord) -> LocalStore {
    if let locals = me.locals { return unsafeDowncast(locals, to: LocalStore.self) }
    let store = LocalStore()
    me.locals = store
    return store
  }

  /// The thread's box of that thread-local, if it has one.
  func box(of roll: LocalRoll) -> LocalBox? {
    guard roll.place < boxes.count, let box = boxes[roll.place], box.id == roll.id else {
      return nil
    }
    return box
  }

  /// What was at its place before was of a thread-local that is gone, and is empty.
  func put(_ box: LocalBox) {
    made += 1
    box.number = made
    let place = box.roll.place
    if place >= boxes.count {
      boxes += repeatElement(nil, count: place + 1 - boxes.count)
    }
    boxes[place] = box
    box.roll.enter(box)
  }

  /// The newest first: what is older may be of use to it while it goes.
  override func release() {
    for _ in 0..<Self.rounds {
      let left = boxes.compactMap { $0 }.sorted { $0.number > $1.number }
      guard !left.isEmpty else { return }
      for box in left {
        // What has gone meanwhile may have put another's there.
        if boxes[box.roll.place] === box { boxes[box.roll.place] = nil }
        if box.roll.leave(box) { box.empty() }
      }
    }
  }
}

/// One thread's value of one thread-local, or the room for it.
class LocalBox: @unchecked Sendable {
  /// The thread-local's, which no other will ever have.
  let id: PrimitiveID
  let thread: ThreadID
  let roll: LocalRoll
  /// The thread's boxes are numbered as they are made.
  final var number = 0

  init(_ roll: LocalRoll, _ thread: ThreadID) {
    self.roll = roll
    id = roll.id
    self.thread = thread
  }
  /// Releases the value.
  func empty() {}
}

final class LocalValue<Value>: LocalBox, @unchecked Sendable {
  private(set) var value: Value?

  /// The old value goes when this is done with: what it does for that may look in here.
  func put(_ new: Value?) {
    var old = new
    swap(&value, &old)
  }
  override func empty() { put(nil) }
}
