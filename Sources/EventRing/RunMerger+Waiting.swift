import CSignalbox

// Streams whose heads wait for a predecessor.
extension RunMerger {
  /// Their heads need not wait any more. Gives the time of the earliest of them; none is a candidate yet.
  @inline(never)
  mutating func wake(_ primitive: UInt32, expecting number: UInt64) -> UInt64 {
    var earliest = UInt64.max
    for index in 0..<waitingCount {
      let stream = streams + waiting[index]
      guard stream.pointee.awaited == primitive, stream.pointee.needed <= number else { continue }
      stream.pointee.awaited = 0
      hasWoken = true
      earliest = min(earliest, stream.pointee.events[stream.pointee.position].time)
    }
    return earliest
  }

  /// When nothing else is left that could come first: of those that have waited long enough, for what is really missing, the
  /// earliest need not wait any more; or, if others want the same primitive, the one that comes first there.
  ///
  /// - Parameter limit: the horizon; nil: nobody is waited for.
  /// - Returns: false: nobody has.
  @inline(never)
  mutating func letGo(ifOverdueAt limit: UInt64?, _ searches: inout Int) -> Bool {
    var earliest: (primitive: UInt32, time: UInt64)?
    for index in 0..<waitingCount {
      let stream = streams[waiting[index]]
      let time = stream.events[stream.position].time
      if let earliest, earliest.time <= time { continue }
      if let limit, !isOverdue(stream, time, limit) { continue }
      if waitingCount > 1, searches > 0 {
        searches -= 1
        if isThere(stream.awaited, before: stream.needed) { continue }
      }
      earliest = (stream.awaited, time)
    }
    if earliest == nil, limit == nil, waitingCount > 0 {
      // Only numbers that nobody has written can make them all wait for each other.
      earliest = (streams[waiting[0]].awaited, 0)
    }
    guard let primitive = earliest?.primitive else { return false }
    var needed = UInt64.max
    for index in 0..<waitingCount where streams[waiting[index]].awaited == primitive {
      needed = min(needed, streams[waiting[index]].needed)
    }
    let entry = numbers.insert(primitive)
    entry.pointee.expected = max(entry.pointee.expected, needed)
    _ = wake(primitive, expecting: needed)
    readmit()
    return true
  }

  /// Behind a head that waits there is a change of the primitive that is expected, and comes before that number.
  private func isThere(_ primitive: UInt32, before needed: UInt64) -> Bool {
    guard let entry = numbers.find(primitive)?.pointee else { return false }
    for index in 0..<waitingCount {
      let stream = streams[waiting[index]]
      for place in stream.position..<stream.count {
        let what = stream.events[place].what
        let kind = UInt32(truncatingIfNeeded: what >> UInt64(SB_KIND_SHIFT)) & 0xFF
        guard UInt32(truncatingIfNeeded: what) == primitive, kind != SB_ARGUMENT,
          kind & SB_SEEN == 0
        else { continue }
        let number = entry.whole(what >> UInt64(SB_SEQUENCE_SHIFT))
        if number >= entry.expected, number < needed { return true }
      }
    }
    return false
  }

  mutating func readmit() {
    hasWoken = false
    var kept = 0
    for index in 0..<waitingCount {
      let stream = streams + waiting[index]
      if stream.pointee.awaited == 0 {
        let head = stream.pointee.events[stream.pointee.position]
        rise(Candidate(time: head.time, stream: waiting[index]))
      } else {
        waiting[kept] = waiting[index]
        kept += 1
      }
    }
    waitingCount = kept
  }

  /// The horizon is further from its head than one waits.
  private func isOverdue(_ stream: Stream, _ time: UInt64, _ limit: UInt64) -> Bool {
    let entry = numbers.find(stream.awaited)?.pointee ?? NumberTable.Entry()
    let isDoubtful = entry.isDoubtful || stream.needed <= entry.doubtful &+ 1
    return (limit & ~1) - (time & ~1) > (isDoubtful ? patience : longPatience)
  }
}
