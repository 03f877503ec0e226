import Frames
import Phrases

/// Which columns there is room for, and where each stands, counted from the left edge of the table. What counts least goes
/// first; a column's width does not depend on what is in it, so that nothing moves.
struct ContentionColumns: Hashable {
  struct Column: Hashable {
    let column: ContentionColumn
    let place: Range<Int>
    var isText: Bool { column.isText }
  }
  let all: [Column]
  let subject: ContentionSubject

  /// - Parameter states: those that a thread has been in.
  init(
    _ subject: ContentionSubject, width: Int, names: Int, states: [StateWord], _ book: Phrasebook
  ) {
    self.subject = subject
    let possible = subject.columns.filter { column in
      if case .state(let state) = column { states.contains(state) } else { true }
    }
    func columns(of column: ContentionColumn) -> Int {
      let heading = DisplayWidth.of(book.heading(column, ofThreads: subject == .threads))
      // One more than the heading, for the mark of the column that is sorted by.
      return switch column {
      case .name: min(max(names, heading, 9), max(9, min(24, width / 3)))
      case .kind: max(heading, 14)
      case .charged: 20
      case .uses, .handOffs, .unheard: max(heading + 1, 7)
      case .contended: heading + 1
      default: max(heading + 1, 8)
      }
    }
    func taken(_ chosen: [ContentionColumn]) -> Int {
      chosen.reduce(0) { $0 + columns(of: $1) + $1.gap } - (chosen.first?.gap ?? 0)
    }
    var chosen: [ContentionColumn] = [.name]
    for column in possible.sorted(by: { $0.rank < $1.rank }) where column != .name {
      let more = possible.filter { $0 == column || chosen.contains($0) }
      if taken(more) <= width { chosen = more }
    }
    var x = 0
    all = chosen.map { column in
      let begin = column == chosen.first ? 0 : x + column.gap
      x = begin + columns(of: column)
      return Column(column: column, place: begin..<x)
    }
  }

  var shown: [ContentionColumn] { all.map(\.column) }
}

extension ContentionColumn {
  var isText: Bool {
    switch self {
    case .name, .kind, .charged: true
    default: false
    }
  }
  /// Blanks before it: what is about holding stands apart from what is about waiting.
  fileprivate var gap: Int { self == .held || self == .charged ? 3 : 2 }

  /// The most needed first.
  fileprivate var rank: Int {
    switch self {
    case .name: 0
    case .waited: 1
    case .blamed: 2
    case .contended: 3
    case .waitMost: 4
    case .uses: 5
    case .held: 6
    case .charged: 7
    case .waitTail: 8
    case .holdMost: 9
    case .kind: 10
    case .waitMedian: 11
    case .holdTail: 12
    case .holdMedian: 13
    case .unheard: 14
    case .handOffs: 15
    case .state(let state): 20 + (ContentionColumn.states.firstIndex(of: state) ?? 0)
    }
  }
}
