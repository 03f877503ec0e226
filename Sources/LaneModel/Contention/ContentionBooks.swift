public import Packing
public import SyncEvents

/// What contention there was: an account for each primitive, and whom the waiting was charged to.
struct ContentionBooks: Equatable, Sendable {
  /// In the order of the model's primitives; up to date but for what is in the journal.
  private(set) var accounts: [ContentionAccount] = []
  var charges = ChargeTable()
  /// Of what is being applied: when it happened.
  var moment = Instant.zero
  /// Primitives that were used, are no more, and of which nothing is kept.
  private(set) var forgotten = 0
  /// Waits and holds that have ended and are in no account yet: many at once take less time, for the processor fetches the
  /// places of several together.
  private var journal: [Span] = []
  private static let journalLimit = 256

  /// A wait or a hold.
  struct Span: Equatable {
    let place: UInt32
    let thread: ThreadID
    private let word: UInt64

    @inline(__always)
    init(place: Int, thread: ThreadID, length: Int64, isHold: Bool, isEstimated: Bool) {
      self.place = UInt32(truncatingIfNeeded: place)
      self.thread = thread
      // Longer than seventy years nothing is.
      let length = UInt64(min(max(0, length), Int64.max >> 2))
      word = length << 2 | (isHold ? 2 : 0) | (isEstimated ? 1 : 0)
    }
    var length: Int64 { Int64(word >> 2) }
    var isHold: Bool { word & 2 != 0 }
    var isEstimated: Bool { word & 1 != 0 }
  }

  /// A wait or a hold is over, after so long.
  @inline(never)
  mutating func note(
    _ place: Int, _ thread: ThreadID, _ length: Int64, isHold: Bool, isEstimated: Bool
  ) {
    if journal.count == Self.journalLimit { settle() }
    journal.append(
      Span(
        place: place, thread: thread, length: length, isHold: isHold, isEstimated: isEstimated))
  }

  /// Brings the accounts up to date.
  @inline(never)
  mutating func settle() {
    for span in journal { accounts[Int(span.place)].add(span) }
    journal.removeAll(keepingCapacity: true)
  }

  mutating func handedOff(_ place: Int) { accounts[place].handOffs &+= 1 }
  mutating func notified(_ place: Int, isHeard: Bool) {
    accounts[place].notifies &+= 1
    if !isHeard { accounts[place].unheard &+= 1 }
  }

  /// One more primitive.
  mutating func open() { accounts.append(ContentionAccount()) }

  /// Primitives that were destroyed long ago go; `states` are all that there were.
  mutating func forget(_ primitives: Set<PrimitiveID>, of states: [PrimitiveState]) {
    settle()
    var kept: [ContentionAccount] = []
    for (state, account) in zip(states, accounts) {
      if !primitives.contains(state.id) {
        kept.append(account)
      } else if account.wasUsed || state.counts.uses > 0 {
        forgotten += 1
      }
    }
    accounts = kept
    charges.forget([], primitives)
  }
}

/// One primitive's: what does not happen at every event.
struct ContentionAccount: Equatable, Sendable {
  /// How often it came to a waiter from whoever gave it back.
  var handOffs = 0
  var notifies = 0
  /// Those of them that woke nobody.
  var unheard = 0
  /// Waits and holds that are over.
  var waits = DurationHistogram()
  var holds = DurationHistogram()
  var longest: LongWait?
  /// Where one of them began or ended was worked out.
  var hasEstimatedWaits = false
  var hasEstimatedHolds = false

  var wasUsed: Bool { waits.count > 0 || notifies > 0 }

  @inline(__always)
  mutating func add(_ span: ContentionBooks.Span) {
    let length = span.length
    if span.isHold {
      holds.record(length)
      if span.isEstimated { hasEstimatedHolds = true }
      return
    }
    if length > waits.longest || longest == nil {
      longest = LongWait(thread: span.thread, time: length)
    }
    waits.record(length)
    if span.isEstimated { hasEstimatedWaits = true }
  }
}

/// The longest wait that there was at a primitive.
public struct LongWait: Hashable, Sendable {
  public var thread: ThreadID
  public var time: Int64
  /// It goes on.
  public var isOpen: Bool

  public init(thread: ThreadID, time: Int64, isOpen: Bool = false) {
    self.thread = thread
    self.time = time
    self.isOpen = isOpen
  }
}

extension ContentionBooks: Packed {
  func pack(to writer: inout ByteWriter) {
    var books = self
    books.settle()
    writer.pack(books.accounts, charges, moment, forgotten)
  }
  init(from reader: inout ByteReader) throws(Damaged) {
    (accounts, charges) = (try reader.next(), try reader.next())
    (moment, forgotten) = (try reader.next(), try reader.next())
  }
}

extension ContentionAccount: Packed {
  func pack(to writer: inout ByteWriter) {
    writer.pack(
      handOffs, notifies, unheard, waits, holds, longest, hasEstimatedWaits, hasEstimatedHolds)
  }
  init(from reader: inout ByteReader) throws(Damaged) {
    self.init(
      handOffs: try reader.next(), notifies: try reader.next(), unheard: try reader.next(),
      waits: try reader.next(), holds: try reader.next(), longest: try reader.next(),
      hasEstimatedWaits: try reader.next(), hasEstimatedHolds: try reader.next())
  }
}

extension LongWait: Packed {
  public func pack(to writer: inout ByteWriter) { writer.pack(thread, time, isOpen) }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(thread: try reader.next(), time: try reader.next(), isOpen: try reader.next())
  }
}
