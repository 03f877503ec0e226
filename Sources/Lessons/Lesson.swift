import Phrases
import Signalbox
import SyncEvents

/// A section of the course, made watchable: its primitives, what its threads do, its own commands, and how it is opened.
protocol Lesson: AnyObject, Sendable {
  init(_ stage: Stage) throws

  /// What worker number `number` does.
  func work(_ number: Int) throws

  /// Carries out a command of its own, on the control thread.
  ///
  /// - Returns: false if it is not one: then it is the primitive's.
  func perform(_ command: Command) throws -> Bool

  /// Opens whatever its threads wait for, so that all of them come to their end. Called until they have: it need not open
  /// everything at once, and must not wait long for anything.
  func open()
}

extension Lesson {
  func perform(_ command: Command) throws -> Bool { false }
}
