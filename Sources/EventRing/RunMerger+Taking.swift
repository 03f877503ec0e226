import CSignalbox

extension RunMerger {
  /// Everything that is in order up to `horizon` (ticks): a moment before the newest events were looked for.
  package mutating func take(until horizon: UInt64) -> Merged {
    take(until: Moment.estimated(horizon), all: false)
  }

  /// Everything, since no more will come of anybody. What waits for a predecessor comes after it if it is there, and else when
  /// nothing else is left that could come first.
  package mutating func flush() -> Merged { take(until: .max, all: true) }

  private mutating func take(until limit: UInt64, all: Bool) -> Merged {
    for primitive in destroyed { numbers.remove(primitive) }
    destroyed.removeAll(keepingCapacity: true)
    let pending = makeRoom()
    gatherCandidates(until: limit)
    let isPatient = !all && pending <= Self.mostPending
    var state = Taking(limit: limit, taken: 0, runs: 0)
    // Where no writer has written the numbers there may be no end to looking for what is missing.
    var searches = 256
    while candidateCount > 0 || letGo(ifOverdueAt: isPatient ? limit : nil, &searches) {
      let first = candidates[0]
      // The second earliest is one of the two that follow in the heap.
      var bound = limit
      if candidateCount > 1 { bound = min(bound, candidates[1].time) }
      if candidateCount > 2 { bound = min(bound, candidates[2].time) }
      takeRun(from: first.stream, upTo: bound, &state)
    }
    dropTaken()
    return Merged(
      events: UnsafeBufferPointer(start: out, count: state.taken),
      runs: UnsafeBufferPointer(start: runs, count: state.runs))
  }

  private struct Taking {
    let limit: UInt64
    var taken: Int
    var runs: Int
  }

  /// Copies what the earliest stream has up to `bound`, and gives it its new place among the candidates.
  @inline(__always)
  private mutating func takeRun(from index: Int, upTo bound: UInt64, _ state: inout Taking) {
    let stream = streams + index
    let events = stream.pointee.events
    let count = stream.pointee.count
    var position = stream.pointee.position
    var latest = stream.pointee.latest
    var bound = bound
    let out = self.out
    var taken = state.taken
    var waits = false
    while position < count {
      let head = events[position]
      guard head.time <= bound else { break }
      let primitive = UInt32(truncatingIfNeeded: head.what)
      let low = head.what >> UInt64(SB_SEQUENCE_SHIFT)
      if primitive != 0, let entry = numbers.entry(primitive, low: low) {
        let number = entry.pointee.whole(low)
        if number != 0 {
          let seen = (head.what >> UInt64(SB_KIND_SHIFT)) & UInt64(SB_SEEN)
          let needed = number &+ (seen >> 7)
          if needed > entry.pointee.expected {
            stream.pointee.awaited = primitive
            stream.pointee.needed = needed
            waits = true
            break
          }
          if number >= entry.pointee.expected {
            entry.pointee.expected = number &+ 1
            if waitingCount > 0 { bound = min(bound, wake(primitive, expecting: number &+ 1)) }
          }
          latest = max(latest, entry.pointee.latest)
          latest = max(latest, head.time & ~1)
          entry.pointee.latest = latest
          if kindNumber(head.what) == EventCode.destroyed { destroyed.append(primitive) }
        }
      }
      latest = max(latest, head.time & ~1)
      out[taken] = sb_event(time: latest | (head.time & 1), what: head.what)
      taken &+= 1
      position &+= 1
      while position < count, kindNumber(events[position].what) == SB_ARGUMENT {
        out[taken] = events[position]
        taken &+= 1
        position &+= 1
      }
    }
    stream.pointee.position = position
    stream.pointee.latest = latest
    if taken > state.taken {
      runs[state.runs] = Run(thread: stream.pointee.thread, end: UInt32(taken))
      state.runs &+= 1
      state.taken = taken
    }
    if waits || position == count || events[position].time > state.limit {
      candidateCount -= 1
      if candidateCount > 0 { sink(candidates[candidateCount]) }
    } else {
      sink(Candidate(time: events[position].time, stream: index))
    }
    if waits {
      waiting[waitingCount] = index
      waitingCount += 1
    }
    if hasWoken { readmit() }
  }

  // MARK: streams that wait

  /// Their heads need not wait any more. Gives the time of the earliest of them; none is a candidate yet.
  @inline(never)
  private mutating func wake(_ primitive: UInt32, expecting number: UInt64) -> UInt64 {
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
  private mutating func letGo(ifOverdueAt limit: UInt64?, _ searches: inout Int) -> Bool {
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

  private mutating func readmit() {
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

  // MARK: the heap

  private mutating func gatherCandidates(until limit: UInt64) {
    candidateCount = 0
    waitingCount = 0
    for index in 0..<streamCount where streams[index].count > 0 {
      let time = streams[index].events[0].time
      if time <= limit { rise(Candidate(time: time, stream: index)) }
    }
  }

  /// One more.
  private mutating func rise(_ candidate: Candidate) {
    var hole = candidateCount
    candidateCount += 1
    while hole > 0, candidates[(hole - 1) / 2].time > candidate.time {
      candidates[hole] = candidates[(hole - 1) / 2]
      hole = (hole - 1) / 2
    }
    candidates[hole] = candidate
  }

  /// In the place of the first.
  @inline(__always)
  private mutating func sink(_ candidate: Candidate) {
    let candidates = self.candidates
    let count = candidateCount
    var hole = 0
    while true {
      var child = hole &* 2 &+ 1
      guard child < count else { break }
      let right = child &+ 1
      if right < count, candidates[right].time < candidates[child].time { child = right }
      guard candidates[child].time < candidate.time else { break }
      candidates[hole] = candidates[child]
      hole = child
    }
    candidates[hole] = candidate
  }
}
