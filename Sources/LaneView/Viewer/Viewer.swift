public import Frames
public import LaneModel
public import Phrases
public import SyncEvents

/// What the person looks at: a value without clock or thread. Keys change it and give actions; with a model it becomes a frame.
public struct Viewer: Equatable, Sendable {
  public internal(set) var subject: Subject
  /// The lesson on the screen, if it is one.
  public var lesson: LessonID? { subject.lesson }
  public var language: Language
  public var abilities: Abilities
  /// What every key does.
  public var keys = KeyTable.standard
  /// Nothing that acts on primitives or threads is asked for.
  public var isReadOnly = false

  /// Nil until the person has selected one; then the view chooses what is worth a look.
  public internal(set) var selectedLane: ThreadID?
  public internal(set) var selectedPrimitive: PrimitiveID?
  /// The picture as it was when the view was paused; the threads go on.
  public internal(set) var frozen: LaneModel?
  public internal(set) var overlay = Overlay.none
  /// What stands below the lanes instead of the program, the listing and the log.
  public internal(set) var panel: Panel?
  /// The number of the finding that was selected.
  var selectedFinding: Int?
  /// When the person looks, and how closely.
  public internal(set) var time = TimeView()
  /// What the person wants to come back to.
  public var bookmarks = Bookmarks()
  /// What is looked at in the tables of contention.
  var contention = ContentionView()
  /// Which lanes, and in which order.
  var arrangement = Arrangement()
  /// The size of the screen as it was last drawn: what a page is depends on it.
  public var screen = Size(width: 80, height: 24)
  /// How fast work and sleep go, as far as the view knows.
  public var speed = 1.0
  /// The lesson runs without its protection.
  public var isBare = false
  /// The lesson runs with the cure of what goes wrong in it.
  public var isCured = false
  /// What happens is being recorded.
  public var isRecording = false
  /// The person holds all threads.
  public var isHolding = false

  /// What the listing is written in, and whether it is put away; the same in every lesson.
  public internal(set) var listingLanguage = ListingLanguage.python
  public internal(set) var hidesListing = false

  /// The lesson under the cursor of the menu.
  public internal(set) var choice = LessonID.containers
  /// What the program's own terminal shows.
  public var terminal = TerminalText()
  /// The keys go to the program's terminal.
  public internal(set) var isTyping = false
  /// So many commands stand behind the one that waits; only whoever runs the program knows.
  public var queuedCommands = 0
  var message: Message?

  /// The lane that the view has chosen by itself.
  var watchedLane: ThreadID?
  var lanesSeen = 0
  /// What was told up to this number has been taken notice of.
  var heard = 0
  /// The thread that was let do one operation, until it has.
  var stepping: ThreadID?
  var lastCommand: String?
  var lastMisuse: Status?

  /// What lies over the lesson and has the keys.
  public enum Overlay: Hashable, Sendable {
    case none
    /// The help, from this line on.
    case help(top: Int)
    /// A count is being typed.
    case count(String)
    /// What the lanes are filtered by is being typed.
    case filter(String)
    /// Of the help only what has this in it, from this line on.
    case helpSearch(String, top: Int, isTyping: Bool)
    /// Back to the menu?
    case question
    /// The changes of a cell, from this line on.
    case inspector(top: Int)
    /// Which of the commands that would end a finding.
    case remedies(Int)
    /// The tables of contention.
    case contention
  }

  /// What is looked at beside the lanes.
  public enum Panel: Hashable, Sendable {
    /// Who waits for what.
    case graph
    /// What is or was wrong.
    case findings
    /// What two recordings differ in.
    case difference
  }

  struct Message: Hashable, Sendable {
    var status: Status
    var time: Instant
  }

  static let speeds = [0.25, 0.5, 1, 2, 4, 8]
  /// A message goes after so long.
  static let messageLife: Int64 = 8_000_000_000
  /// The view stays with a lane that has become uninteresting for so long.
  static let watchLife: Int64 = 2_000_000_000

  /// - Parameter lesson: nil is the menu.
  public init(lesson: LessonID?, language: Language, abilities: Abilities) {
    self.init(lesson.map(Subject.lesson) ?? .menu, language: language, abilities: abilities)
  }

  public init(_ subject: Subject, language: Language, abilities: Abilities) {
    self.subject = subject
    self.language = language
    self.abilities = abilities
    if let lesson = subject.lesson { choice = lesson }
  }

  /// Another lesson, or the menu: what was selected in the old one is forgotten.
  public mutating func enter(_ lesson: LessonID?) {
    enter(lesson.map(Subject.lesson) ?? .menu)
  }

  /// Something else: what was selected in the old one is forgotten.
  public mutating func enter(_ subject: Subject) {
    var fresh = Viewer(subject, language: language, abilities: abilities)
    fresh.time = time.fresh
    fresh.keys = keys
    fresh.isReadOnly = isReadOnly
    fresh.isRecording = isRecording
    fresh.screen = screen
    fresh.listingLanguage = listingLanguage
    fresh.hidesListing = hidesListing
    if subject == .menu { fresh.choice = choice }
    self = fresh
  }

  /// What is known of the program on the screen now.
  public mutating func update(_ program: Subject.Program) {
    if subject.program != nil { subject = .program(program) }
  }

  /// The status line says this for a while, or until the next key.
  public mutating func show(_ status: Status, at now: Instant) {
    message = Message(status: status, time: now)
  }

  var book: Phrasebook {
    var book = Phrasebook(language, ascii: !abilities.hasBlocks)
    book.ownKeys = keys.ownNames(book)
    return book
  }

  /// The model that is drawn.
  func shown(_ model: LaneModel) -> LaneModel { frozen ?? model }
}

/// What a key asks of whoever runs the program.
public enum Action: Hashable, Sendable {
  case instruction(Instruction)
  /// The command that waits is not wanted any more.
  case withdraw
  case open(LessonID)
  case replay(ReplayDeed)
  /// The bookmarks have changed, and belong to the recording.
  case keepBookmarks
  /// What happens is to be recorded, or not any longer.
  case record
  /// For the program's own terminal.
  case type(Key)
  /// To the menu.
  case back
  case quit
  case suspend
  /// The next theme.
  case theme
  /// The screen is to be written to files.
  case save
}
