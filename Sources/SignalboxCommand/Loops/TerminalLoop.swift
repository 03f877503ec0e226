import EventRecording
import Frames
import Glibc
import LaneModel
import LaneView
import Lessons
import Phrases
import SyncEvents
import TerminalScreen

/// The loop of the terminal program: keys in, frames out.
final class TerminalLoop {
  private let screen: TerminalScreen
  private let appearance: Appearance
  private var viewer: Viewer
  private var recording: BackgroundRecording?
  private var session: (any Session)?
  private var theme: ThemeName
  private var shown: Frame?
  private var shownAt = ContinuousClock.now
  /// Something is not on the screen yet.
  private var isChanged = true
  private var lastTick = Instant.zero
  private var timesStopped = 0
  private var isOver = false
  /// To be said once, when there is something to look at.
  private var notice: Status?

  /// At most 30 frames a second, 10 while threads run and nothing else changes, and 4 while all are parked.
  private enum Pace {
    static let frame = Duration.milliseconds(33)
    static let running = Duration.milliseconds(100)
    static let parked = Duration.milliseconds(268)
  }

  static var isPossible: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// What is on the screen at first.
  enum Start {
    case menu
    case lesson(LessonID, isBare: Bool, isCured: Bool)
    /// What somebody's own program is watched through.
    case program(() throws -> any Session)
  }

  /// Opens the screen. Where the terminal cannot be drawn on it is told in text.
  static func run(_ start: Start, _ appearance: Appearance, limit: Int64? = nil) throws {
    let screen: TerminalScreen
    do {
      screen = try TerminalScreen.open(
        colour: appearance.colour, ascii: appearance.isASCII, mouse: appearance.mouse)
    } catch {
      complain(Phrasebook(appearance.language).fallsBackToText(fault(error)))
      return try tell(start, appearance)
    }
    defer { screen.close() }
    let loop = TerminalLoop(screen, appearance)
    do { try loop.run(start, limit) } catch {
      _ = loop.session?.end()
      screen.close()
      throw error
    }
    if loop.recording != nil { loop.changeRecording() }
    let allEnded = loop.session?.end() ?? true
    screen.close()
    guard allEnded else { throw ThreadsLeft() }
    if let signal = screen.terminationSignal { throw ExitStatus(value: 128 + signal) }
  }

  private static func tell(_ start: Start, _ appearance: Appearance) throws {
    switch start {
    case .menu: try TextLoop(.semaphore, appearance, TextOptions()).run()
    case .lesson(let id, let isBare, let isCured):
      try TextLoop(id, appearance, TextOptions(isBare: isBare, isCured: isCured)).run()
    case .program(let begin): try ProgramTextLoop(begin(), appearance, .text, limit: nil).run()
    }
  }

  private static func fault(_ error: ScreenError) -> ScreenFault {
    switch error {
    case .unknownTerminal(let name): .unknownTerminal(name)
    case .cannotPlaceCursor(let name): .cannotPlaceCursor(name)
    case .system(let code): .system(code, String(cString: strerror(code)))
    case .notATerminal: .system(ENOTTY, String(cString: strerror(ENOTTY)))
    case .alreadyOpen: .alreadyOpen
    }
  }

  private init(_ screen: TerminalScreen, _ appearance: Appearance) {
    self.screen = screen
    self.appearance = appearance
    theme = appearance.theme
    screen.use(theme.ofFrames)
    let language = screen.writesUnicode ? appearance.language : .en
    viewer = Viewer(lesson: nil, language: language, abilities: screen.abilities)
    viewer.speed = appearance.speed
    viewer.keys = appearance.keys
    viewer.isReadOnly = appearance.isReadOnly
    viewer.fitTime()
    notice =
      SettingsFile.complaint(Phrasebook(language)).map(Status.text)
      ?? (language != appearance.language ? .text(Phrasebook(.en).noChineseHere) : nil)
      ?? (FirstTime.isNow() ? .greeting : nil)
  }

