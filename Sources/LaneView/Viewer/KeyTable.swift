import Frames
import Phrases
import SyncEvents

/// What a key does.
enum Deed: Hashable, Sendable {
  case notify(Int), notifyAll, askCount
  case flip, size(Int), release, lockTwice, satisfy, put
  case more, restart, bare, cure, slower, faster
  case hold, step, level
  /// The keys go to the program's terminal, or come back.
  case keyboard
  case pause
  case primitive(Int)
  /// Where one looks: when, and at which lanes.
  case time(TimeDeed), lanes(LaneDeed)
  case panel(PanelDeed)
  case contention(ContentionDeed)
  case listingLanguage, hideListing
  case theme, save, record
  case searchHelp
  case help, menu, quit, suspend
  case scroll(Int), scrollPage(Int), scrollToTop, scrollToEnd
  case choose(Int), chooseFirst, chooseLast, chooseLesson(LessonID), open
  case accept, cancel
}

/// Keys that belong together, what they are called, and where they count.
struct Binding: Hashable, Sendable {
  /// One key, and what it does.
  struct Stroke: Hashable, Sendable {
    var key: Key
    var deed: Deed
  }
  /// Where the keys go: the lesson, or what lies over it.
  enum Place: Hashable, Sendable, CaseIterable {
    /// `lesson` is also anybody's own program; `program` is its terminal, when the keys go there.
    case lesson, program, menu, help, count, question, inspector, contention, filter, search,
      remedies
  }
  /// Who is left out first where the footer is narrow.
  enum Weight: Int, Comparable, Sendable {
    case helpOnly, low, middle, high, urgent, always
    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  var caps: [Cap]
  var word: KeyWord
  var keys: [Stroke]
  /// The lesson must have one of these commands, if there are any.
  var commands: [Command.Word]
  var weight: Weight
  var places: Set<Place>

  /// What stands on the key in the picture of it.
  enum Cap: Hashable, Sendable {
    case sign(String)
    case name(KeyName)
  }

  init(
    _ caps: [Cap], _ word: KeyWord, _ signs: [(Character, Deed)] = [],
    others: [(Key, Deed)] = [], command: Command.Word? = nil, or more: [Command.Word] = [],
    _ weight: Weight = .middle,
    in places: Set<Place> = [.lesson]
  ) {
    self.caps = caps
    self.word = word
    keys =
      signs.map { Stroke(key: .character($0.0), deed: $0.1) }
      + others.map { Stroke(key: $0.0, deed: $0.1) }
    commands = (command.map { [$0] } ?? []) + more
    self.weight = weight
    self.places = places
  }

}

/// The one table of keys: the handler, the footer, the help and the manual all read it. In the order of the footer.
public struct KeyTable: Hashable, Sendable {
  var bindings: [Binding]

  /// As it is unless a person has changed it.
  public static let standard = KeyTable(
    bindings: own + threads + lanes + primitives + time + panels + listing + screen + menu
      + overlays + typing + inspector + contention + everywhere)

  func binding(for key: Key, at place: Binding.Place) -> (binding: Binding, deed: Deed)? {
    for binding in bindings where binding.places.contains(place) {
      if let found = binding.keys.first(where: { $0.key == key }) { return (binding, found.deed) }
    }
    return nil
  }

  /// What does it at that place; nil where no key does.
  func binding(of deed: Deed, at place: Binding.Place) -> Binding? {
    bindings.first { $0.places.contains(place) && $0.keys.contains { $0.deed == deed } }
  }

  /// What a lesson's own primitives are moved with.
  private static let own: [Binding] = [
    Binding([.sign("x")], .satisfy, [("x", .satisfy)], command: .satisfy, .high),
    Binding(
      [.sign("1-9")], .notify, (1...9).map { (Character("\($0)"), .notify($0)) }, command: .notify,
      .high),
    Binding([.sign("a")], .notifyAll, [("a", .notifyAll)], command: .notify),
    Binding([.sign("n")], .count, [("n", .askCount)], command: .notify, .low),
    Binding([.sign("f")], .flip, [("f", .flip)], command: .flip, .high),
    Binding(
      [.sign("+"), .sign("-")], .size, [("+", .size(1)), ("=", .size(1)), ("-", .size(-1))],
      command: .size, or: [.capacity, .workers, .producers, .consumers], .high),
    Binding([.sign("p")], .put, [("p", .put)], command: .put, .high),
    Binding([.sign("b")], .bare, [("b", .bare)], command: .bare, .high),
    Binding([.sign("C")], .cure, [("C", .cure)], command: .cure, .high),
    Binding([.sign("d")], .lockTwice, [("d", .lockTwice)], command: .lockTwice, .high),
    Binding([.sign("u")], .release, [("u", .release)], command: .release, .high),
  ]

