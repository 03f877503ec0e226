import Frames
import LaneModel
import Phrases
import SyncEvents

extension Painter {
  /// The program's text. The lines on which threads stand are lit, and carry their numbers. Where they stood at the cursor
  /// nobody knows, so then the heading says that it is now.
  mutating func drawListing(_ pane: Layout.Pane) {
    let name = book.listingPane(viewer.listingLanguage)
    let heading = viewer.time.cursor == nil ? name : book.asOfNow(name)
    drawRule(heading, y: pane.rule, pane.columns)
    drawOther(pane, behind: pane.columns.lowerBound + 4 + DisplayWidth.of(heading))
    let all = ListingRow.all(viewer, model)
    let text = pane.columns.lowerBound + 3
    let longest = all.map { DisplayWidth.of($0.line.text) }.max() ?? 0
    let chosen = viewer.lane(in: model)?.id
    var before: ListingRow?
    for (y, row) in zip(pane.rows, ListingRow.chosen(all, rows: pane.rows.count)) {
      let isChosen = row.lanes.contains { $0.id == chosen }
      if !row.isLit, ListingRow.isCut(all, between: before, and: row) {
        write(book.ellipsis, x: text - 2, y: y, Style(.faint))
      }
      before = row
      guard row.isLit else {
        write(row.line.text, x: text, y: y, Style(.dim), width: pane.end - text)
        continue
      }
      let standing = Standing.all(row.lanes, self)
      let numbers = numberColumn(standing, text + longest + 3, pane)
      write(row.line.text, x: text, y: y, Style(.bright), width: numbers - 1 - text)
      draw(standing, x: numbers, y: y, width: pane.end - numbers)
      frame.put(glyphs.stand, x: text - 3, y: y, row.look.style)
      if isChosen {
        let isSelected = viewer.selectedLane == chosen
        frame.put(
          glyphs.marker, x: text - 2, y: y,
          isSelected ? Style(.bright, bold: true) : Style(.dim))
      }
    }
  }

  /// The numbers stand below each other if the longest line leaves them room; else at the right edge, and a line is cut.
  private func numberColumn(
    _ standing: [Standing], _ column: Int, _ pane: Layout.Pane
  ) -> Int {
    let least = max(9, pane.columns.count / 4)
    if pane.end - column >= least { return column }
    return pane.end - min(Standing.room(standing), least)
  }

  /// What else it could be written in, and the key for it.
  private mutating func drawOther(_ pane: Layout.Pane, behind end: Int) {
    let hint = " v \(viewer.listingLanguage.other.name) "
    let x = pane.end - 2 - DisplayWidth.of(hint)
    if x >= max(end + 1, pane.columns.lowerBound + 24) {
      write(hint, x: x, y: pane.rule, Style(.dim))
    }
  }

  /// One number each if there is room; else runs of numbers; what has no room is cut off visibly.
  private mutating func draw(_ standing: [Standing], x: Int, y: Int, width: Int) {
    let shown = Standing.room(standing) <= width ? standing : Standing.runs(standing)
    let mark = DisplayWidth.of(book.ellipsis)
    var column = x
    for (index, one) in shown.enumerated() {
      let isLast = index == shown.count - 1
      let end = column + DisplayWidth.of(one.text)
      guard end + (isLast ? 0 : 1 + mark) <= x + width else {
        write(
          isLast ? one.text : book.ellipsis, x: column, y: y, one.style, width: x + width - column)
        return
      }
      column = write(one.text, x: column, y: y, one.style) + 1
    }
  }
}

/// Who stands on a line, in few columns: a number, a run of numbers, or a name.
private struct Standing {
  var text: String
  var style: Style
  var numbers: ClosedRange<Int>?

  /// Threads that are called the same but for their number are told by it.
  static func all(_ lanes: [Lane], _ painter: Painter) -> [Standing] {
    let stems = Set(lanes.filter { !$0.isControl }.map { $0.name.stem })
    return lanes.map { lane in
      let style = Style(painter.ink(of: lane, lane.state.look))
      guard !lane.isControl, stems.count == 1, let number = lane.name.number else {
        return Standing(text: painter.name(of: lane), style: style)
      }
      return Standing(text: "\(number)", style: style, numbers: number...number)
    }
  }

  /// Columns, with a blank between two.
  static func room(_ all: [Standing]) -> Int {
    all.reduce(-1) { $0 + DisplayWidth.of($1.text) + 1 }
  }

  static func runs(_ all: [Standing]) -> [Standing] {
    var result: [Standing] = []
    for one in all {
      guard let numbers = one.numbers, let last = result.last, let before = last.numbers,
        before.upperBound + 1 == numbers.lowerBound, last.style == one.style
      else {
        result.append(one)
        continue
      }
      let run = before.lowerBound...numbers.upperBound
      result[result.count - 1] = Standing(
        text: "\(run.lowerBound)-\(run.upperBound)", style: one.style, numbers: run)
    }
    return result
  }
}

extension String {
  /// The digits at its end.
  fileprivate var number: Int? {
    Int(String(reversed().prefix { $0.isASCII && $0.isNumber }.reversed()))
  }
  /// What stands before them.
  fileprivate var stem: Substring {
    self[..<(lastIndex { !($0.isASCII && $0.isNumber) }.map { index(after: $0) } ?? startIndex)]
  }
}

extension ListingLanguage {
  var other: ListingLanguage { self == .python ? .swift : .python }
}

extension Viewer {
  /// In which language the listing is, and whether it is shown.
  mutating func changeListing(_ deed: Deed, _ model: LaneModel) {
    if deed == .hideListing {
      hidesListing.toggle()
    } else if hidesListing {
      hidesListing = false
    } else {
      listingLanguage = listingLanguage.other
    }
    let isSeen = LaneScreen.layout(self, shown(model), screen).listing != nil
    show(
      .text(
        hidesListing
          ? book.listingHidden
          : isSeen ? book.listingPane(listingLanguage) : book.listingHasNoRoom), at: model.now)
  }
}