  private func run(_ start: Start, _ limit: Int64?) throws {
    let end = limit.map { ContinuousClock.now + .nanoseconds($0) }
    switch start {
    case .menu: break
    case .lesson(let id, let isBare, let isCured): try open(id, isBare: isBare, isCured: isCured)
    case .program(let begin): try open(begin())
    }
    if let notice { viewer.show(notice, at: .zero) }
    while !isOver, screen.terminationSignal == nil, end.map({ .now < $0 }) ?? true {
      let isBusy = tick()
      let pause = draw()
      // A program that does much in little time has overwritten it soon.
      var key = screen.nextKey(within: isBusy ? min(pause, 1) : pause)
      // What has come already is handled before the next frame; but keys without end do not keep the picture back.
      let begin = ContinuousClock.now
      while let pressed = key {
        try handle(pressed)
        key = begin.duration(to: .now) < Pace.frame && !isOver ? screen.nextKey(within: 0) : nil
      }
    }
  }

  // MARK: in

  private func handle(_ key: Key) throws {
    shown = key == .resize ? nil : shown
    isChanged = true
    viewer.screen = screen.size
    if key == .resize { resizeTerminal() }
    guard let action = viewer.handle(key, session?.model ?? LaneModel()) else { return }
    switch action {
    case .instruction(let instruction): try carryOut(instruction)
    case .withdraw: session?.withdraw()
    case .open(let id): try open(id)
    case .back:
      // There is a menu only of lessons.
      if session is LessonSession { try leave() } else { isOver = true }
    case .record: changeRecording()
    case .replay(let deed):
      guard let replay = session as? ReplaySession else { break }
      replay.perform(deed)
      // The bookmarks of the one that leads.
      if deed == .exchange {
        viewer.exchange(to: replay.subject)
        viewer.bookmarks = replay.bookmarks
      }
    case .keepBookmarks: (session as? ReplaySession)?.keep(viewer.bookmarks)
    case .type(let key): (session as? any TerminalSession)?.type(key.bytes)
    case .quit: isOver = true
    case .suspend: raise(SIGTSTP)
    case .theme:
      let shown = screen.theme.name
      repeat {
        theme = theme.next
        screen.use(theme.ofFrames)
        // The one that fits the terminal is one of the others, too: a key that changes nothing looks broken.
      } while screen.theme.name == shown
      viewer.abilities = screen.abilities
      viewer.show(.theme(theme), at: now)
    case .save:
      let frame = viewer.frame(
        session?.model ?? LaneModel(), beside: session?.beside, size: screen.size)
      let picture = frame.svg(screen.theme, colours: screen.abilities.colours)
      viewer.show(SavedScreen([(".txt", frame.text + "\n"), (".svg", picture)]).write(), at: now)
    }
  }

  private func carryOut(_ instruction: Instruction) throws {
    guard let session else { return }
    if let lesson = session as? LessonSession, try renew(lesson, instruction.command) { return }
    switch instruction.command {
    case .quit: isOver = true
    case .speed(let speed): viewer.speed = speed
    case .hold: viewer.isHolding = true
    case .go: viewer.isHolding = false
    default: break
    }
    session.submit(instruction)
  }

  /// What begins the lesson anew. False: it does not.
  private func renew(_ session: LessonSession, _ command: Command) throws -> Bool {
    switch command {
    case .restart: try reopen(session) { _ in }
    case .bare:
      try reopen(session) { $0.isBare.toggle() }
      viewer.show(.bare(!session.options.isBare, session.run.id), at: .zero)
    case .cure:
      try reopen(session) { $0.isCured.toggle() }
      viewer.show(.cured(!session.options.isCured, session.run.id), at: .zero)
    default: return false
    }
    return true
  }

  private func reopen(_ session: LessonSession, _ change: (inout LessonOptions) -> Void) throws {
    var options = session.options
    change(&options)
    try open(session.run.id, isBare: options.isBare, isCured: options.isCured)
  }

  private func open(_ id: LessonID, isBare: Bool = false, isCured: Bool = false) throws {
    try end()
    let speed = viewer.speed
    viewer.enter(id)
    viewer.speed = speed
    viewer.isBare = isBare
    viewer.isCured = isCured
    session = try LessonSession(
      id,
      LessonOptions(
        speed: speed, isBare: isBare, isCured: isCured, language: viewer.language),
      appearance)
    lastTick = .zero
  }

