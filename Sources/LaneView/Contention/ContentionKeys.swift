import Frames
import Phrases

/// What a key does about the tables of contention.
enum ContentionDeed: Hashable, Sendable {
  case open, close
  case table
  /// To the next or the previous column.
  case sort(Int)
  case move(Int), page(Int), first, last
  /// Closes, and selects the row in the lanes.
  case show

  /// What it is called in the file of keys.
  var name: String {
    switch self {
    case .open: "contention"
    case .close: "close"
    case .table: "next-table"
    case .sort(let step): step > 0 ? "next-column" : "previous-column"
    case .move(let step): step > 0 ? "down" : "up"
    case .page(let pages): pages > 0 ? "page-down" : "page-up"
    case .first: "first"
    case .last: "last"
    case .show: "show"
    }
  }
}

extension KeyTable {
  static let contention: [Binding] = [
    Binding([.sign("c")], .contention, [("c", .contention(.open))], .helpOnly),
    Binding(
      [.name(.up), .name(.down)], .selectRow,
      [
        ("k", .contention(.move(-1))), ("j", .contention(.move(1))), (" ", .contention(.page(1))),
      ],
      others: [
        (.up, .contention(.move(-1))), (.down, .contention(.move(1))),
        (.pageUp, .contention(.page(-1))), (.pageDown, .contention(.page(1))),
        (.home, .contention(.first)), (.end, .contention(.last)),
      ], .middle, in: [.contention]),
    Binding(
      [.name(.tab)], .contentionTable,
      others: [(.tab, .contention(.table)), (.shiftTab, .contention(.table))], .high,
      in: [.contention]),
    Binding(
      [.name(.left), .name(.right)], .contentionColumn,
      [
        ("S", .contention(.sort(1))), ("h", .contention(.sort(-1))), ("l", .contention(.sort(1))),
      ],
      others: [(.left, .contention(.sort(-1))), (.right, .contention(.sort(1)))], .high,
      in: [.contention]),
    Binding(
      [.name(.enter)], .showRow, others: [(.enter, .contention(.show))], .low, in: [.contention]),
    Binding(
      [.name(.escape)], .back, [("c", .contention(.close)), ("q", .contention(.close))],
      others: [(.escape, .contention(.close))], .always, in: [.contention]),
  ]
}
