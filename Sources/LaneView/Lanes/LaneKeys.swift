import Frames
import Phrases

/// What a key does about the lanes that are looked at.
enum LaneDeed: Hashable, Sendable {
  case move(Int), page(Int)
  case sort, filter
  /// The lanes called like the selected one; those that wait for what it waits for.
  case fold, foldWaiters
  case pin
  case byPrimitive
}

extension KeyTable {
  static let lanes: [Binding] = [
    Binding(
      [.name(.up), .name(.down)], .selectLane,
      [("k", .lanes(.move(-1))), ("j", .lanes(.move(1)))],
      others: [(.up, .lanes(.move(-1))), (.down, .lanes(.move(1)))], .low),
    Binding(
      [.name(.pageUp), .name(.pageDown)], .scroll,
      others: [(.pageUp, .lanes(.page(-1))), (.pageDown, .lanes(.page(1)))], .helpOnly),
    Binding([.sign("/")], .filter, [("/", .lanes(.filter))], .helpOnly),
    Binding([.sign("S")], .sort, [("S", .lanes(.sort))], .helpOnly),
    Binding(
      [.sign("e"), .sign("E")], .fold, [("e", .lanes(.fold)), ("E", .lanes(.foldWaiters))],
      .helpOnly),
    Binding([.sign("t")], .pin, [("t", .lanes(.pin))], .helpOnly),
    Binding([.sign("o")], .byPrimitive, [("o", .lanes(.byPrimitive))], .helpOnly),
  ]

  /// While a text is typed, for which lanes or lines of the help are looked through.
  static let typing: [Binding] = [
    Binding([.sign("/")], .search, [("/", .searchHelp)], .high, in: [.help]),
    Binding([.name(.enter)], .filter, others: [(.enter, .accept)], .always, in: [.filter]),
    Binding([.name(.enter)], .search, others: [(.enter, .accept)], .always, in: [.search]),
    Binding(
      [.name(.escape)], .cancel, others: [(.escape, .cancel)], .always, in: [.filter, .search]),
  ]
}
