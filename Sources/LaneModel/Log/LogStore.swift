import SyncEvents

/// Something that was told.
struct LogEntry: Equatable, Sendable {
  var time: Instant
  var thread: ThreadID
  /// A length of time in it rests on a time that was worked out.
  var isEstimated: Bool
  var text: Text

  enum Text: Equatable, Sendable {
    case brief(BriefHappening)
    indirect case spelledOut(Happening.What, threadName: String)
  }
}

/// What is told at nearly every event, in numbers: to spell out the names each time would cost more than all the rest, and
/// few of them are ever read.
enum BriefHappening: Equatable, Sendable {
  case blocked(PrimitiveID, holder: ThreadID?, for: Wanted?)
  case acquired(PrimitiveID, permits: Int, depth: Int, waited: Int64?)
  case released(PrimitiveID, permits: Int, depth: Int, held: Int64?)
  case notified(PrimitiveID, by: ThreadID, waited: Int64)
  case put(PrimitiveID, depth: Int, waited: Int64?)
  case took(PrimitiveID, depth: Int, waited: Int64?)
}

/// What was told last, oldest first.
struct LogStore: Equatable, Sendable {
  /// The oldest of so many pieces goes when the newest is full.
  private static let pieceCount = 8
  private static let pieceSize = 250
  /// All full.
  private var older: [[LogEntry]] = []
  private var newest: [LogEntry] = []
  /// Told so far, also what is no longer here.
  private(set) var told = 0

  var count: Int { older.count * Self.pieceSize + newest.count }
  subscript(index: Int) -> LogEntry {
    let piece = index / Self.pieceSize
    return piece < older.count
      ? older[piece][index % Self.pieceSize] : newest[index - older.count * Self.pieceSize]
  }

  /// Takes the entry over: it is told at nearly every event, and to copy it costs more than to keep it.
  mutating func append(_ entry: consuming LogEntry) {
    told += 1
    if newest.count == Self.pieceSize {
      older.append(newest)
      if older.count == Self.pieceCount { older.removeFirst() }
      newest = []
      newest.reserveCapacity(Self.pieceSize)
    }
    newest.append(entry)
  }

  /// Puts something else in the place of each entry.
  mutating func replace(_ with: (LogEntry) -> LogEntry) {
    older = older.map { $0.map(with) }
    newest = newest.map(with)
  }
}
