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
  mutating func rise(_ candidate: Candidate) {
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
