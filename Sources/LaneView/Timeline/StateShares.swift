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
  var all: [Share] = []
  var changes = 0
  /// There were more changes than are counted.
  var isCut = false
  var stretches: [Stretch] = []

  /// More changes than these nobody reads one by one.
  static let most = 10_000

  init(of lane: Lane, in span: TimeSpan, _ model: LaneModel) {
    let to = min(span.to, model.now)
    guard span.from < to else { return }
    stretches = lane.stretches(from: span.from, to: to, limit: Self.most)
    changes = stretches.count { $0.since >= span.from }
    isCut = stretches.count == Self.most
    var times: [StateWord: (look: Look, time: Int64)] = [:]
    func add(_ word: StateWord, _ look: Look, _ time: Int64) {
      if time > 0 { times[word, default: (look, 0)].time += time }
    }
    for stretch in stretches where stretch.state != .ended {
      let time = min(stretch.until ?? to, to) - max(stretch.since, span.from)
      add(stretch.state.word, stretch.state.look, time)
    }
    // Before the first stretch that is known the thread had not begun, or nobody knows.
    let known = stretches.first?.since ?? to
    add(.unknown, .unknown, min(known, to) - max(span.from, lane.declaration.time))
    let whole = Double(max(1, to - span.from))
    all = times.map { Share(word: $0, look: $1.look, time: $1.time, share: Double($1.time) / whole) }
      .sorted { ($0.time, $1.look) > ($1.time, $0.look) }
  }
}
