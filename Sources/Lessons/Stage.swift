import Phrases
import Signalbox
import SyncEvents

/// What all lessons share: the threads, the time that work takes, and what is printed.
final class Stage: Sendable {
  let lesson: LessonID
  let isBare: Bool
  let isCured: Bool
  let timer: WorkTimer
  private let book: Phrasebook
  private let lines: [ListingMark: Int]
  private let started = GuardedValue<Started>(Started())

  private struct Started {
    var threads: [TracedThread] = []
    /// Workers that were asked for, and those that have been started.
    var asked = 0
    var begun = 0
    var closed: ContinuousClock.Instant?
  }

  /// Threads start so far apart, so that one sees them come.
  static let interval = Duration.milliseconds(50)

  init(_ lesson: LessonID, _ options: LessonOptions) {
    self.lesson = lesson
    isBare = options.isBare
    isCured = options.isCured
    let listing = lesson.listing(.swift, isBare: options.isBare, isCured: options.isCured)
    lines = Dictionary(
      uniqueKeysWithValues: listing.lines.enumerated().compactMap { index, line in
        line.mark.map { ($0, index + 1) }
      })
    timer = WorkTimer(speed: options.speed)
    book = Phrasebook(options.language)
  }

  /// Computes so long, at the lesson's speed. The course's `time.sleep` inside a section stands for this.
  @discardableResult
  func work(_ length: Duration) -> Bool { timer.work(length) }

  /// How long that is at the lesson's speed: for a time-out, which work is to be measured against.
  func paced(_ length: Duration) -> Duration { length / timer.speed }

  /// The calling thread stands there in the listing; nil is nowhere.
  func at(_ mark: ListingMark?) { Trace.line(mark.flatMap { lines[$0] } ?? 0) }

  func say(_ line: ProgramLine) { Trace.output(book.text(line)) }

  /// A batch of workers, numbered on from the last; `control` starts them one after the other.
  func startWorkers(
    _ count: Int, on control: ControlThread,
    named name: @escaping @Sendable (Int) -> String = { "worker-\($0)" }, _ body: @escaping Body
  ) {
    let first = started.withLock { started in
      defer { started.asked += count }
      return started.asked
    }
    for index in 0..<count {
      let number = first + index
      let delay = Self.interval * index / max(timer.speed, 1)
      control.run(after: delay) { [self] in
        start(name(number)) { try body(number) }
        started.withLock { $0.begun += 1 }
      }
    }
  }
  typealias Body = @Sendable (Int) throws -> Void

  /// One thread, at once.
  @discardableResult
  func start(_ name: String, _ body: @escaping @Sendable () throws -> Void) -> TracedThread? {
    let thread = TracedThread(name, body)
    let isOpen = started.withLock { started in
      if started.closed == nil { started.threads.append(thread) }
      return started.closed == nil
    }
    guard isOpen else { return nil }
    do { try thread.start() } catch {
      Trace.note("\(name): \(error)")
      started.withLock { $0.threads.removeAll { $0 === thread } }
      return nil
    }
    return thread
  }

  /// Threads that were asked for have all been started.
  var allStarted: Bool { started.withLock { $0.begun >= $0.asked } }
  var threadCount: Int { started.withLock { $0.threads.count } }
  var allEnded: Bool { started.withLock { $0.threads.allSatisfy { !$0.isAlive } } && allStarted }

  /// From now on no thread is started, and work returns at once.
  func close() {
    started.withLock { $0.closed = .now }
    timer.interrupt()
  }
  var isClosed: Bool { started.withLock { $0.closed != nil } }
  /// Its threads have had a second to end.
  var isOverdue: Bool {
    started.withLock { $0.closed.map { $0.duration(to: .now) > .seconds(1) } ?? false }
  }
  func waitForEnd(within limit: Duration) -> Bool {
    TracedThread.waitForEnd(of: started.withLock { $0.threads }, within: limit)
  }
}
