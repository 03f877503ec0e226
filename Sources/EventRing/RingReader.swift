import CSignalbox
import Glibc
public import SyncEvents

/// Reads a mapping: this process's own, or that of another. Any number of readers may; none of them disturbs a writer.
///
/// Not thread-safe: one thread reads.
public final class RingReader {
  /// Where a reader begins.
  public enum Start: Sendable {
    /// With everything that is still in the rings.
    case beginning
    /// With what comes from now on.
    case now
  }

  /// Whose mapping it is, and how that process is.
  public enum Source: Sendable {
    case own
    case running
    /// By a signal or a debugger: nothing happens until somebody lets it go on.
    case stopped
    /// Nothing will come any more.
    case gone
  }

  let view: MappingView
  let header: MappingHeader
  private let file: MappingFile?
  var clock: TickClock
  var tables: MappingTables
  var counts = MappingHeader.Counts()
  var merger: RunMerger
  var cursors: [RingCursor] = []
  let buffer = EventBuffer()

  public internal(set) var source: Source
  /// Why no more can be read, although the process may still be there.
  public private(set) var trouble: ReaderError?
  /// Everything there was has been told.
  var isOver = false
  var wantsSnapshot: Bool
  /// Ticks.
  let began: UInt64
  /// When the process was seen running last.
  private var seenRunning: Instant
  /// Of the newest event that was told.
  var latest: Instant

  var knownThreads: Set<ThreadID> = []
  var knownPrimitives: Set<PrimitiveID> = []
  var knownTexts: Set<TextID> = []
  var knownSites: Set<SiteID> = []
  /// Threads that were declared and have not said that they ended.
  var living: Set<ThreadID> = []

  /// Of this process.
  ///
  /// - Parameters:
  ///   - start: where to begin.
  ///   - zero: the machine's time (nanoseconds) that shall be 0; nil is now.
  public convenience init(from start: Start = .beginning, zero: UInt64? = nil) {
    self.init(own: start, zero: zero ?? sb_now())
  }

  /// The same; a zero of nil is when the process began to record.
  convenience init(own start: Start, zero: UInt64?) {
    do {
      try self.init(.own(), file: nil, from: start, zero: zero)
    } catch {
      fatalError("the mapping of this process: \(error)")
    }
  }

  /// Of another process.
  ///
  /// - Parameters:
  ///   - path: of the file that it has published; it is opened for reading only.
  ///   - start: where to begin.
  ///   - zero: the machine's time (nanoseconds) that shall be 0; nil is when the process began to record.
  /// - Throws: why that is impossible.
  public convenience init(path: String, from start: Start = .beginning, zero: UInt64? = nil)
    throws(ReaderError)
  {
    let file = try MappingFile(path)
    try self.init(file.view, file: file, from: start, zero: zero)
  }

  private init(_ view: MappingView, file: MappingFile?, from start: Start, zero: UInt64?)
    throws(ReaderError)
  {
    let header = try MappingHeader(view)
    self.view = view
    self.file = file
    self.header = header
    source = .own
    if file != nil {
      source = Source(ProcessState.look(header.pid, started: header.started))
    }
    clock = try TickClock(source: header.clockSource, pairs: header.clockPairs(view))
    clock.zero = zero ?? clock.nanoseconds(header.began)
    let own = source == .gone ? nil : Self.pair(of: header.clockSource)
    if let own {
      guard clock.agrees(with: own) else { throw .damaged("its times are not this machine's") }
      clock.add(own)
    }
    merger = RunMerger(
      patience: clock.ticks(lasting: Self.patience),
      longPatience: clock.ticks(lasting: Self.longPatience))
    tables = MappingTables(header)
    wantsSnapshot = start == .now || file != nil
    latest = clock.instant(header.began)
    seenRunning = latest
    lostAt = file == nil ? nil : clock.fromMachine(sb_now())
    let now = own?.ticks ?? 0
    began = start == .now ? now : header.began
    counts = header.counts(view) ?? counts
    addCursors()
    guard start == .now else { return }
    tables.skipJournal(counts)
    for index in cursors.indices { cursors[index].skip(view) }
    // After the cursors: what is written in between is read, and is no gap.
    for state in MappingSlots(view, header, counts, time: now).primitives {
      merger.begin(state.id, after: state.number)
    }
  }

