import Frames

/// Which rows each pane has. Panes appear as there is room for them; lanes come first.
struct Layout: Hashable {
  static let least = Size(width: 40, height: 10)

  /// What would fill it.
  struct Wish: Hashable {
    var lanes: Int
    /// So many of the lanes should be in sight before other panes grow.
    var liveLanes: Int
    var primitives: Int
    var hasOutput: Bool
    /// So many lines of the listing, whatever it is written in; 0 where there is none, or nobody wants it.
    var listing: Int
    /// The same without blank lines, which it can do without.
    var listingText: Int
    /// So many lines of what stands below the lanes instead of the program, the listing and the log; 0 where nothing does.
    var panel = 0
    /// So many lines of the recording beside; 0 where there is none.
    var companion = 0
  }
  struct Pane: Hashable {
    /// The row of its heading.
    var rule: Int
    var rows: Range<Int>
    /// The columns of its heading's line, and where what stands below it ends.
    var columns: Range<Int>
    var end: Int
  }
  /// Where the listing stands.
  private enum ListingPlace {
    case nowhere
    /// In the right half, beside what the program prints, and the log too if that is not enough.
    case below(spansLog: Bool)
    /// At the right of the lanes and of all that is below them.
    case beside
  }

  private(set) var primitives = 0..<0
  private(set) var axis: Int?
  private(set) var lanes = 0..<0
  /// The row of the legend.
  private(set) var legend: Int?
  /// The lanes of the recording beside.
  private(set) var companion: Pane?
  private(set) var why: Pane?
  private(set) var program: Pane?
  private(set) var log: Pane?
  private(set) var panel: Pane?
  private(set) var listing: Pane?
  /// The lanes end before this column.
  private(set) var laneEnd: Int
  let status: Int
  let footer: Int
  /// Columns left blank at either side.
  let margin: Int

  init(_ size: Size, _ wish: Wish) {
    status = size.height - 2
    footer = size.height - 1
    margin = size.width >= 60 ? 1 : 0
    laneEnd = size.width - margin
    var wish = wish
    if size.width < Self.leastForListing || wish.panel > 0 { wish.listing = 0 }
    var rows = Rows(left: size.height - 3, wish)
    rows.share(isNarrow: size.width < 100)
    let isWhole = rows.program > wish.listingText
    if wish.listing == 0 {
      place(rows, size.width, .nowhere)
    } else if !isWhole && size.width >= Self.leastForBoth && rows.axis > 0 {
      wish.listing = 0
      rows = Rows(left: size.height - 3, wish)
      rows.share(isNarrow: false)
      place(rows, size.width, .beside)
    } else {
      place(rows, size.width, rows.program > 0 ? .below(spansLog: !isWhole) : .nowhere)
    }
  }

  /// Columns that a screen must have for a listing, and for one beside the lanes.
  static let leastForListing = 60
  static let leastForBoth = 140
  /// Rows that it must have for the legend.
  static let leastForLegend = 34

  private mutating func place(_ rows: Rows, _ width: Int, _ place: ListingPlace) {
    var y = 1 + rows.gaps[0]
    func next(_ count: Int) -> Range<Int> {
      defer { y += count }
      return y..<y + count
    }
    let right = width - margin
    let half = width / 2
    func pane(_ count: Int, rule: Int, end: Int) -> Pane? {
      guard count > 0 else { return nil }
      let all = next(count)
      return Pane(
        rule: all.lowerBound, rows: all.dropFirst(), columns: margin..<rule, end: end)
    }
    if case .beside = place { laneEnd = right - min(64, width * 2 / 5) - 2 }
    primitives = next(rows.primitives)
    y += rows.gaps[1]
    if rows.axis > 0 { axis = next(1).lowerBound }
    lanes = next(rows.lanes)
    if rows.legend > 0 { legend = next(1).lowerBound }
    companion = pane(rows.companion, rule: laneEnd, end: laneEnd)
    y += rows.gaps[2]
    why = pane(rows.why, rule: laneEnd, end: laneEnd)
    panel = pane(rows.panel, rule: right, end: right)
    switch place {
    case .nowhere:
      program = pane(rows.program, rule: right, end: right)
      log = pane(rows.log, rule: right, end: right)
    case .beside:
      program = pane(rows.program, rule: laneEnd, end: laneEnd)
      log = pane(rows.log, rule: laneEnd, end: laneEnd)
      listing = Pane(
        rule: lanes.lowerBound - 1, rows: lanes.lowerBound..<y, columns: laneEnd + 2..<right,
        end: right)
    case .below(let spansLog):
      program = pane(rows.program, rule: half, end: half - 2)
      let top = y - rows.program
      log = pane(
        rows.log, rule: spansLog ? half - 2 : right, end: spansLog ? half - 2 : right)
      let bottom = spansLog ? y : top + rows.program
      listing = Pane(rule: top, rows: top + 1..<bottom, columns: half..<right, end: right)
    }
  }

