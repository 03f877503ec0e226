import CSignalbox

/// When the events of one ring were, also those whose writer did not look at the clock.
///
/// A time lies between that of the event before and the moment at which the ring was read. Between two events that were
/// timed the others are spread evenly by their places; after the last of them they follow at the pace of late, since the
/// moment up to which the ring had been read before, and until now.
struct EventPace {
  /// Ticks of the last event, as told.
  private(set) var latest: UInt64
  private var now: UInt64
  private var asked: UInt64
  /// Nothing that has not been read was written before.
  private var seen: UInt64
  /// From here the next that are not timed are measured: a place in the ring, and its time.
  private var anchor: (place: UInt64, time: UInt64) = (0, 0)
  private var isAnchorTimed = false
  /// Place of the first event in the buffer.
  private var first: UInt64 = 0
  /// In the buffer.
  private var firstUntimed: Int?
  /// Events before it were overwritten.
  private var followsLoss = false
  /// Ticks from one place to the next.
  private var pace: Double?

  /// So many places tell how fast a thread is.
  private static let span = 64.0

  init(since time: UInt64) {
    latest = time
    now = time
    asked = time
    seen = time
  }

  /// Begins with what was copied from a ring, of which has been read up to `start` before.
  ///
  /// - Parameters:
  ///   - first: place of the first event in the buffer.
  ///   - asked: a moment before the ring was looked at: what is not timed is not put after it, or it would be told a look
  ///     later.
  ///   - now: a moment after all of them.
  mutating func begin(_ start: UInt64, first: UInt64, asked: UInt64, now: UInt64) {
    self.now = max(now, latest)
    self.asked = asked
    self.first = first
    anchor = (start, max(latest, seen))
    isAnchorTimed = false
    firstUntimed = nil
    followsLoss = first != start
    seen = asked
  }

  /// The head at `index` comes next. It gets its moment, now or with a later one.
  @inline(__always)
  mutating func time(_ index: Int, in events: UnsafeMutableBufferPointer<sb_event>) {
    let written = events[index].time
    guard written != 0 else {
      if firstUntimed == nil { firstUntimed = index }
      return
    }
    let time = max(min(written, now), latest)
    let place = first &+ UInt64(index)
    if let from = firstUntimed { fill(from..<index, in: events, until: time) }
    if isAnchorTimed { learn(time &- anchor.time, over: place &- anchor.place) }
    events[index].time = Moment.known(time)
    anchor = (place, time)
    isAnchorTimed = true
    followsLoss = false
    latest = time
  }

  /// No more of these.
  mutating func end(_ events: UnsafeMutableBufferPointer<sb_event>) {
    guard let from = firstUntimed else { return }
    let places = Double(first &+ UInt64(events.count) &- anchor.place)
    let begin = min(anchor.time, now)
    let end = max(begin, min(asked, now))
    let room = Double(end - begin) / places
    spread(from..<events.count, in: events, begin, min(pace ?? room, room), until: end)
  }

  // MARK: those between

  private mutating func fill(
    _ range: Range<Int>, in events: UnsafeMutableBufferPointer<sb_event>, until time: UInt64
  ) {
    let places = first &+ UInt64(range.upperBound) &- anchor.place
    var begin = min(anchor.time, time)
    var step = Double(time - begin) / Double(places)
    if followsLoss, let pace = ahead(of: range.upperBound, in: events) ?? pace, pace < step {
      // Where the gap was they would be spread over all of it. They lie at its end.
      step = pace
      begin = time - UInt64(step * Double(places))
    }
    spread(range, in: events, begin, step, until: time)
  }

  private mutating func spread(
    _ range: Range<Int>, in events: UnsafeMutableBufferPointer<sb_event>, _ begin: UInt64,
    _ step: Double, until time: UInt64
  ) {
    for index in range where kindNumber(events[index].what) != SB_ARGUMENT {
      let passed = UInt64(Double(first &+ UInt64(index) &- anchor.place) * step)
      latest = min(max(begin &+ passed, latest), time)
      events[index].time = Moment.estimated(latest)
    }
    firstUntimed = nil
    followsLoss = false
  }

  // MARK: the pace

  private mutating func learn(_ ticks: UInt64, over places: UInt64) {
    let new = Double(ticks) / Double(places)
    guard let old = pace else {
      pace = new
      return
    }
    pace = old + (new - old) * min(1, Double(places) / Self.span)
  }

  /// That of the events from one that was timed on.
  private func ahead(of index: Int, in events: UnsafeMutableBufferPointer<sb_event>) -> Double? {
    let begin = events[index].time
    var last: Double?
    for next in (index + 1)..<max(events.count, index + 1)
    where kindNumber(events[next].what) != SB_ARGUMENT && events[next].time != 0 {
      let time = min(events[next].time, now)
      guard begin <= time else { return last }
      last = Double(time - min(begin, time)) / Double(next - index)
      if Double(next - index) >= Self.span { break }
    }
    return last
  }
}