  private static let threads: [Binding] = [
    Binding([.name(.space)], .pause, [(" ", .pause)], .high),
    Binding([.sign("H")], .hold, [("H", .hold)], command: .hold),
    Binding([.sign("s")], .step, [("s", .step)], command: .step),
    Binding([.sign("L")], .level, [("L", .level)], command: .level, .low),
    Binding(
      [.sign("Ctrl-]")], .keyboard, others: [(.control("]"), .keyboard)], .urgent,
      in: [.lesson, .program]),
    Binding([.sign("w")], .more, [("w", .more)], command: .more),
    Binding(
      [.sign("<"), .sign(">")], .pace, [("<", .slower), (">", .faster)], command: .speed, .low),
    Binding([.sign("r")], .restart, [("r", .restart)], command: .restart, .low),
  ]

  private static let primitives: [Binding] = [
    Binding(
      [.name(.tab), .name(.shiftTab)], .selectPrimitive,
      others: [(.tab, .primitive(1)), (.shiftTab, .primitive(-1))], .helpOnly)
  ]

  private static let listing: [Binding] = [
    Binding([.sign("v")], .listing, [("v", .listingLanguage)], .low),
    Binding([.sign("V")], .hideListing, [("V", .hideListing)], .helpOnly),
  ]

  private static let screen: [Binding] = [
    Binding([.sign("R")], .record, [("R", .record)], .helpOnly),
    Binding([.sign("T")], .theme, [("T", .theme)], .helpOnly, in: [.lesson, .menu]),
    Binding(
      [.sign("Ctrl-S")], .save, others: [(.control("s"), .save)], .helpOnly, in: [.lesson, .menu]),
  ]

  private static let menu: [Binding] = [
    Binding(
      [.name(.up), .name(.down)], .choose, [("k", .choose(-1)), ("j", .choose(1))],
      others: [
        (.up, .choose(-1)), (.down, .choose(1)), (.shiftTab, .choose(-1)), (.tab, .choose(1)),
        (.home, .chooseFirst), (.end, .chooseLast),
      ], .high, in: [.menu]),
    Binding(
      lessonKeys.map { .sign(String($0.0)) }, .openDirectly, lessonKeys, .helpOnly, in: [.menu]),
    Binding(
      [.name(.enter)], .open, [(" ", .open)], others: [(.enter, .open)], .always, in: [.menu]),
  ]

  private static let overlays: [Binding] = [
    Binding(
      [.name(.up), .name(.down)], .scroll,
      [("k", .scroll(-1)), ("j", .scroll(1)), (" ", .scrollPage(1))],
      others: [
        (.up, .scroll(-1)), (.down, .scroll(1)), (.pageUp, .scrollPage(-1)),
        (.pageDown, .scrollPage(1)), (.home, .scrollToTop), (.end, .scrollToEnd),
      ], .high, in: [.help]),
    Binding(
      [.name(.escape)], .back, [("?", .cancel), ("q", .cancel)],
      others: [(.escape, .cancel), (.function(1), .cancel)], .always, in: [.help]),
    Binding([.name(.enter)], .notify, others: [(.enter, .accept)], .always, in: [.count]),
    Binding([.name(.escape)], .cancel, others: [(.escape, .cancel)], .always, in: [.count]),
    Binding(
      [.sign("y")], .accept, [("y", .accept), ("Y", .accept)], others: [(.enter, .accept)], .always,
      in: [.question]),
    Binding(
      [.sign("n")], .decline, [("n", .cancel), ("N", .cancel)], others: [(.escape, .cancel)],
      .always, in: [.question]),
  ]

  private static let everywhere: [Binding] = [
    Binding(
      [.sign("?")], .help, [("?", .help)], others: [(.function(1), .help)], .always,
      in: [.lesson, .menu]),
    Binding([.name(.escape)], .back, others: [(.escape, .menu)], .helpOnly),
    Binding(
      [.sign("q")], .quit, [("q", .quit)],
      others: [(.function(10), .quit), (.control("c"), .quit)], .always,
      in: [.lesson, .menu, .question]),
    Binding(
      [.sign("Ctrl-C")], .quit, others: [(.control("c"), .quit), (.function(10), .quit)], .helpOnly,
      in: [.help, .remedies, .count, .inspector, .contention, .filter, .search]),
    Binding(
      [.sign("Ctrl-Z")], .suspend, others: [(.control("z"), .suspend)], .helpOnly,
      // The program's terminal has its own.
      in: Set(Binding.Place.allCases).subtracting([.program])),
  ]

  /// In the menu a lesson's letter opens it, and its number where that is one digit.
  private static let lessonKeys: [(Character, Deed)] = LessonID.allCases.flatMap { lesson in
    let digits = lesson.number.count == 1 ? Array(lesson.number) : []
    return ([lesson.key] + digits).map { ($0, Deed.chooseLesson(lesson)) }
  }
}