  /// How many rows each part gets, the most needed first.
  private struct Rows {
    var left: Int
    var wish: Wish
    let hasLanes: Bool
    var primitives = 0
    var axis = 0
    var lanes = 0
    var why = 0
    var program = 0
    var log = 0
    var panel = 0
    var companion = 0
    var legend = 0
    var gaps = [0, 0, 0]
    private let hasRoomForLegend: Bool

    init(left: Int, _ wish: Wish) {
      self.left = max(0, left)
      hasRoomForLegend = left >= Layout.leastForLegend - 3
      self.wish = wish
      self.wish.lanes = max(1, wish.lanes)
      self.wish.liveLanes = max(1, min(wish.lanes, wish.liveLanes))
      hasLanes = wish.lanes > 0
    }

    mutating func share(isNarrow: Bool) {
      if wish.companion > 0 {
        grow(\.lanes, to: 1)
        begin(\.companion, 2)
      }
      if wish.panel > 0 { return shareWithPanel(isNarrow) }
      grow(\.lanes, to: min(wish.lanes, 4))
      grow(\.primitives, to: min(wish.primitives, 2))
      if hasLanes { grow(\.axis, to: 1) }
      grow(\.companion, to: min(wish.companion, 5))
      grow(\.lanes, to: min(wish.lanes, 8))
      grow(\.companion, to: min(wish.companion, 9))
      grow(\.primitives, to: min(wish.primitives, 4))
      if hasLanes { begin(\.why, 2) }
      if wish.hasOutput || wish.listing > 0 { begin(\.program, 3) }
      grow(\.lanes, to: min(wish.liveLanes, wish.listing > 0 ? 9 : 11))
      begin(\.log, 2)
      grow(\.lanes, to: min(wish.liveLanes, 11))
      if program > 0 { grow(\.program, to: min(wish.listing + 1, 7)) }
      if hasLanes && hasRoomForLegend { grow(\.legend, to: 1) }
      grow(\.lanes, to: wish.liveLanes)
      grow(\.companion, to: wish.companion)
      // A long sentence may go on in a second row.
      if isNarrow && why > 0 { grow(\.why, to: 3) }
      if log > 0 { grow(\.log, to: 3) }
      grow(\.gaps[0], to: 1)
      if wish.primitives > 0 { grow(\.gaps[1], to: 1) }
      grow(\.gaps[2], to: 1)
      grow(\.primitives, to: wish.primitives)
      if why > 0 { grow(\.why, to: 3) }
      if program > 0 { grow(\.program, to: max(5, wish.listing + 1)) }
      if log > 0 { grow(\.log, to: 6) }
      grow(\.lanes, to: wish.lanes)
      if program > 0 { grow(\.program, to: 9) }
      if log > 0 { grow(\.log, to: .max) }
    }

    /// Nothing depends on how much stands in it, so that no pane moves when that changes.
    private mutating func shareWithPanel(_ isNarrow: Bool) {
      grow(\.lanes, to: min(wish.lanes, 2))
      begin(\.panel, 3)
      if hasLanes { grow(\.axis, to: 1) }
      grow(\.primitives, to: min(wish.primitives, 1))
      grow(\.lanes, to: min(wish.lanes, 4))
      grow(\.companion, to: min(wish.companion, 5))
      grow(\.primitives, to: min(wish.primitives, 4))
      grow(\.panel, to: min(wish.panel, 5))
      grow(\.lanes, to: min(wish.lanes, 6))
      if hasLanes { begin(\.why, 2) }
      grow(\.panel, to: min(wish.panel, 9))
      grow(\.companion, to: min(wish.companion, 9))
      grow(\.lanes, to: min(wish.liveLanes, 11))
      if isNarrow && why > 0 { grow(\.why, to: 3) }
      grow(\.gaps[0], to: 1)
      if wish.primitives > 0 { grow(\.gaps[1], to: 1) }
      grow(\.gaps[2], to: 1)
      grow(\.primitives, to: wish.primitives)
      if why > 0 { grow(\.why, to: 3) }
      begin(\.log, 2)
      if log > 0 { grow(\.log, to: 4) }
      grow(\.panel, to: wish.panel)
      grow(\.lanes, to: wish.liveLanes)
      grow(\.companion, to: wish.companion)
      grow(\.lanes, to: wish.lanes)
      grow(log > 0 ? \.log : \.panel, to: .max)
    }

    private mutating func grow(_ part: WritableKeyPath<Rows, Int>, to count: Int) {
      let more = min(left, max(0, count - self[keyPath: part]))
      self[keyPath: part] += more
      left -= more
    }
    /// A pane comes with its heading and something below it, or not at all.
    private mutating func begin(_ part: WritableKeyPath<Rows, Int>, _ count: Int) {
      if left >= count { grow(part, to: count) }
    }
  }
}

extension Range where Bound == Int {
  fileprivate func dropFirst() -> Range<Int> { Swift.min(lowerBound + 1, upperBound)..<upperBound }
}
