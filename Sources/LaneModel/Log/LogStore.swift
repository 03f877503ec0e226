import Packing
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

  /// So much was told, and is no longer here.
  init(told: Int = 0) { self.told = told }

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

extension BriefHappening: Packed {
  func pack(to writer: inout ByteWriter) {
    switch self {
    case .blocked(let id, let holder, let wanted): writer.pack(UInt8(0), id, holder, wanted)
    case .acquired(let id, let permits, let depth, let waited):
      writer.pack(UInt8(1), id, permits, depth, waited)
    case .released(let id, let permits, let depth, let held):
      writer.pack(UInt8(2), id, permits, depth, held)
    case .notified(let id, let by, let waited): writer.pack(UInt8(3), id, by, waited)
    case .put(let id, let depth, let waited): writer.pack(UInt8(4), id, depth, waited)
    case .took(let id, let depth, let waited): writer.pack(UInt8(5), id, depth, waited)
    }
  }
  init(from reader: inout ByteReader) throws(Damaged) {
    let code = try reader.byte()
    let id = try reader.next(PrimitiveID.self)
    switch code {
    case 0: self = .blocked(id, holder: try reader.next(), for: try reader.next())
    case 1:
      self = .acquired(
        id, permits: try reader.next(), depth: try reader.next(), waited: try reader.next())
    case 2:
      self = .released(
        id, permits: try reader.next(), depth: try reader.next(), held: try reader.next())
    case 3: self = .notified(id, by: try reader.next(), waited: try reader.next())
    case 4: self = .put(id, depth: try reader.next(), waited: try reader.next())
    case 5: self = .took(id, depth: try reader.next(), waited: try reader.next())
    default: throw Damaged("a word is unknown")
    }
  }
}
