public import SyncEvents

/// What the status line may have to say.
public enum Status: Hashable, Sendable {
  /// The command was not carried out.
  case refused(command: String, Refusal)
  case misused(Happening.Subject?, Operation, Misuse)
  /// The program did not understand it.
  case invalid(command: String, String)
  /// The program that was started has ended; whether its threads were ever seen.
  case programEnded(CheckTrouble.End, wasSeen: Bool)
  /// Into this file; and what came of it.
  case recordingBegun(String)
  case recordingEnded(String, events: UInt64, bytes: UInt64, lost: UInt64)
  case recordingFailed(String, RecordingTrouble)
  /// It ends where something was lost, or is still being written.
  case recordingIsCut
  case recordingIsDamaged(RecordingTrouble)
  /// Below zero it goes backwards.
  case replaySpeed(Double)
  case alignedByTime
  /// By what a thread does in both.
  case aligned(String, StateWord, on: String?)
  /// The other recording has not the same, as far as it is known.
  case notAligned(String)
  case bookmarked(Instant, of: Int)
  case bookmarkRemoved(Instant)
  /// They count until the program is left.
  case bookmarksNotKept(String, BookmarkTrouble)
  /// The program can be asked for nothing.
  case noControl(ControlLoss)
  /// A key was pressed that can do nothing here.
  case cannot(Inability)
  /// Only yes and no are answers.
  case noAnswer
  /// A count was typed that is none.
  case badCount(String)
  /// A command waits for a primitive.
  case waiting(command: String, for: String, behind: Int)
  /// A command was carried out while the picture stands still.
  case doneUnseen(String)
  /// What a thread did when it was let do one operation; nil while it has not yet come to it.
  case stepped(String, Happening.What?)
  case withdrawn
  case allEnded(LessonID?)
  /// Only lanes are shown that fit this.
  case filtering(String)
  case speed(Double)
  case bare(Bool, LessonID?)
  /// The lesson begins anew as it goes well, or as it goes wrong.
  case cured(Bool, LessonID?)
  case holding(Bool)
  /// So much shall be recorded.
  case level(RecordingLevel)
  /// The screen was written to these files.
  case saved([String])
  /// The system's number and words.
  case notSaved(Int32, String)
  case theme(ThemeName)
  /// To somebody who opens the program for the first time.
  case greeting
  /// A sentence that was made elsewhere, in the person's language.
  case text(String)

  /// Why a key can do nothing.
  public enum Inability: Hashable, Sendable {
    case unknownKey
    /// The program was asked to touch nothing.
    case readOnly
    /// There is no primitive that it could act on.
    case nothingOf(Sort)
    /// Several would do, and none of them is selected.
    case severalOf(Sort)
    case notInThisLesson(KeyWord)
    /// What has happened has happened.
    case notInRecording(KeyWord)
    /// Only lessons have such a thing.
    case notInThisProgram(KeyWord)
    /// The program allows less than this.
    case notAllowed(KeyWord, ControlScope)
    /// Only two recordings side by side have such a thing.
    case onlyOfPair(KeyWord)
    /// Nothing can be done to it any more.
    case programEnded
    /// Nothing is held, so nothing can be stepped.
    case notHolding
    case noLane
    /// The lane is not parked before an operation.
    case notHeld(String, StateWord, on: String?)
    /// The person's own thread is never held.
    case ownLane
    case laneEnded(String)
    case slowest
    case fastest
    case closest
    case widest
    case oneOrNone(primitives: Int)
    /// Nothing was wrong so far; what was is over; nobody but those who are stuck could end it.
    case nothingFound, isOver, nothingHelps
    case time(TimeInability)
    case lanes(LaneInability)
  }
  /// Why bookmarks cannot be kept beside a recording.
  public enum BookmarkTrouble: Hashable, Sendable {
    /// What is there in this line is no bookmark, and is left as it is.
    case notBookmarks(line: Int)
    /// The system's number and words.
    case system(Int32, String)
  }
  /// What a key acts on.
  public enum Sort: Hashable, Sendable, CaseIterable {
    case condition, event, semaphore, lock
    /// Anything whose size can be changed: a semaphore, a queue, a pool, a crew.
    case size
  }
}
