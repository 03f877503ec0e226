import Frames
import LaneModel
import Phrases

/// Which table is looked at, how each is sorted, and which row is selected.
struct ContentionView: Hashable, Sendable {
  var subject = ContentionSubject.primitives
  var sorts: [ContentionSubject: ContentionColumn] = [:]
  var selected: [ContentionSubject: ContentionRow.ID] = [:]
}

extension Viewer {
  mutating func look(_ deed: ContentionDeed, _ model: LaneModel) {
    switch deed {
    case .open: overlay = .contention
    case .close: overlay = .none
    case .table:
      contention.subject = contention.subject == .primitives ? .threads : .primitives
    case .sort(let step): sortContention(by: step, model)
    case .move(let step): moveContention(model) { $0 + step }
    case .page(let pages):
      moveContention(model) { [page = contentionPage(model)] in $0 + pages * page }
    case .first: moveContention(model) { _ in 0 }
    case .last: moveContention(model) { _ in .max }
    case .show: showContention(model)
    }
  }

  private func table(_ model: LaneModel) -> ContentionTable {
    ContentionTable(self, model, width: ContentionPlaces(screen).width)
  }

  /// Goes round the columns that are in sight.
  private mutating func sortContention(by step: Int, _ model: LaneModel) {
    let table = table(model)
    let columns = table.columns.shown
    guard let current = columns.firstIndex(of: table.sort) else {
      return contention.sorts[contention.subject] = columns.first
    }
    contention.sorts[contention.subject] = columns[(current + step + columns.count) % columns.count]
  }

  private mutating func moveContention(_ model: LaneModel, _ move: (Int) -> Int) {
    let table = table(model)
    guard !table.rows.isEmpty else { return }
    let current = table.selected(self)
    let next = min(max(0, move(current)), table.rows.count - 1)
    contention.selected[contention.subject] = table.rows[next].id
  }

  private func contentionPage(_ model: LaneModel) -> Int {
    max(1, ContentionPlaces(screen).rows.count)
  }

  /// What was selected in the table is selected in the lanes.
  private mutating func showContention(_ model: LaneModel) {
    let table = table(model)
    overlay = .none
    guard !table.rows.isEmpty else { return }
    switch table.rows[table.selected(self)].id {
    case .primitive(let id): selectedPrimitive = id
    case .thread(let id): selectedLane = id
    }
  }

  /// A click on a heading sorts by it, one on the other table's name goes to that, one on a row selects it.
  mutating func clickContention(x: Int, y: Int, _ model: LaneModel) {
    let places = ContentionPlaces(screen)
    let table = table(model)
    if y == places.headings {
      let column = table.columns.all.first { $0.place.contains(x - places.left) }
      if let column { contention.sorts[contention.subject] = column.column }
    } else if y == places.tabs {
      let tabs = Painter(self, model, screen).contentionTabs(table, places)
      if let tab = tabs.first(where: { $0.columns.contains(x) }) {
        contention.subject = tab.subject
      }
    } else if places.rows.contains(y) {
      let window = Painter.window(
        table.rows.count, rows: places.rows.count, around: table.selected(self))
      let place = window.lowerBound + y - places.rows.lowerBound
      if window.contains(place) {
        contention.selected[contention.subject] = table.rows[place].id
      }
    }
  }

  /// The wheel.
  mutating func scrollContention(by step: Int, _ model: LaneModel) {
    moveContention(model) { $0 + step }
  }
}

extension ContentionTable {
  /// The one that the viewer looks at.
  init(_ viewer: Viewer, _ model: LaneModel, width: Int) {
    let look = viewer.contention
    self.init(look.subject, by: look.sorts[look.subject], model, viewer.book, width: width)
  }

  /// The row that is selected; the first unless the person has chosen another.
  func selected(_ viewer: Viewer) -> Int {
    place(of: viewer.contention.selected[viewer.contention.subject]) ?? 0
  }
}

/// Where the parts of the screen are.
struct ContentionPlaces: Hashable {
  let margin: Int
  /// Of the table: the marker of the row stands before it.
  let left: Int
  let width: Int
  let tabs: Int
  let headings: Int
  let rows: Range<Int>
  /// What is said of the row that is selected, with a rule above it where there is room.
  let rule: Int?
  let detail: Range<Int>
  let message: Int

  init(_ size: Size) {
    margin = size.width >= 60 ? 1 : 0
    left = margin + 2
    width = max(0, size.width - left - margin)
    message = size.height - 2
    let isLow = size.height < 16
    tabs = isLow ? 1 : 2
    headings = tabs + (isLow ? 1 : 2)
    let room = message - headings - 1
    // A quarter is for what is said, six lines at most; a low screen has one.
    let said = isLow ? min(1, max(0, room - 2)) : min(6, max(2, room / 4))
    let hasRule = !isLow
    let end = message - said - (hasRule ? 1 : 0)
    rows = headings + 1..<max(headings + 1, end)
    rule = hasRule ? end : nil
    detail = max(end, message - said)..<max(end, message)
  }
}
