package import CSignalbox
package import SyncEvents

/// How far one reader has come in one ring, and whose events it finds there.
///
/// What it hands on has whole events only, each head with a `Moment` that is never before the one before it: times that no
/// clock can have said are cut to what they may be, and what was not timed is put between what was.
package struct RingCursor {
  /// Of the ring, in the mapping.
  private let place: UInt64
  private let ringEvents: UInt64
  private var position: UInt64 = 0
  package private(set) var read: UInt64 = 0
  package private(set) var lost: UInt64 = 0
  private var thread: ThreadID?
  private var pace: EventPace
  /// Losses that have not been followed by an event yet, so their end is not known.
  private var openLosses: [(thread: ThreadID?, count: UInt64)] = []
  private var openSince: UInt64 = 0

  /// Events of one thread, in the buffer.
  package struct Run {
    package var thread: ThreadID
    package var range: Range<Int>
  }
  /// Times in ticks.
  package struct LostRun: Equatable {
    package var thread: ThreadID?
    package var count: UInt64
    package var since: UInt64
    package var until: UInt64
  }
  package struct Drained {
    package var runs: [Run] = []
    package var losses: [LostRun] = []
    /// The file ends before the ring does.
    package var isCut = false
  }

  /// - Parameters:
  ///   - place: of the ring, in the mapping.
  ///   - ringEvents: how many it has room for.
  ///   - time: ticks from when on the reader wants to know.
  package init(_ place: UInt64, ringEvents: UInt64, since time: UInt64) {
    self.place = place
    self.ringEvents = ringEvents
    pace = EventPace(since: time)
  }

  /// Leaves out what is in the ring already.
  package mutating func skip(_ view: MappingView) {
    guard let head = head(view) else { return }
    position = head
    let (owner, since) = owner(view)
    if since <= position { thread = owner }
  }

  /// Some of what has come since the last time is lost.
  package func hasOverflowed(_ view: MappingView) -> Bool {
    head(view).map { $0 &- position > ringEvents } ?? false
  }

  /// What has come since the last time.
  ///
  /// - Parameters:
  ///   - asked: ticks before.
  ///   - now: says the ticks; asked after it is settled how far is read.
  package mutating func drain(
    _ view: MappingView, into buffer: EventBuffer, asked: UInt64, now: () -> UInt64
  ) -> Drained {
    var drained = Drained()
    guard let end = head(view), end != position else { return drained }
    let (start, before) = (position, lost)
    let count = copy(view, upTo: end, into: buffer)
    guard let count else {
      drained.isCut = true
      return drained
    }
    read &+= UInt64(count)
    if lost != before { lose(from: start, to: end &- UInt64(count), view) }
    pace.begin(start, first: end &- UInt64(count), asked: asked, now: now())
    sort(UnsafeMutableBufferPointer(start: buffer.events, count: count), into: &drained)
    return drained
  }

  /// Nothing will follow any more: what has been lost at the end.
  package mutating func closeLosses(at time: UInt64) -> [LostRun] {
    defer { openLosses = [] }
    return openLosses.map {
      LostRun(thread: $0.thread, count: $0.count, since: openSince, until: max(openSince, time))
    }
  }

  /// Whose events come next, as far as is known.
  package var owner: ThreadID? { thread }

  // MARK: what was copied

  private enum Belonging { case nobody, marker, thread }

  private mutating func sort(
    _ events: UnsafeMutableBufferPointer<sb_event>, into drained: inout Drained
  ) {
    var belonging = Belonging.nobody
    var begin = 0
    var firstAfterLoss: Int?
    for index in events.indices {
      let what = events[index].what
      let number = kindNumber(what)
      if number == SB_ARGUMENT {  // of the head before it, or a tail
        if belonging == .nobody { drop() }
        continue
      }
      if number == SB_THREAD || number == 0 || thread == nil {
        if belonging == .thread { add(begin..<index, &drained) }
        if number == SB_THREAD { thread = ThreadID(UInt32(truncatingIfNeeded: what)) }
        belonging = number == SB_THREAD ? .marker : .nobody
        guard belonging == .marker else {
          drop()
          firstAfterLoss = nil
          continue
        }
      } else if belonging != .thread {
        belonging = .thread
        begin = index
      }
      if firstAfterLoss == nil { firstAfterLoss = index }
      pace.time(index, in: events)
    }
    if belonging == .thread { add(begin..<events.count, &drained) }
    pace.end(events)
    guard !openLosses.isEmpty, let index = firstAfterLoss else { return }
    drained.losses += closeLosses(at: Moment.ticks(events[index].time))
  }

  private mutating func add(_ range: Range<Int>, _ drained: inout Drained) {
    if let thread, !range.isEmpty { drained.runs.append(Run(thread: thread, range: range)) }
  }

  // MARK: what was lost

  /// Events were overwritten. They were the present owner's from where it took the ring over, and before that they belonged
  /// to whom the cursor last saw, or to others of whom nothing is left. What comes next is the owner's, or nobody's that
  /// can still be known: then it is lost, too.
  private mutating func lose(from start: UInt64, to next: UInt64, _ view: MappingView) {
    let (owner, since) = owner(view)
    if start < since { lose(min(since, next) - start, of: thread) }
    if next > since { lose(next - max(since, start), of: owner) }
    thread = next >= since ? owner : nil
  }
  /// One that was copied, and belongs to nobody.
  private mutating func drop() {
    read &-= 1
    lost &+= 1
    lose(1, of: thread)
  }
  private mutating func lose(_ count: UInt64, of thread: ThreadID?) {
    if openLosses.isEmpty { openSince = pace.latest }
    if let last = openLosses.indices.last, thread == nil || openLosses[last].thread == thread {
      openLosses[last].count &+= count
    } else {
      openLosses.append((thread, count))
    }
  }

  // MARK: the ring

  /// Nil if the ring has no memory yet.
  private func head(_ view: MappingView) -> UInt64? {
    view.load(at: place &+ UInt64(MemoryLayout<sb_ring>.offset(of: \.head) ?? 0))
  }

  /// Nil if the file ends before.
  private mutating func copy(_ view: MappingView, upTo end: UInt64, into buffer: EventBuffer)
    -> Int?
  {
    buffer.makeRoom(Int(min(end &- position, ringEvents)))
    var raw = view.raw
    let count = sb_ring_read(
      &raw, place, ringEvents, &position, end, &lost, buffer.events)
    return count == .max ? nil : Int(count)
  }

  /// Whose ring it is, and since which event: who takes it over stores that first, and then its number.
  private func owner(_ view: MappingView) -> (ThreadID?, since: UInt64) {
    let ownerAt = place &+ UInt64(MemoryLayout<sb_ring>.offset(of: \.owner) ?? 0)
    let sinceAt = place &+ UInt64(MemoryLayout<sb_ring>.offset(of: \.owner_since) ?? 0)
    for _ in 0..<100 {
      guard let owner: UInt64 = view.load(at: ownerAt), let since: UInt64 = view.load(at: sinceAt),
        let again: UInt64 = view.load(at: ownerAt)
      else { break }
      let id = UInt32(truncatingIfNeeded: owner)
      if id == UInt32(truncatingIfNeeded: again) { return (id == 0 ? nil : ThreadID(id), since) }
    }
    return (nil, .max)
  }
}

/// Where events are copied to; as large as the largest ring needs it.
package final class EventBuffer {
  private(set) var events: UnsafeMutablePointer<sb_event>
  private var room = 1024

  package init() { events = .allocate(capacity: room) }
  deinit { events.deallocate() }

  /// What was in it is gone.
  func makeRoom(_ count: Int) {
    guard count > room else { return }
    events.deallocate()
    events = .allocate(capacity: count)
    room = count
  }
  package subscript(range: Range<Int>) -> UnsafeBufferPointer<sb_event> {
    UnsafeBufferPointer(start: events + range.lowerBound, count: range.count)
  }
}