  /// When events were lost last, and so long after that a snapshot comes with every batch. Nanoseconds.
  private var lostAt: Instant?
  private static let aftermath: Int64 = 300_000_000

  /// How long an event waits for one before it that may have been lost, or may only be late. Nanoseconds.
  static let patience: UInt64 = 100_000_000
  static let longPatience: UInt64 = 5_000_000_000

  /// The machine's time that is this reader's `Instant.zero`.
  public var zero: UInt64 { clock.zero }
  /// This reader's time now. When the process is stopped or gone, that at which it was seen running last or said something.
  public var now: Instant {
    switch source {
    case .own, .running: clock.fromMachine(sb_now())
    case .stopped, .gone: max(latest, seenRunning)
    }
  }
  /// How many events and arguments were read, and how many were lost before they were.
  public var slotsRead: UInt64 { cursors.reduce(0) { $0 &+ $1.read } }
  public var slotsLost: UInt64 { cursors.reduce(0) { $0 &+ $1.lost } }
  /// Threads and primitives of which nothing, or nothing but the events, is known, for want of room.
  public var unrecordedThreads: Int { Int(clamping: counts.unrecordedThreads) }
  public var unlistedPrimitives: Int { Int(clamping: counts.unlistedPrimitives) }
  /// How much the process records.
  public var level: RecordingLevel {
    RecordingLevel(rawValue: UInt8(clamping: counts.level)) ?? .off
  }

  /// The next batch shall say what is true, not only what has happened.
  public func requestSnapshot() { wantsSnapshot = true }

  /// What has come since the last time. Never waits.
  public func read() -> Batch {
    guard !isOver else { return Batch() }
    // Before anything is looked for: what a process that is gone has written is all there.
    let before = source
    let stopped = now
    source = look()
    if source == .running { seenRunning = now }
    let goesOn = before == .stopped && source == .running
    let horizon = keepTime()
    guard let counts = header.counts(view) else {
      trouble = .truncated
      return finish(Batch(), at: horizon)
    }
    let hasNewLevel = counts.epoch != self.counts.epoch
    self.counts = counts
    var batch = Batch()
    var losses = drain(asked: horizon)
    var slots: MappingSlots?
    if !losses.isEmpty { lostAt = now }
    // What could not be told from one look is told by another.
    let hasLostLately = lostAt.map { now - $0 < Self.aftermath } ?? false
    if wantsSnapshot || hasNewLevel || goesOn || hasLostLately || level == .state {
      batch.declarations = newDeclarations()
      slots = MappingSlots(view, header, self.counts, time: ticks())
      slots?.declared = living
      // Once more: a thread that has no slot any more had ended before, and now its last events are read or lost.
      losses += drain(asked: horizon)
      if let slots { doubt(slots) }
      wantsSnapshot = false
    }
    batch.losses = losses.map(loss)
    if source == .gone {
      batch = finish(batch, at: horizon)
    } else {
      decode(merger.take(until: horizon), into: &batch)
    }
    if goesOn { markGap(since: stopped, in: &batch) }
    if let slots { batch.snapshot = snapshot(slots, declaring: &batch.declarations) }
    return batch
  }

  /// The last batch: nobody is waited for any more.
  func finish(_ batch: Batch, at time: UInt64) -> Batch {
    var batch = batch
    for index in cursors.indices { batch.losses += cursors[index].closeLosses(at: time).map(loss) }
    decode(merger.flush(), into: &batch)
    isOver = true
    return batch
  }

  private func loss(_ run: RingCursor.LostRun) -> Loss {
    Loss(
      thread: run.thread, count: run.count, since: clock.instant(run.since),
      until: clock.instant(run.until))
  }
}
