import LaneModel
import LaneView
import Phrases
import SyncEvents

/// Where the picture comes from, and who carries out commands: a lesson in this process, or a program that is attached to.
protocol Session: AnyObject {
  var subject: Subject { get }
  var model: LaneModel { get }
  /// Of two recordings the other.
  var beside: LaneModel? { get }
  var now: Instant { get }
  /// Takes in what has happened.
  @discardableResult func tick() -> Batch
  /// This process was stopped: what the threads did since `last` may not be known.
  func markGap(since last: Instant)
  func submit(_ instruction: Instruction)
  /// Gives up the command that waits for a lock.
  func withdraw()
  /// Commands that stand behind the one that waits.
  var queuedCommands: Int { get }
  /// What the person is to be told, once.
  func takeNews() -> [Status]
  /// Where what happens can be recorded from, and what the program is called.
  var recordable: (source: BackgroundRecording.Source, program: String)? { get }
  /// Ends what it has begun.
  ///
  /// - Returns: whether all its threads have ended.
  func end() -> Bool
}

extension Session {
  var beside: LaneModel? { nil }
}

/// A session with a program that has a terminal of its own.
protocol TerminalSession: Session {
  var terminal: TerminalText { get }
  /// So many columns and rows of it can be seen.
  func resize(columns: Int, rows: Int)
  func type(_ bytes: [UInt8])
}
