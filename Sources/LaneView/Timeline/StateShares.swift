import LaneModel
import Phrases
import SyncEvents

/// How a lane spent a span of time: counted exactly, from its single changes.
struct StateShares: Hashable {
  struct Share: Hashable {
    var word: StateWord
    var look: Look
    var time: Int64
    /// Of the span, as far as it has passed.
    var share: Double
  }
  /// The longest first.
  private(set) var all: [Share] = []
  private(set) var changes = 0
  /// There were more changes than are counted.
  private(set) var isCut = false
  /// The first of the lane's states in it.
  private(set) var stretches: [Stretch] = []

  /// More changes nobody reads one by one, and more are not counted for one picture.
  static let mostListed = 4_096
  static let mostCounted = 50_000

  init(of lane: Lane, in span: TimeSpan, _ model: LaneModel) {
    let to = min(span.to, model.now)
    guard span.from < to else { return }
    let whole = to - span.from
    var times: [(word: StateWord, look: Look, time: Int64)] = []
    func add(_ word: StateWord, _ look: Look, _ time: Int64) {
      guard time > 0 else { return }
      if let index = times.firstIndex(where: { $0.word == word }) {
        times[index].time = times[index].time.adding(time)
      } else {
        times.append((word, look, time))
      }
    }
    var from = span.from
    var known: Instant?
    while from < to, changes < Self.mostCounted {
      let part = lane.stretches(from: from, to: to, limit: Self.mostListed)
      guard let first = part.first, let last = part.last else { break }
      known = known ?? first.since
      if stretches.isEmpty { stretches = part }
      changes += part.count { $0.since >= max(from, span.from) }
      for stretch in part where stretch.state != .ended {
        let time = min(stretch.until ?? to, to) - max(stretch.since, span.from)
        add(stretch.state.word, stretch.state.look, time)
      }
      from = last.until ?? to
    }
    isCut = from < to && known != nil
    // Before the first stretch that is known the thread had not begun, or nobody knows.
    add(.unknown, .unknown, min(known ?? to, to) - max(span.from, lane.declaration.time))
    all = times.sorted { ($0.time, $1.look) > ($1.time, $0.look) }.map {
      Share(word: $0.word, look: $0.look, time: $0.time, share: Double($0.time) / Double(whole))
    }
  }
}
