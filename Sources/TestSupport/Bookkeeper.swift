import SyncEvents

/// Turns the letters of an operation diagram into events, with the numbers that real primitives would have written.
struct Bookkeeper {
  var limits: [PrimitiveID: Int] = [:]
  private var sequences: [PrimitiveID: UInt64] = [:]
  private var depths: [Pair: Int] = [:]
  private var givenUp: [Pair: Int] = [:]
  var waiters: [PrimitiveID: [ThreadID]] = [:]
  /// Those of them who wait for a queue's items to be done.
  var joiners: Set<Pair> = []
  /// Who let somebody go on at a primitive last, and when.
  var wakers: [PrimitiveID: (thread: ThreadID, time: Instant)] = [:]
  var outcomes: [Pair: Outcome] = [:]
  /// What is in a queue, an array or a dictionary, and what of it is not done.
  var elements: [PrimitiveID: Int] = [:]
  var unfinished: [PrimitiveID: Int] = [:]
  var tasks: [PrimitiveID: Tasks] = [:]

  struct Pair: Hashable {
    var thread: ThreadID
    var primitive: PrimitiveID
  }

  mutating func event(
    _ letter: Character, _ thread: ThreadID, _ primitive: PrimitiveID?, _ kind: PrimitiveKind?,
    _ time: Instant
  ) throws -> SyncEvent {
    guard let primitive, let kind else {
      return SyncEvent(thread: thread, time: time, kind: try alone(letter))
    }
    let pair = Pair(thread: thread, primitive: primitive)
    let what =
      try wait(letter, pair, kind, time) ?? hold(letter, pair, time) ?? signal(letter, pair, time)
      ?? element(letter, pair) ?? task(letter, pair) ?? announce(letter, pair, time)
      ?? alone(letter)
    let isChange = !what.mayChangeNothing(of: kind)
    if isChange { sequences[primitive, default: 0] += 1 }
    return SyncEvent(
      thread: thread, primitive: primitive, sequence: sequences[primitive] ?? 0,
      isChange: isChange, time: time, kind: what)
  }

  private func alone(_ letter: Character) throws -> SyncEvent.Kind {
    switch letter {
    case "R": return .working(0)
    case "z": return .sleeping(0)
    case "u": return .woke
    case "h": return .held
    case "g": return .stepped
    case "e": return .threadEnded
    case "D": return .destroyed
    case "m": return .misused(.release, .notLocked)
    case "p": return .passed
    case "?": return .evaluated(false)
    case "!": return .evaluated(true)
    case "O": return .levelChanged(.off)
    case "Y": return .levelChanged(.state)
    case "A": return .levelChanged(.auto)
    case "F": return .levelChanged(.full)
    default: throw OperationDiagram.Failure.noSuchLetter(letter)
    }
  }

  private mutating func wait(
    _ letter: Character, _ pair: Pair, _ kind: PrimitiveKind, _ time: Instant
  ) -> SyncEvent.Kind? {
    let deadline = time + 1_000_000
    switch letter {
    case "b", "d", "B", "j", "w", "v":
      waiters[pair.primitive, default: []].append(pair.thread)
      outcomes[pair] = letter == "j" ? .ended : usualOutcome(kind)
      if letter == "j" { joiners.insert(pair) } else { joiners.remove(pair) }
    case "n", "x", "(", ">", "r", "c", "P", "T", "[":
      waiters[pair.primitive]?.removeAll { $0 == pair.thread }
    default: return nil
    }
    switch letter {
    case "b", "d":
      return .blocking(usualWait(kind), deadline: letter == "d" ? deadline : nil, site: nil)
    case "B": return .blocking(.put, deadline: nil, site: nil)
    case "j": return .blocking(.join, deadline: nil, site: nil)
    case "w", "v": return .waiting(deadline: letter == "v" ? deadline : nil, site: nil)
    case "n":
      let waker = wakers[pair.primitive]
      return .notified(by: waker?.thread ?? pair.thread, at: waker?.time ?? time)
    case "x":
      outcomes[pair] = .timedOut
      return .timedOut
    case "r":
      let outcome = outcomes[pair] ?? usualOutcome(kind)
      let waker = outcome == .timedOut ? nil : wakers[pair.primitive]?.thread
      return .resumed(outcome, by: waker)
    case "c": return .resumed(.cancelled, by: nil)
    default: return nil
    }
  }

  private func usualWait(_ kind: PrimitiveKind) -> Operation {
    switch kind {
    case .thread: .join
    case .event, .barrier: .wait
    case .queue: .take
    case .pool: .nextTask
    case .future: .result
    default: .acquire
    }
  }

  private func usualOutcome(_ kind: PrimitiveKind) -> Outcome {
    switch kind {
    case .lock, .recursiveLock, .countingSemaphore, .boundedSemaphore, .queue, .pool, .synchronized,
      .array, .dictionary:
      .acquired
    case .condition: .notified
    case .event: .set
    case .barrier: .tripped
    case .thread, .future, .threadLocal, .variable, .crew: .ended
    }
  }

  private mutating func hold(_ letter: Character, _ pair: Pair, _ time: Instant) -> SyncEvent.Kind?
  {
    let depth = depths[pair] ?? 0
    switch letter {
    case "(":
      depths[pair] = depth + 1
      return .acquired(permits: 1, depth: depth + 1, site: nil)
    case ">":
      let depth = givenUp.removeValue(forKey: pair) ?? 1
      depths[pair] = depth
      return .acquired(permits: 1, depth: depth, site: nil)
    case ")":
      depths[pair] = max(0, depth - 1)
      wakers[pair.primitive] = (pair.thread, time)
      return .releasing(permits: 1, depth: max(1, depth), site: nil)
    case "<":
      givenUp[pair] = depth
      depths[pair] = 0
      wakers[pair.primitive] = (pair.thread, time)
      return .releasing(permits: 1, depth: depth, site: nil)
    default: return nil
    }
  }

  private mutating func signal(_ letter: Character, _ pair: Pair, _ time: Instant) -> SyncEvent
    .Kind?
  {
    let waiting = waiters[pair.primitive]?.count ?? 0
    let limit = limits[pair.primitive] ?? 0
    let what: SyncEvent.Kind
    switch letter {
    case "1"..."9":
      let asked = letter.wholeNumberValue ?? 0
      what = .notifying(asked: asked, woken: wake(min(asked, waiting), pair))
    case "a": what = .notifying(asked: nil, woken: wake(waiting, pair))
    case "s": what = .lightSet(woken: wake(waiting, pair))
    case "k": return .lightCleared
    case "+":
      limits[pair.primitive] = limit + 1
      what = .limitChanged(old: limit, new: limit + 1, woken: wake(min(1, waiting), pair))
    case "-":
      limits[pair.primitive] = limit - 1
      return .limitChanged(old: limit, new: limit - 1, woken: 0)
    default: return nil
    }
    wakers[pair.primitive] = (pair.thread, time)
    return what
  }

  private mutating func wake(_ count: Int, _ pair: Pair) -> Int {
    waiters[pair.primitive]?.removeFirst(count)
    return count
  }
}