  private func open(_ new: any Session) throws {
    viewer.enter(new.subject)
    if let replay = new as? ReplaySession { viewer.bookmarks = replay.bookmarks }
    session = new
    lastTick = .zero
    resizeTerminal()
  }

  private func leave() throws {
    try end()
    viewer.enter(nil)
  }

  private func end() throws {
    guard let old = session else { return }
    session = nil
    guard old.end() else { throw ThreadsLeft() }
  }

  private func changeRecording() {
    if let recording {
      self.recording = nil
      let outcome = recording.stop()
      let path = recording.path
      viewer.show(
        outcome.failure.map { .recordingFailed(path, $0.inWords) }
          ?? .recordingEnded(
            path, events: outcome.events, bytes: outcome.bytes, lost: outcome.lost), at: now)
    } else if let source = session?.recordable {
      do {
        let new = try BackgroundRecording.inNewFile(source.source, program: source.program)
        try new.begin()
        recording = new
        viewer.show(.recordingBegun(new.path), at: now)
      } catch let error as RecordingError {
        viewer.show(.recordingFailed("signalbox-*.sbx", error.inWords), at: now)
      } catch {
        viewer.show(.text("\(error)"), at: now)
      }
    }
    viewer.isRecording = recording != nil
  }

  /// The program is to write no more in a line than can be seen.
  private func resizeTerminal() {
    let columns = max(20, screen.size.width - 4)
    (session as? any TerminalSession)?.resize(columns: columns, rows: 24)
  }

  // MARK: out

  /// - Returns: whether much has happened since the last time.
  private func tick() -> Bool {
    guard let session else { return false }
    if timesStopped != screen.timesStopped {
      timesStopped = screen.timesStopped
      session.markGap(since: lastTick)
    }
    let batch = session.tick()
    if !batch.isEmpty { isChanged = true }
    lastTick = session.now
    // The disk is full, or the program has ended.
    if recording?.state.isOver == true { changeRecording() }
    viewer.queuedCommands = session.queuedCommands
    if case .program(let program) = session.subject {
      if viewer.subject != session.subject { isChanged = true }
      viewer.update(program)
    }
    if case .recording(let recording) = session.subject {
      if viewer.subject != session.subject { isChanged = true }
      viewer.update(recording, session.model)
    }
    if let terminal = (session as? any TerminalSession)?.terminal, terminal != viewer.terminal {
      viewer.terminal = terminal
      isChanged = true
    }
    viewer.follow(session.model)
    for status in session.takeNews() {
      viewer.hear(status)
      viewer.show(status, at: session.model.now)
      isChanged = true
    }
    return batch.events.count > 500 || viewer.isReading
  }

  /// Draws what has changed, if it is time to.
  ///
  /// - Returns: after so many milliseconds it is to be asked again.
  private func draw() -> Int32 {
    let age = shownAt.duration(to: .now)
    let due = shown == nil ? .zero : isChanged ? Pace.frame : interval
    guard age >= due else {
      return Int32((min(due - age, Pace.frame) / .milliseconds(1)).rounded(.up))
    }
    let frame = viewer.frame(
      session?.model ?? LaneModel(), beside: session?.beside, size: screen.size)
    shownAt = .now
    isChanged = false
    guard frame != shown else { return 33 }
    screen.show(frame)
    shown = frame
    return 33
  }

  private var now: Instant { session?.now ?? .zero }

  /// So long a picture stands in which nothing has happened but time.
  private var interval: Duration {
    guard let session else { return .seconds(3600) }
    let isMoving = session.model.lanes.contains { !$0.isControl && $0.state == .running }
    return isMoving ? Pace.running : Pace.parked
  }
}

extension ThemeName {
  /// Nil: what fits the terminal.
  var ofFrames: Theme.Name? {
    switch self {
    case .auto: nil
    case .dark: .dark
    case .light: .light
    case .highContrast: .highContrast
    case .mono: .mono
    }
  }
}
