import Frames
public import LaneModel
public import Phrases

/// The tables of contention as plain text.
public enum ContentionReport {
  /// A few lines about the most that was waited for are below its table.
  private static let mostTold = 3

  /// Both tables, each with what is to be said of its first rows; no line is wider than `width`, but for a screen that is less
  /// than thirty columns wide. Signs beyond ASCII are used as the phrasebook says.
  public static func lines(_ model: LaneModel, _ book: Phrasebook, width: Int) -> [String] {
    let width = max(30, width)
    let detail = ContentionDetail(model: model, book: book)
    var lines: [String] = []
    for subject in ContentionSubject.allCases {
      let table = ContentionTable(subject, by: .waited, model, book, width: width)
      guard !table.rows.isEmpty else { continue }
      if !lines.isEmpty { lines.append("") }
      let count = table.rows.count
      var heading = subject == .primitives ? book.primitivesTab(count) : book.threadsTab(count)
      if table.isEstimated { heading += book.listComma + book.estimatedNote }
      lines.append(DisplayWidth.cut(heading, to: width, ellipsis: book.ellipsis))
      lines.append(table.headings)
      lines += table.rows.map(table.line)
      if subject == .primitives, model.forgottenContention > 0 {
        lines += texts(Phrase(book.forgottenPrimitives(model.forgottenContention)), width)
      }
      for row in table.told.prefix(mostTold) where row.isWorthTelling {
        lines += ["", DisplayWidth.clean(row.name)]
        for phrase in detail.phrases(row) {
          lines += texts(phrase, width - 2).map { "  \($0)" }
        }
      }
    }
    return lines.isEmpty ? texts(Phrase(book.nothingContended), width) : lines
  }

  private static func texts(_ phrase: Phrase, _ width: Int) -> [String] {
    wrapped(phrase, width: width).map(\.text)
  }
}

extension ContentionRow {
  /// Somebody waited for it, or for what it had.
  fileprivate var isWorthTelling: Bool {
    switch self {
    case .primitive(let it): it.waits.count > 0
    case .thread(let it): !it.charges.isEmpty
    }
  }
}

extension ContentionTable {
  fileprivate var headings: String {
    line { book.heading($0, ofThreads: columns.subject == .threads) }
  }
  fileprivate func line(_ row: ContentionRow) -> String {
    line { column in
      let (text, isNothing) = cell(row, column)
      return isNothing ? "-" : text
    }
  }

  /// What is told of first: what was waited for most, and who others waited for most.
  fileprivate var told: [ContentionRow] {
    columns.subject == .primitives
      ? rows : ContentionTable(.threads, by: .blamed, model, book, width: 0).rows
  }

  /// Numbers end where their column ends, texts begin where it begins.
  private func line(_ text: (ContentionColumn) -> String) -> String {
    var line = ""
    var x = 0
    for column in columns.all {
      let room = column.place.count
      let cell = DisplayWidth.cut(
        DisplayWidth.clean(text(column.column)), to: room, ellipsis: book.ellipsis)
      let blanks = column.isText ? 0 : room - DisplayWidth.of(cell)
      guard !cell.isEmpty else { continue }
      line += String(repeating: " ", count: column.place.lowerBound - x + blanks) + cell
      x = column.place.lowerBound + blanks + DisplayWidth.of(cell)
    }
    return line
  }
}
