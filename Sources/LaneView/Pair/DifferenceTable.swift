import Frames
public import LaneModel
public import Phrases
import SyncEvents

/// The difference of two recordings, in the columns that there is room for: what counts least is left out first.
struct DifferenceTable {
  struct Column: Hashable {
    var heading: String
    var place: Range<Int>
  }
  /// The first is the name, which begins where its column begins; numbers end where theirs end.
  let columns: [Column]
  /// For each row what stands in its columns; nil: nothing that one would look for.
  let cells: [[String?]]
  let difference: Difference

  private static let leastName = 9

  init(_ first: LaneModel, _ second: LaneModel, _ book: Phrasebook, width: Int) {
    let difference = Difference(first, second)
    self.difference = difference
    var texts: [(heading: String, cells: [String?])] = []
    func add(_ heading: String, _ cell: (Difference.Row) -> String?) {
      texts.append((heading, difference.rows.map(cell)))
    }
    func time(_ value: Int64?) -> String? { value.flatMap { $0 == 0 ? nil : book.duration($0) } }
    func pair(_ column: ContentionColumn, _ cell: (PrimitiveContention) -> String?) {
      add("\(book.heading(column)) A") { $0.first.flatMap(cell) }
      add("\(book.heading(column)) B") { $0.second.flatMap(cell) }
    }
    add(book.heading(ContentionColumn.name), \.name)
    pair(.waited) { time($0.waits.total) }
    add(book.differenceColumn) { row in
      row.more == 0
        ? nil : (row.more > 0 ? "+" : "-") + book.duration(Int64(clamping: row.more.magnitude))
    }
    pair(.uses) { $0.uses == 0 ? nil : book.count($0.uses) }
    pair(.waitMost) { time($0.waits.longest) }
    pair(.held) { time($0.holds.total) }
    let names = difference.rows.map { DisplayWidth.of($0.name) }.max() ?? 0
    var columns: [Column] = []
    var x = 0
    for (index, text) in texts.enumerated() {
      let heading = DisplayWidth.of(text.heading)
      let room =
        index == 0
        ? min(max(names, heading, Self.leastName), max(Self.leastName, min(24, width / 3)))
        : max(heading, 9)
      let begin = index == 0 ? 0 : x + 2
      // Both of a pair, or neither.
      let isFirstOfPair = index > 3 && index % 2 == 0
      guard begin + room + (isFirstOfPair ? 2 + room : 0) <= width || index == 0 else { break }
      x = begin + room
      columns.append(Column(heading: text.heading, place: begin..<x))
    }
    self.columns = columns
    let count = columns.count
    cells = difference.rows.indices.map { row in texts.prefix(count).map { $0.cells[row] } }
  }

  /// What stands in a line, and from which column on.
  func placed(_ texts: [String], ellipsis: String) -> [(x: Int, text: String)] {
    zip(columns, texts).enumerated().map { index, part in
      let (column, text) = part
      let cut = DisplayWidth.cut(
        DisplayWidth.clean(text), to: column.place.count, ellipsis: ellipsis)
      let x =
        index == 0 ? column.place.lowerBound : column.place.upperBound - DisplayWidth.of(cut)
      return (x, cut)
    }
  }
}

/// The difference of two recordings as plain text.
public enum DifferenceReport {
  public static func lines(
    _ first: LaneModel, _ second: LaneModel, _ book: Phrasebook, width: Int
  ) -> [String] {
    let table = DifferenceTable(first, second, book, width: max(30, width))
    guard !table.cells.isEmpty else { return [book.nothingContended] }
    let rows = [table.columns.map(\.heading)] + table.cells.map { $0.map { $0 ?? "-" } }
    return rows.map { row in
      var (line, end) = ("", 0)
      for (x, text) in table.placed(row, ellipsis: book.ellipsis) {
        line += String(repeating: " ", count: max(0, x - end)) + text
        end = x + DisplayWidth.of(text)
      }
      return line
    }
  }
}
