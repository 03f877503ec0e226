import Phrases
import Signalbox
import SyncEvents

/// A section of the course, made watchable: its primitives, what its threads do, its own commands, and how it is opened.
protocol Lesson: AnyObject, Sendable {
  init(_ stage: Stage) throws

  /// What worker number `number` does, in a lesson whose threads come in batches.
  func work(_ number: Int) throws

  /// Begins, and begins again when a person asks for more: with a batch of workers, if it does not say otherwise. Returns at
  /// once; `control` does what takes time.
  func begin(on control: ControlThread)

  /// Carries out a command of its own, on the control thread.
  ///
  /// - Returns: false if it is not one: then it is the primitive's.
  func perform(_ instruction: Instruction) throws -> Bool

  /// Opens whatever its threads wait for, so that all of them come to their end. Called until they have: it need not open
  /// everything at once, and must not wait long for anything.
  func open()

  /// Waits for the threads that are not the stage's.
  ///
  /// - Returns: whether all had ended in time.
  func waitForEnd(within limit: Duration) -> Bool
}

extension Lesson {
  func work(_ number: Int) throws {}
  func perform(_ instruction: Instruction) throws -> Bool { false }
  func open() {}
  func waitForEnd(within limit: Duration) -> Bool { true }
}

/// A lesson whose threads come in batches.
protocol BatchLesson: Lesson {
  var stage: Stage { get }
}
extension BatchLesson {
  func begin(on control: ControlThread) {
    stage.startWorkers(stage.lesson.batch, on: control) { [self] in try work($0) }
  }
}
