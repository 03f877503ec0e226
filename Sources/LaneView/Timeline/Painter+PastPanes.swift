import Frames
import LaneModel
import Phrases
import SyncEvents

// The panes around the lanes while one looks back: what can be known of the cursor's moment, and that the rest is of now.
extension Painter {
  /// The cursor's moment for a heading, as exactly as two lines that follow each other need it.
  var cursorClock: String? {
    viewer.time.cursor.map { book.clock($0, decimals: clockDecimals) }
  }

  /// What there was to tell at a moment.
  func isTold(_ time: Instant) -> Bool { viewer.time.cursor.map { time <= $0 } ?? true }

  /// The heading of a pane of lines: that they end at the cursor, or do not reach back to it.
  /// - Parameter oldest: the time of the oldest line, if there may have been others before it.
  func heading(_ pane: String, oldest: Instant?) -> String {
    guard let cursor = viewer.time.cursor, let clock = cursorClock else { return pane }
    if let oldest, oldest > cursor {
      return book.keptSince(pane, book.clock(oldest, decimals: clockDecimals))
    }
    return book.until(pane, clock)
  }
}

/// What is known of a primitive at the cursor.
struct PrimitivePast {
  let primitive: PrimitiveState
  /// Who waited there, those who had waited longest first; by their index.
  let waiters: [Int]
  let moments: LaneMoments

  /// It was declared later.
  var isThere: Bool { primitive.declaration.time <= moments.time }

  /// Nobody has taken it or given it back since the cursor: who has it now had it then.
  var isUnchanged: Bool {
    !primitive.isUnknown && primitive.since.map { $0 <= moments.time } == true
  }
}

extension PrimitivePicture {
  /// What is known of then: the holder or the light if it is still the same, and who waited.
  func parts(of past: PrimitivePast) -> [RowPart] {
    let primitive = past.primitive
    guard past.isThere else { return [RowPart(book.notThereYet, Style(.dim))] }
    var parts: [RowPart] = []
    if past.isUnchanged { parts += unchanged(past) }
    let waiters = waiters(past)
    // That nobody waited goes without saying behind who had it.
    let isUnknown = past.moments.hasUnknown
    if waiters.isEmpty, parts.isEmpty || isUnknown, PrimitiveLanes.hasPeople(primitive.kind) {
      let nobody = primitive.kind == .pool ? book.idle(workers: 0) : book.nobodyWaited
      parts.append(RowPart(isUnknown ? book.waitersUnknown : nobody, Style(.dim)))
    }
    return parts + waiters
  }

  private func unchanged(_ past: PrimitivePast) -> [RowPart] {
    let primitive = past.primitive
    guard let since = primitive.since else { return [] }
    switch primitive.kind {
    case .event: return [lamp(of: primitive)]
    case .lock, .recursiveLock, .synchronized:
      // How deep it was then is another thing.
      return [holder(of: primitive, depth: 1, for: past.moments.time - since)]
    default: return []
    }
  }

  /// A row of marks for each kind of wait, the worst first.
  private func waiters(_ past: PrimitivePast) -> [RowPart] {
    let states = past.waiters.compactMap(past.moments.state)
    let looks = Set(states.map(\.look)).sorted(by: >)
    return looks.map { look in
      let same = states.filter { $0.look == look }
      let wanted = same.compactMap { if case .waiting(_, let wanted) = $0 { wanted } else { nil } }
      let words =
        wanted.first.map { [kinds = Set(wanted)] in
          $0 == .task
            ? book.idle(workers: same.count)
            : kinds.count > 1 ? book.waitingCount(same.count) : book.waiting(same.count, for: $0)
        } ?? book.blockedCount(same.count)
      return waiters(
        same.count, look.ink, look, past.moments.hasUnknown ? book.atLeast(words) : words)
    }
  }
}
