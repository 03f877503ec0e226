import LaneModel
import SyncEvents
import TestSupport

/// Threads that take and give back locks and permits, sleep and wait, at random; and what came of it, counted by its own
/// books from one moment to the next. All times are even: two holders share every one of them exactly.
struct RandomContention {
  struct Charged: Hashable {
    var primitive: PrimitiveID
    var holder: ThreadID
    var look: Look
    var on: PrimitiveID?
  }
  struct Account: Equatable {
    var uses = 0
    var contended = 0
    var waits: [Int64] = []
    var holds: [Int64] = []
    var handOffs = 0
  }
  private struct Actor {
    var holds: [Int] = []
    var isAsleep = false
    /// Of what it waits for, and since when.
    var wait: (place: Int, since: Int64, isTimed: Bool)?
  }
  private struct Place {
    var since: [Int: Int64] = [:]
    var lastGiver: Int?
    var sequence: UInt64 = 0
  }

  private(set) var charged: [Charged: Int64] = [:]
  private(set) var accounts: [Account]
  private(set) var times: [[Look: Int64]]
  private(set) var batches: [Batch] = []
  private(set) var time: Int64 = 0
  private var numbers: FixedNumbers
  private var actors: [Actor]
  private var places: [Place]
  private static let threads = 6
  /// All but the last are locks; the last is a semaphore of two. Who has one takes only those behind it: there are no rings.
  private static let primitives = 4

  init(_ numbers: inout FixedNumbers, count: Int) {
    self.numbers = FixedNumbers(seed: numbers.next() | 1)
    actors = Array(repeating: Actor(), count: Self.threads)
    places = Array(repeating: Place(), count: Self.primitives)
    accounts = Array(repeating: Account(), count: Self.primitives)
    times = Array(repeating: [:], count: Self.threads)
    batches.append(
      Batch(
        declarations: (0..<Self.threads).map {
          .thread(ThreadDeclaration(id: Self.thread($0), name: "T\($0)"))
        }
          + (0..<Self.primitives).map { place in
            let isLast = place == Self.primitives - 1
            return .primitive(
              PrimitiveDeclaration(
                id: Self.id(place), kind: isLast ? .boundedSemaphore : .lock, name: "p\(place)",
                value: isLast ? 2 : 0, limit: isLast ? 2 : nil))
          }))
    for _ in 0..<count { step() }
    pass(100)
    for (place, there) in places.enumerated() {
      accounts[place].holds += there.since.values.map { time - $0 }
    }
    for actor in actors {
      if let wait = actor.wait { accounts[wait.place].waits.append(time - wait.since) }
    }
  }

  static func thread(_ index: Int) -> ThreadID { ThreadID(UInt32(index + 1)) }
  static func id(_ place: Int) -> PrimitiveID { PrimitiveID(UInt32(place + 1)) }

  func model() -> LaneModel {
    var model = LaneModel()
    for batch in batches { model.apply(batch, now: .zero) }
    model.apply(Batch(), now: Instant(nanoseconds: time))
    return model
  }

  private func state(_ index: Int) -> (Look, PrimitiveID?) {
    if let wait = actors[index].wait {
      return (wait.place == Self.primitives - 1 ? .semaphore : .lock, Self.id(wait.place))
    }
    return (actors[index].isAsleep ? .sleeping : .running, nil)
  }

  /// Time goes by, and everybody who waits is charged to those who have it.
  private mutating func pass(_ length: Int64) {
    time += length
    for index in actors.indices { times[index][state(index).0, default: 0] += length }
    for place in places.indices {
      let waiters = Int64(actors.count { $0.wait?.place == place })
      let holders = places[place].since.keys
      guard waiters > 0, !holders.isEmpty else { continue }
      for holder in holders {
        let (look, on) = state(holder)
        let key = Charged(
          primitive: Self.id(place), holder: Self.thread(holder), look: look, on: on)
        charged[key, default: 0] += length * waiters / Int64(holders.count)
      }
    }
  }

  private func isFree(_ place: Int) -> Bool {
    places[place].since.count < (place == Self.primitives - 1 ? 2 : 1)
  }

  private mutating func step() {
    pass(2 * Int64.random(in: 0...20, using: &numbers))
    if Int.random(in: 0..<4, using: &numbers) == 0 { batches.append(Batch()) }
    let index = Int.random(in: actors.indices, using: &numbers)
    if let wait = actors[index].wait {
      if isFree(wait.place) { return get(index, wait.place, since: wait.since) }
      if wait.isTimed, Int.random(in: 0..<4, using: &numbers) == 0 { giveUp(index, wait.place) }
      return
    }
    if actors[index].isAsleep {
      actors[index].isAsleep = false
      return emit(index, .woke)
    }
    switch Int.random(in: 0..<5, using: &numbers) {
    case 0:
      actors[index].isAsleep = true
      emit(index, .sleeping(0))
    case 1, 2:
      if let place = actors[index].holds.randomElement(using: &numbers) { give(index, place) }
    default:
      let first = (actors[index].holds.max() ?? -1) + 1
      guard first < Self.primitives else { return }
      ask(index, Int.random(in: first..<Self.primitives, using: &numbers))
    }
  }

  private mutating func ask(_ index: Int, _ place: Int) {
    if isFree(place) { return take(index, place) }
    let isTimed = Bool.random(using: &numbers)
    let deadline = isTimed ? Instant(nanoseconds: time + 1_000) : nil
    emit(index, .blocking(.acquire, deadline: deadline, site: nil), place, isChange: false)
    actors[index].wait = (place, time, isTimed)
  }

  private mutating func take(_ index: Int, _ place: Int) {
    places[place].since[index] = time
    actors[index].holds.append(place)
    accounts[place].uses += 1
    emit(index, .acquired(permits: 1, depth: 1, site: nil), place)
  }

  private mutating func get(_ index: Int, _ place: Int, since: Int64) {
    actors[index].wait = nil
    accounts[place].waits.append(time - since)
    accounts[place].contended += 1
    take(index, place)
    let giver = places[place].lastGiver
    if let giver, giver != index { accounts[place].handOffs += 1 }
    emit(index, .resumed(.acquired, by: giver.map(Self.thread)), place, isChange: false)
  }

  private mutating func giveUp(_ index: Int, _ place: Int) {
    accounts[place].waits.append(time - (actors[index].wait?.since ?? 0))
    actors[index].wait = nil
    emit(index, .timedOut, place, isChange: false)
    emit(index, .resumed(.timedOut, by: nil), place, isChange: false)
  }

  private mutating func give(_ index: Int, _ place: Int) {
    accounts[place].holds.append(time - (places[place].since[index] ?? 0))
    places[place].since[index] = nil
    places[place].lastGiver = index
    actors[index].holds.removeAll { $0 == place }
    emit(index, .releasing(permits: 1, depth: 1, site: nil), place)
  }

  private mutating func emit(
    _ index: Int, _ kind: SyncEvent.Kind, _ place: Int? = nil, isChange: Bool = true
  ) {
    if let place, isChange { places[place].sequence += 1 }
    batches[batches.count - 1].events.append(
      SyncEvent(
        thread: Self.thread(index), primitive: place.map(Self.id),
        sequence: place.map { places[$0].sequence } ?? 0, isChange: isChange,
        time: Instant(nanoseconds: time), kind: kind))
  }
}
