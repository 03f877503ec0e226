import SyncEvents

/// Fifty threads that go on by themselves: they run, queue for locks and permits, wait at lights, and sleep. What they do comes
/// as batches, a cell of the timeline each, as from a reader. The same in every run.
struct FrameWorld {
  static let threadCount = 50
  /// A cell is 2^`zoom` ns.
  static let zoom = 28

  private(set) var now = Instant.zero
  private var chance = Chance(seed: 50)
  private var threads: [Thread] = []
  private var places: [Place] = []
  private var sequences: [PrimitiveID: UInt64] = [:]
  private var batch = Batch()

  /// What a thread does next, and when; never while it waits for another.
  private struct Thread {
    let id: ThreadID
    /// How long each of its states lasts on average, in cells.
    let pace: Double
    var time: Int64
    var step = Step.choose
  }
  private enum Step {
    case choose
    case leave(Int)
    case wake
    case pass(PrimitiveID)
  }
  /// A lock or a semaphore: so many may be in, the others queue.
  private struct Place {
    let id: PrimitiveID
    var free: Int
    var queue: [Int] = []
  }

  /// The first are for those who are quick, so that they do not wait for the others all the time.
  private static let placeCount = 16
  private static let quickPlaces = 0..<4
  private static let slowPlaces = 4..<16
  private static let lights = [PrimitiveID(90), PrimitiveID(91)]

  init() {
    for number in 1...Self.threadCount {
      let id = ThreadID(UInt32(number))
      batch.declarations.append(.thread(ThreadDeclaration(id: id, name: "worker-\(number)")))
      // Every fifth changes its state several times within a cell.
      threads.append(Thread(id: id, pace: number % 5 == 0 ? 0.3 : 8, time: Int64(number)))
    }
    for number in 0..<Self.placeCount {
      let id = PrimitiveID(UInt32(100 + number))
      let permits = number % 4 == 3 ? 5 : 1
      let kind = permits == 1 ? PrimitiveKind.lock : .boundedSemaphore
      declare(id, kind, "\(kind.word)-\(number)", permits)
      places.append(Place(id: id, free: permits))
    }
    for light in Self.lights { declare(light, .event, "light-\(light.rawValue)", 0) }
  }

  private mutating func declare(
    _ id: PrimitiveID, _ kind: PrimitiveKind, _ name: String, _ value: Int
  ) {
    let limit = kind == .boundedSemaphore ? value : nil
    batch.declarations.append(
      .primitive(PrimitiveDeclaration(id: id, kind: kind, name: name, value: value, limit: limit)))
  }

  /// What happens in the next cell.
  mutating func next() -> Batch {
    let end = now.nanoseconds + 1 << Int64(Self.zoom)
    while let (index, time) = first(before: end) {
      now = Instant(nanoseconds: time)
      go(index)
    }
    now = Instant(nanoseconds: end)
    defer { batch = Batch() }
    return batch
  }

  private func first(before end: Int64) -> (Int, Int64)? {
    var best: (Int, Int64)?
    for (index, thread) in threads.enumerated() where thread.time < best?.1 ?? end {
      best = (index, thread.time)
    }
    return best
  }

  // MARK: what they do

  private mutating func go(_ index: Int) {
    switch threads[index].step {
    case .choose: return choose(index)
    case .leave(let place): leave(index, place)
    case .wake: emit(index, .woke)
    case .pass(let light): emit(index, .resumed(.set, by: nil), light)
    }
    rest(index, then: .choose)
  }

  private mutating func choose(_ index: Int) {
    switch chance.next(below: 1) {
    case ..<0.5:
      let isQuick = threads[index].pace < 1
      enter(index, chance.pick(Array(isQuick ? Self.quickPlaces : Self.slowPlaces)))
    case ..<0.8:
      emit(index, .sleeping(1_000_000_000))
      rest(index, then: .wake)
    default:
      let light = chance.pick(Self.lights)
      emit(index, .blocking(.wait, deadline: nil, site: nil), light)
      rest(index, then: .pass(light))
    }
  }

  private mutating func enter(_ index: Int, _ place: Int) {
    if places[place].free > 0 {
      places[place].free -= 1
      emit(index, .acquired(permits: 1, depth: 1, site: nil), places[place].id)
      rest(index, then: .leave(place))
    } else {
      emit(index, .blocking(.acquire, deadline: nil, site: nil), places[place].id)
      places[place].queue.append(index)
      threads[index].time = .max
    }
  }

  private mutating func leave(_ index: Int, _ place: Int) {
    let id = places[place].id
    emit(index, .releasing(permits: 1, depth: 1, site: nil), id)
    guard !places[place].queue.isEmpty else {
      places[place].free += 1
      return
    }
    let next = places[place].queue.removeFirst()
    emit(next, .acquired(permits: 1, depth: 1, site: nil), id)
    emit(next, .resumed(.acquired, by: threads[index].id), id)
    rest(next, then: .leave(place))
  }

  /// Stays as it is for a while.
  private mutating func rest(_ index: Int, then step: Step) {
    let cells = (0.1 + chance.next(below: 1.8)) * threads[index].pace
    threads[index].time = now.nanoseconds + 1 + Int64(cells * Double(1 << Self.zoom))
    threads[index].step = step
  }

  private mutating func emit(_ index: Int, _ kind: SyncEvent.Kind, _ primitive: PrimitiveID? = nil)
  {
    var sequence: UInt64 = 0
    if let primitive {
      sequence = sequences[primitive, default: 0] + 1
      sequences[primitive] = sequence
    }
    batch.events.append(
      SyncEvent(
        thread: threads[index].id, primitive: primitive, sequence: sequence, time: now, kind: kind))
  }
}
