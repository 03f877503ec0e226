import LaneModel
import LaneView
import SyncEvents

/// So many threads at a few locks and a condition, the first of which are workers of two names.
struct LaneCrowd {
  private(set) var model = LaneModel()
  static let locks = (0..<4).map { PrimitiveID(UInt32(900_001 + $0)) }
  static let ready = PrimitiveID(900_010)

  /// Thread `n` is at work as its number says: of every ten, one holds a lock, two run, four queue, two wait, one sleeps.
  init(_ count: Int, at seconds: Int64 = 20) {
    var declarations: [Declaration] = [
      .thread(ThreadDeclaration(id: ThreadID(1), name: "you", origin: .control))
    ]
    for (number, lock) in Self.locks.enumerated() {
      declarations.append(
        .primitive(PrimitiveDeclaration(id: lock, kind: .lock, name: "store-\(number)", value: 0)))
    }
    declarations.append(
      .primitive(
        PrimitiveDeclaration(id: Self.ready, kind: .condition, name: "ready", value: 0)))
    var events: [SyncEvent] = []
    var sequences: [PrimitiveID: UInt64] = [:]
    for number in 0..<count {
      let id = ThreadID(UInt32(2 + number))
      let name = number % 3 == 0 ? "reader-\(number / 3)" : "worker-\(number - number / 3 - 1)"
      declarations.append(.thread(ThreadDeclaration(id: id, name: name)))
      let lock = Self.locks[number / 10 % Self.locks.count]
      let begin: (PrimitiveID?, SyncEvent.Kind)? =
        switch number % 10 {
        case 0 where number < 40: (lock, .acquired(permits: 1, depth: 1, site: nil))
        case 0, 1, 2: nil
        case 3, 4, 5, 6: (lock, .blocking(.acquire, deadline: nil, site: nil))
        case 7, 8: (Self.ready, .waiting(deadline: nil, site: nil))
        default: (nil, .sleeping(1_000_000_000_000))
        }
      guard let (primitive, kind) = begin else { continue }
      var sequence: UInt64 = 0
      if let primitive {
        sequences[primitive, default: 0] += 1
        sequence = sequences[primitive] ?? 0
      }
      let time = Instant(nanoseconds: 1_000_000 * Int64(number) + 1_000_000_000)
      events.append(
        SyncEvent(thread: id, primitive: primitive, sequence: sequence, time: time, kind: kind))
    }
    let now = Instant(nanoseconds: seconds * 1_000_000_000)
    model.apply(Batch(declarations: declarations), now: .zero)
    model.apply(Batch(events: events), now: now)
  }

  mutating func pass(to seconds: Int64, _ events: [SyncEvent] = []) {
    model.apply(Batch(events: events), now: Instant(nanoseconds: seconds * 1_000_000_000))
  }
}
