import Findings
import Packing
import SyncEvents

/// A notify that woke many, and who of them has come back to wait.
struct Herd: Equatable, Sendable {
  var waker: ThreadID
  var time: Instant
  var woken: [ThreadID]
  var isBack: Set<ThreadID> = []
}

/// What only costs time: nothing is stuck.
extension LaneModel {
  /// What happened once is told for so long.
  private static let momentLife: Int64 = 10_000_000_000
  private static let mostListed = 8

  func notes(besides graver: [Finding]) -> [Finding] {
    let told = Set(graver.flatMap { $0.links.map(\.primitive) })
    var notes: [Finding] = []
    for p in states.indices where states[p].kind.isLock && !states[p].waiters.isEmpty {
      guard !told.contains(states[p].id), !states[p].isUnknown else { continue }
      if let note = longHold(p) { notes.append(note) }
      if states[p].queuedTurns >= thresholds.convoy { notes.append(note(.convoy, p, [])) }
    }
    for (id, herd) in herds.sorted(by: { $0.key < $1.key })
    where herd.isBack.count * 2 > herd.woken.count && now - herd.time < Self.momentLife {
      guard let p = stateIndex[id] else { continue }
      notes.append(
        note(.thunderingHerd, p, [herd.waker], threads: herd.woken.filter(herd.isBack.contains)))
    }
    return notes
  }

  private func longHold(_ p: Int) -> Finding? {
    guard let holder = states[p].holders.first, let since = states[p].since,
      now - since > thresholds.longHold, let lane = laneIndex[holder],
      lanes[lane].state != .ended
    else { return nil }
    return note(.longHold, p, [holder])
  }

  private func note(
    _ kind: FindingKind, _ p: Int, _ others: [ThreadID], threads: [ThreadID]? = nil
  ) -> Finding {
    let waiters = (threads ?? states[p].waiters).prefix(Self.mostListed)
    return Finding(
      kind: kind, grade: .note,
      links: waiters.map { Finding.Link(thread: $0, primitive: states[p].id) }, others: others)
  }

  /// A lock was taken: whether others stand in line.
  @inline(__always)
  mutating func noteQueue(_ p: Int) {
    if states[p].waiters.count >= 2 {
      states[p].queuedTurns += 1
    } else if states[p].queuedTurns > 0 {
      states[p].queuedTurns = 0
    }
  }

  mutating func noteHerd(_ id: PrimitiveID, by waker: ThreadID, woken: [ThreadID], at time: Instant)
  {
    herds[id] = nil
    guard woken.count >= thresholds.herd else { return }
    herds[id] = Herd(waker: waker, time: time, woken: woken)
  }

  mutating func noteBack(_ thread: ThreadID, at id: PrimitiveID) {
    guard herds[id]?.woken.contains(thread) == true else { return }
    herds[id]?.isBack.insert(thread)
  }
}

extension Herd: Packed {
  func pack(to writer: inout ByteWriter) { writer.pack(waker, time, woken, isBack) }
  init(from reader: inout ByteReader) throws(Damaged) {
    self.init(
      waker: try reader.next(), time: try reader.next(), woken: try reader.next(),
      isBack: try reader.next())
  }
}
