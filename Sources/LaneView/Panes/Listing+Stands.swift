import Frames
import LaneModel
import Phrases
import SyncEvents

/// A line of the listing as it is drawn: with those that stand on it.
struct ListingRow {
  /// From 0.
  let index: Int
  let line: Listing.Line
  /// In the order of the lanes.
  let lanes: [Lane]
  var isLit: Bool { !lanes.isEmpty }

  /// What most of them do; of two that are done by as many, the worse.
  var look: Look {
    let looks = lanes.map(\.state.look)
    let counts = Dictionary(grouping: looks) { $0 }.mapValues(\.count)
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? .absent
  }
}

extension ListingRow {
  /// All lines, with the lanes that stand on them: not those that have ended, or have nothing to do.
  static func all(_ viewer: Viewer, _ model: LaneModel) -> [ListingRow] {
    guard let lesson = viewer.lesson else { return [] }
    let lanes = model.lanes.filter {
      $0.line != nil && $0.state.look != .absent && $0.state.look != .idle
    }
    var standing: [Int: [Lane]] = [:]
    let byLine = Dictionary(grouping: lanes) { $0.line ?? 0 }.sorted { $0.key < $1.key }
    for (line, lanes) in byLine {
      let place = lesson.place(
        ofSwiftLine: line, in: viewer.listingLanguage, isBare: viewer.isBare,
        isCured: viewer.isCured)
      if let place { standing[place, default: []] += lanes }
    }
    let listing = lesson.listing(
      viewer.listingLanguage, isBare: viewer.isBare, isCured: viewer.isCured)
    return listing.lines.enumerated().map { index, line in
      ListingRow(index: index, line: line, lanes: standing[index + 1] ?? [])
    }
  }

  /// As many as there are rows for, in their order. First those go on which nobody can stand, the inner ones before the outer;
  /// then those on which nobody stands, those where threads pass quickly before those where they stay: so little changes.
  static func chosen(_ all: [ListingRow], rows: Int) -> [ListingRow] {
    guard all.count > rows else { return all }
    let byNeed = all.sorted { ($0.need, $0.index) < ($1.need, $1.index) }
    return byNeed.prefix(max(0, rows)).sorted { $0.index < $1.index }
  }

  /// Something that says something was left out between them.
  static func isCut(_ all: [ListingRow], between before: ListingRow?, and row: ListingRow) -> Bool {
    let first = before.map { $0.index + 1 } ?? 0
    return all[first..<row.index].contains { $0.need < blank }
  }

  private static let blank = 5

  /// The smaller, the more needed.
  private var need: Int {
    if isLit { return 0 }
    if let mark = line.mark { return mark.isPlaceToStay ? 1 : 2 }
    if line.text.allSatisfy({ " {}".contains($0) }) { return Self.blank }
    return line.text.hasPrefix(" ") ? 4 : 3
  }
}

extension ListingMark {
  /// Threads are parked or busy there for a time that one can see.
  fileprivate var isPlaceToStay: Bool {
    switch self {
    case .acquire, .acquireAgain, .wait, .work, .workAgain, .workLast, .put, .take: true
    case .twiceAcquire, .twiceAcquireAgain, .append, .print, .release, .releaseAgain, .set, .get,
      .load, .store,
      .submit, .leave, .ask, .commandAcquire, .command, .commandRelease, .commandWait:
      false
    }
  }
}
