import Frames
import Phrases

/// What a key does about the time that is looked at.
enum TimeDeed: Hashable, Sendable {
  case zoom(Int)
  /// The cursor: by cells, by halves of what is in sight, to the ends.
  case move(Int), leap(Int), beginning, live
  /// To the next or the previous change; to who unblocked the lane, and back.
  case change(Int), unblocker, back
  case mode
  /// Marks a moment; goes to the next or the previous mark.
  case bookmark, bookmarks(Int)
  case inspect, close
  case scroll(Int), scrollPage(Int), scrollToTop, scrollToEnd
}

extension KeyTable {
  static let time: [Binding] = [
    Binding(
      [.name(.left), .name(.right)], .cursor,
      [
        ("h", .time(.move(-1))), ("l", .time(.move(1))), ("(", .time(.leap(-1))),
        (")", .time(.leap(1))),
      ],
      others: [(.left, .time(.move(-1))), (.right, .time(.move(1)))], .helpOnly),
    Binding([.name(.end)], .live, others: [(.end, .time(.live))], .helpOnly),
    Binding([.name(.home)], .beginning, others: [(.home, .time(.beginning))], .helpOnly),
    Binding(
      [.sign("z"), .sign("Z")], .zoom, [("z", .time(.zoom(-1))), ("Z", .time(.zoom(1)))], .low),
    Binding(
      [.sign("."), .sign(",")], .nextChange,
      [(".", .time(.change(1))), (",", .time(.change(-1)))], .helpOnly),
    Binding(
      [.sign("]"), .sign("[")], .unblocker, [("]", .time(.unblocker)), ("[", .time(.back))],
      .helpOnly),
    Binding([.sign("B")], .bookmark, [("B", .time(.bookmark))], .helpOnly),
    Binding(
      [.sign("'"), .sign("\"")], .nextBookmark,
      [("'", .time(.bookmarks(1))), ("\"", .time(.bookmarks(-1)))], .helpOnly),
    Binding([.name(.enter)], .inspect, others: [(.enter, .time(.inspect))], .helpOnly),
    Binding([.sign("m")], .mode, [("m", .time(.mode))], .helpOnly),
  ]

  /// While the changes of a cell are listed.
  static let inspector: [Binding] = [
    Binding(
      [.name(.up), .name(.down)], .scroll,
      [
        ("k", .time(.scroll(-1))), ("j", .time(.scroll(1))), (" ", .time(.scrollPage(1))),
      ],
      others: [
        (.up, .time(.scroll(-1))), (.down, .time(.scroll(1))),
        (.pageUp, .time(.scrollPage(-1))), (.pageDown, .time(.scrollPage(1))),
        (.home, .time(.scrollToTop)), (.end, .time(.scrollToEnd)),
      ], .high, in: [.inspector]),
    Binding(
      [.name(.left), .name(.right)], .cursor,
      [("h", .time(.move(-1))), ("l", .time(.move(1)))],
      others: [(.left, .time(.move(-1))), (.right, .time(.move(1)))], .middle, in: [.inspector]),
    Binding(
      [.sign("."), .sign(",")], .nextChange,
      [(".", .time(.change(1))), (",", .time(.change(-1)))], .low, in: [.inspector]),
    Binding(
      [.sign("z"), .sign("Z")], .zoom, [("z", .time(.zoom(-1))), ("Z", .time(.zoom(1)))], .low,
      in: [.inspector]),
    Binding(
      [.name(.escape)], .back, [("q", .time(.close))],
      others: [(.escape, .time(.close)), (.enter, .time(.close))], .always, in: [.inspector]),
  ]
}
