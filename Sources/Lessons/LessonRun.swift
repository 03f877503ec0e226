public import Phrases
import Signalbox
public import SyncEvents

/// How a lesson is run.
public struct LessonOptions: Hashable, Sendable {
  /// Divides work and sleep.
  public var speed: Double
  /// Without the protection it is about.
  public var isBare: Bool
  /// With the cure of what goes wrong in it.
  public var isCured: Bool
  /// What its threads print is in this.
  public var language: Language

  public init(
    speed: Double = 1, isBare: Bool = false, isCured: Bool = false, language: Language = .en
  ) {
    self.speed = speed
    self.isBare = isBare
    self.isCured = isCured
    self.language = language
  }
}

/// A lesson that runs: its threads, and the control thread that carries out what a person asks.
///
/// Whoever has it must `end` it.
public final class LessonRun: Sendable {
  public let id: LessonID
  private let stage: Stage
  private let lesson: any Lesson
  private let control: ControlThread

  /// Starts the lesson.
  ///
  /// - Throws: what the library throws when a primitive cannot be made.
  public init(_ id: LessonID, _ options: LessonOptions) throws {
    self.id = id
    let stage = Stage(id, options)
    let performer = Performer()
    let control = ControlThread { try performer.perform($0) }
    // Made on the control thread: in the course it is the main thread that makes everything.
    let lesson: any Lesson
    do {
      lesson = try control.result { try id.type.init(stage) }
    } catch {
      control.end()
      throw error
    }
    (self.stage, self.control, self.lesson) = (stage, control, lesson)
    performer.set { [weak control] instruction in
      guard let control else { return false }
      return try Self.perform(instruction, lesson, stage, control)
    }
    lesson.begin(on: control)
  }

  private static func perform(
    _ instruction: Instruction, _ lesson: any Lesson, _ stage: Stage, _ control: ControlThread
  ) throws -> Bool {
    switch instruction.command {
    case .more: lesson.begin(on: control)
    case .speed(let speed): stage.timer.speed = speed
    default: return try lesson.perform(instruction)
    }
    return true
  }

  /// Asks for a command; `restart`, `bare`, `cure` and `quit` are for whoever runs the lesson. Returns at once.
  public func submit(_ instruction: Instruction) { control.submit(instruction) }

  /// Gives up the command that waits for a lock.
  @discardableResult
  public func withdraw() -> Bool { control.withdraw() }

  /// Nothing is carried out, and nothing is left to be.
  public var isIdle: Bool { control.isIdle }
  /// Commands that were asked for and not begun.
  public var unfinishedCommands: Int { control.unfinishedCount }
  /// Commands that stand behind the one that waits.
  public var queuedCommands: Int { control.queuedCount }

  /// Every thread that was asked for has been started, and every command has been carried out.
  public var isQuiet: Bool { stage.allStarted && control.isIdle }
  /// Threads that have been started so far: a picture with fewer lanes is not up to date.
  public var threadCount: Int { stage.threadCount }
  /// Every thread of the lesson has come to its end.
  public var allEnded: Bool { stage.allEnded && lesson.waitForEnd(within: .zero) }
  /// Work and sleep are divided by this.
  public var speed: Double { stage.timer.speed }

  /// Ends it: opens what its threads wait for and joins them all, the control thread included.
  ///
  /// - Returns: whether all had ended within a second.
  @discardableResult
  public func end() -> Bool {
    stage.close()
    control.close()
    control.withdraw()
    // On the control thread, after the command that it is in: that may have been to hold all threads.
    control.run { [lesson, stage] in
      repeat {
        Holding.letGo()
        let step = Duration.milliseconds(20)
        if stage.waitForEnd(within: step), lesson.waitForEnd(within: step) { return }
        lesson.open()
      } while !stage.isOverdue
    }
    control.end()
    return stage.waitForEnd(within: .zero) && lesson.waitForEnd(within: .zero)
  }
}

/// What the control thread calls; it is set once the lesson has been made.
private final class Performer: Sendable {
  /// In a struct: a bare closure would be wrapped once more each time it is taken out.
  private struct Body {
    var call: ControlThread.Handler
  }
  private let body = GuardedValue<Body?>(nil)
  func set(_ new: @escaping ControlThread.Handler) {
    body.withLock { $0 = Body(call: new) }
  }
  func perform(_ instruction: Instruction) throws -> Bool {
    try body.withLock { $0 }?.call(instruction) ?? false
  }
}

extension LessonID {
  var type: any Lesson.Type {
    switch self {
    case .containers: ContainersLesson.self
    case .lock: LockLesson.self
    case .rlock: RecursiveLockLesson.self
    case .semaphore: SemaphoreLesson.self
    case .condition: ConditionLesson.self
    case .waitFor: WaitForLesson.self
    case .event: EventLesson.self
    case .local: LocalLesson.self
    case .localDict: LocalDictionaryLesson.self
    case .localObject: LocalObjectLesson.self
    case .pool: PoolLesson.self
    case .queue: QueueLesson.self
    case .deadlock: DeadlockLesson.self
    case .philosophers: PhilosophersLesson.self
    case .lostNotify: LostNotifyLesson.self
    case .poolDeadlock: PoolDeadlockLesson.self
    case .starvation: StarvationLesson.self
    case .ownerGone: OwnerGoneLesson.self
    }
  }
}
