import Findings
import Packing
import SyncEvents

/// Waits that a thread has given up one after the other, while others got each time what it wanted.
struct GivenUp: Equatable, Sendable {
  var primitive: PrimitiveID
  var times = 0
  /// The primitive's change when it gave up last.
  var sequence: UInt64 = 0
  /// Who had it when it did, oldest first.
  var others: [ThreadID] = []
  /// It has had it before.
  var hasHadIt = false
}

extension LaneModel {
  mutating func noteGivenUp(_ lane: Int, _ p: Int) {
    guard kind(p).isLock || kind(p).isSemaphore else { return }
    let (thread, id) = (lanes[lane].id, id(p))
    var given = givenUp[thread] ?? GivenUp(primitive: id)
    if given.primitive != id { given = GivenUp(primitive: id) }
    // Nobody has taken it or given it back meanwhile: that is one long hold, and no others' turn.
    let hasMoved = given.times == 0 || states[p].sequence > given.sequence
    given.times = hasMoved ? given.times + 1 : given.times
    given.sequence = states[p].sequence
    for holder in states[p].holders where !given.others.contains(holder) && given.others.count < 8 {
      given.others.append(holder)
    }
    givenUp[thread] = given
  }

  /// It has had its turn.
  mutating func noteTurn(of lane: Int, at id: PrimitiveID) {
    guard !givenUp.isEmpty, givenUp[lanes[lane].id]?.primitive == id else { return }
    givenUp[lanes[lane].id] = GivenUp(primitive: id, hasHadIt: true)
  }

  var starvations: [Finding] {
    givenUp.filter { $0.value.times >= thresholds.givenUp }.sorted { $0.key < $1.key }.map {
      Finding(
        kind: .starvation, grade: $0.value.hasHadIt ? .note : .possible,
        links: [Finding.Link(thread: $0.key, primitive: $0.value.primitive)],
        others: $0.value.others)
    }
  }
}

extension GivenUp: Packed {
  func pack(to writer: inout ByteWriter) {
    writer.pack(primitive, times, sequence, others, hasHadIt)
  }
  init(from reader: inout ByteReader) throws(Damaged) {
    self.init(
      primitive: try reader.next(), times: try reader.next(), sequence: try reader.next(),
      others: try reader.next(), hasHadIt: try reader.next())
  }
}
