import Packing
import SyncEvents

/// What a lane was: its last changes one by one, and all of them in a pyramid.
struct LaneHistory: Equatable, Sendable {
  /// The oldest of them have been given up where memory was short.
  private(set) var changes = ChunkedList<ChangeRecord>()
  private(set) var pyramid = Pyramid()
  /// How long it was in each state, up to the newest change that was there when some were put into the pyramid last.
  private var times = LookTimes()
  private var timedUntil = Instant(nanoseconds: .min)
  /// So many of the newest changes are not in the pyramid yet. The newest may still be taken back, as long as no time has
  /// passed; and many at once cost less.
  private var pending = 0
  private static let pendingLimit = 32
  /// Changes before this have been given up.
  private(set) var detailSince: Instant?

  init(_ first: Lane.Change, _ usage: inout HistoryUsage) {
    usage.grow(.changes, MemoryLayout<LaneHistory>.stride)
    append(first, &usage)
  }

  /// All that it takes is free again.
  func free(_ usage: inout HistoryUsage) {
    usage.grow(.changes, -MemoryLayout<LaneHistory>.stride - changes.bytes)
    for (level, buckets) in pyramid.levels.enumerated() {
      usage.grow(.level(level), -MemoryLayout<BucketLevel>.stride - buckets.bytes)
    }
  }

  /// Gives up what is older than this, but for the last few.
  mutating func drop(_ part: HistoryPart, before time: Int64, _ usage: inout HistoryUsage) {
    switch part {
    case .level(let level): usage.grow(part, -pyramid.drop(before: time, level: level))
    case .changes:
      let before = changes.bytes
      guard changes.drop(while: { $0.time.nanoseconds < time }) else { return }
      usage.grow(.changes, changes.bytes - before)
      detailSince = changes.first?.time
    }
  }

  /// When the newest state began.
  var since: Instant? { changes.last?.time }

  private mutating func append(_ change: Lane.Change, _ usage: inout HistoryUsage) {
    let before = changes.bytes
    changes.append(ChangeRecord(change))
    usage.grow(.changes, changes.bytes - before)
    pending += 1
    if pending > Self.pendingLimit { note(&usage) }
  }

  /// Puts all but the newest change into the pyramid.
  private mutating func note(_ usage: inout HistoryUsage) {
    var change = changes[changes.count - pending]
    addTime(before: change)
    for next in (changes.count - pending + 1)..<changes.count {
      let (look, time) = (change.state.look, change.time)
      pyramid.note(look, at: time.nanoseconds, &usage)
      change = changes[next]
      times.add(change.time - time, to: look)
    }
    timedUntil = change.time
    pending = 1
  }

  /// A state begins, not before the last one did.
  mutating func begin(_ change: Lane.Change, _ usage: inout HistoryUsage) {
    guard let last = changes.last else { return append(change, &usage) }
    // One that is in the pyramid stays: time must not go back behind it.
    guard change.time == last.time, pending > 0 else { return append(change, &usage) }
    // The state before lasted no time at all: nothing of it could be drawn.
    let before = changes.bytes
    changes.removeLast()
    usage.grow(.changes, changes.bytes - before)
    pending = max(0, pending - 1)
    if changes.last?.state != change.state { append(change, &usage) }
  }

  /// The wait before the newest state was ended by this thread.
  mutating func note(wokenBy thread: ThreadID, afterWaitFor primitive: PrimitiveID) {
    guard changes.count > 1, changes[changes.count - 2].state.primitive == primitive else { return }
    changes.changeLast { $0.wokenBy = thread }
  }

  /// A state may go on that is in the pyramid, if the one after it lasted no time at all.
  private mutating func addTime(before next: ChangeRecord) {
    let index = changes.count - pending - 1
    guard index >= 0, next.time > timedUntil else { return }
    times.add(next.time - max(changes[index].time, timedUntil), to: changes[index].state.look)
  }

  /// How long it was in each state, from the beginning until then.
  func times(until now: Instant) -> LookTimes {
    var times = times
    for index in max(0, changes.count - pending - 1)..<changes.count {
      let end = index + 1 < changes.count ? changes[index + 1].time : now
      let begin = max(changes[index].time, timedUntil)
      if end > begin { times.add(end - begin, to: changes[index].state.look) }
    }
    return times
  }

  /// The changes before this moment that the pyramid does not have, oldest first.
  func unnoted(before time: Instant) -> [(look: Look, time: Int64)] {
    ((changes.count - pending)..<changes.count).map { changes[$0] }
      .filter { $0.time < time }.map { ($0.state.look, $0.time.nanoseconds) }
  }
}

extension LaneHistory: Packed {
  /// Without what is long over: the last changes, and what is open of the pyramid.
  func pack(to writer: inout ByteWriter) {
    // Of these the newest may be taken back, and who ended the wait before is noted.
    let kept = min(changes.count, pending + 2)
    let since = kept < changes.count ? changes[changes.count - kept].time : detailSince
    writer.pack(since, pending, times, timedUntil)
    writer.pack(((changes.count - kept)..<changes.count).map { changes[$0] })
    pyramid.pack(to: &writer)
  }

  init(from reader: inout ByteReader) throws(Damaged) {
    (detailSince, pending) = (try reader.next(), try reader.next())
    (times, timedUntil) = (try reader.next(), try reader.next())
    var last = Instant(nanoseconds: .min)
    for change in try reader.next([ChangeRecord].self) {
      guard change.time >= last else { throw Damaged("a lane's time goes back") }
      last = change.time
      changes.append(change)
    }
    guard !changes.isEmpty, pending >= 0, pending <= min(changes.count, Self.pendingLimit + 1)
    else { throw Damaged("a lane has no state") }
    pyramid = try Pyramid(from: &reader)
  }

  /// Takes over the buckets that are whole of levels that somebody else has kept; and all that it takes counts from now on.
  mutating func restore(_ levels: [BucketLevel?], _ usage: inout HistoryUsage) {
    pyramid.restore(levels)
    usage.grow(.changes, MemoryLayout<LaneHistory>.stride + changes.bytes)
    for (level, buckets) in pyramid.levels.enumerated() {
      usage.grow(.level(level), MemoryLayout<BucketLevel>.stride + buckets.bytes)
    }
  }
}

/// A change in 32 bytes.
struct ChangeRecord: Equatable, Sendable {
  let time: Instant
  private let siteKey: UInt64
  let state: LaneState
  private let hasSite: Bool
  private var hasWaker: Bool
  private var waker: UInt32

  init(_ change: Lane.Change) {
    time = change.time
    state = change.state
    hasSite = change.site != nil
    siteKey = change.site?.rawValue ?? 0
    hasWaker = change.wokenBy != nil
    waker = change.wokenBy?.rawValue ?? 0
  }

  var site: SiteID? { hasSite ? SiteID(siteKey) : nil }
  var wokenBy: ThreadID? {
    get { hasWaker ? ThreadID(waker) : nil }
    set {
      hasWaker = newValue != nil
      waker = newValue?.rawValue ?? 0
    }
  }
  var change: Lane.Change {
    Lane.Change(time: time, state: state, site: site, wokenBy: wokenBy)
  }
}

extension ChangeRecord: Packed {
  func pack(to writer: inout ByteWriter) { writer.pack(time, state, site, wokenBy) }
  init(from reader: inout ByteReader) throws(Damaged) {
    self.init(
      Lane.Change(
        time: try reader.next(), state: try reader.next(), site: try reader.next(),
        wokenBy: try reader.next()))
  }
}
