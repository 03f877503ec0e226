import Frames
import LaneModel
import Phrases
import SyncEvents

extension Painter {
  /// A row that stands for several lanes: how many are in each state, and the worst of them in each cell.
  mutating func drawGroup(
    _ row: LaneRow, of members: [Int], isChosen: Bool, y: Int, _ screen: LaneScreen,
    looksAt most: Int
  ) {
    let columns = screen.columns
    let isSelected = isChosen && members.contains { model.lanes[$0].id == viewer.selectedLane }
    drawMarker(isChosen: isChosen, isSelected: isSelected, y: y, columns)
    let base = row == .ended ? Style(.dim) : Style(.plain)
    // The count is worth more than the end of the name, and the gap before the letter more than blanks.
    write(
      name(of: row, members.count), x: columns.name.lowerBound, y: y,
      isSelected ? Style(.bright, bold: true) : base,
      width: columns.letter - 1 - columns.name.lowerBound)
    let summary = GroupSummary(members.lazy.map(screen.moments.look))
    let end = (columns.duration ?? columns.words ?? columns.name).upperBound
    let after = draw(summary, x: columns.letter, y: y, end: end)
    let isPart = members.count > most
    let note = book.firstMembers(most)
    if isPart, after + 1 + DisplayWidth.of(note) <= end {
      writeRight(note, end: end, y: y, Style(.dim))
    } else if isPart {
      frame.put("~", x: columns.timeline.lowerBound - 1, y: y, Style(.dim))
    }
    drawTimeline(ofGroup: members.prefix(most), y: y, columns.timeline)
  }

  func name(of row: LaneRow, _ count: Int) -> String {
    switch row {
    case .lane(let index): name(of: model.lanes[index])
    case .group(.pool(let pool)): book.group(model.name(of: pool), count)
    case .group(.stem(let stem)): book.group(stem, count)
    case .group(.waiters(let primitive)): book.waiters(at: model.name(of: primitive), count)
    case .ended: book.endedLanes(count)
    }
  }

  /// "R3 L30 C7", as far as there is room. Gives the column after it.
  mutating func draw(_ summary: GroupSummary, x: Int, y: Int, end: Int) -> Int {
    var column = x
    for (look, count) in summary.counts {
      let number = "\(count)"
      guard column + 1 + number.utf8.count <= end else { break }
      if look == .absent {
        frame.put(glyphs.dot, x: column, y: y, Style(.faint))
      } else {
        frame.put(look.letter, x: column, y: y, look.letterStyle)
      }
      column = write(number, x: column + 1, y: y, look.isQuiet ? Style(.subdued) : Style(.plain))
      column += 1
    }
    return column
  }

  private mutating func drawTimeline(
    ofGroup members: ArraySlice<Int>, y: Int, _ columns: Range<Int>
  ) {
    let window = viewer.time.window(columns.count, at: model.now)
    let cells = members.map {
      model.cells(of: model.lanes[$0], k: window.zoom, first: window.first, count: window.count)
    }
    let merged = (0..<max(0, window.count)).map { column in
      LaneCell.merged(cells.map { $0[column] })
    }
    drawTimeline(merged, window, y: y, columns)
  }
}
