import LaneModel
import SyncEvents
import Testing

/// What threads set and get.
struct ValueLaneTests {
  private let one = ThreadID(1), two = ThreadID(2)
  private let mine = PrimitiveID(1), scores = PrimitiveID(2), count = PrimitiveID(3)
  private func at(_ nanoseconds: Int64) -> Instant { Instant(nanoseconds: nanoseconds) }

  /// Texts are their own numbers; those from 100 on are keys.
  private func model() -> LaneModel {
    var declarations: [Declaration] = [
      .thread(ThreadDeclaration(id: one, name: "T1")),
      .thread(ThreadDeclaration(id: two, name: "T2")),
      .primitive(PrimitiveDeclaration(id: mine, kind: .threadLocal, name: "mine")),
      .primitive(PrimitiveDeclaration(id: scores, kind: .dictionary, name: "scores")),
      .primitive(PrimitiveDeclaration(id: count, kind: .variable, name: "count")),
    ]
    for number in 0..<150 as Range<UInt32> {
      declarations.append(.text(TextID(number), number < 100 ? "\(number)" : "k\(number)"))
    }
    var model = LaneModel()
    model.apply(Batch(declarations: declarations), now: .zero)
    return model
  }
  private func set(_ value: UInt32, _ key: UInt32? = nil) -> SyncEvent.Kind {
    .localSet(key: key.map { TextID($0) }, value: TextID(value))
  }
  private func get(_ value: UInt32?, _ key: UInt32? = nil) -> SyncEvent.Kind {
    .localGet(key: key.map { TextID($0) }, value: value.map { TextID($0) })
  }
  private func play(
    _ model: inout LaneModel, _ id: PrimitiveID, from first: UInt64 = 1,
    _ steps: (ThreadID, SyncEvent.Kind)...
  ) {
    for (index, (thread, kind)) in steps.enumerated() {
      let sequence = id == mine && kind != .destroyed ? 0 : first + UInt64(index)
      let event = SyncEvent(
        thread: thread, primitive: id, sequence: sequence, time: at(Int64(index) + 1), kind: kind)
      model.apply(Batch(events: [event]), now: event.time)
    }
  }
  private func value(
    _ id: PrimitiveID, _ key: String?, _ text: String, _ time: Int64, read: Bool = false
  )
    -> Lane.OwnValue
  {
    Lane.OwnValue(primitive: id, key: key, text: text, wasRead: read, time: at(time))
  }

  @Test func eachThreadHasItsOwnValue() {
    var model = model()
    play(&model, mine, (one, set(7)), (two, set(8)), (one, get(7)), (two, set(9)))
    #expect(model.lane(one)?.values == [value(mine, nil, "7", 3, read: true)])
    #expect(model.lane(two)?.values == [value(mine, nil, "9", 4)])
    let subject = Happening.Subject(id: mine, name: "mine", kind: .threadLocal)
    #expect(
      model.log.suffix(4).map(\.what) == [
        .localSet(subject, key: nil, value: "7"), .localSet(subject, key: nil, value: "8"),
        .localGet(subject, key: nil, value: "7"), .localSet(subject, key: nil, value: "9"),
      ])
  }

  @Test func aValueThatIsNotThereIsNotShown() {
    var model = model()
    play(&model, mine, (one, get(nil)), (two, set(5)), (two, get(nil)))
    #expect(model.lane(one)?.values == [])
    #expect(model.lane(two)?.values == [])
    #expect(
      model.log.last?.what
        == .localGet(
          Happening.Subject(id: mine, name: "mine", kind: .threadLocal), key: nil, value: nil))
  }

  @Test func rowsOfADictionaryAreToldApartByTheirKeys() {
    var model = model()
    play(&model, scores, (one, set(1, 100)), (one, set(2, 101)), (one, set(3, 100)))
    play(&model, mine, (one, set(4)))
    #expect(
      model.lane(one)?.values == [
        value(scores, "k100", "3", 3), value(scores, "k101", "2", 2), value(mine, nil, "4", 3),
      ])
  }

  @Test func aLaneShowsSixteenAtMost() {
    var model = model()
    for key in 100..<120 as Range<UInt32> {
      play(&model, scores, from: UInt64(key), (one, set(1, key)))
    }
    let values = model.lane(one)?.values ?? []
    #expect(values.map(\.key) == (104..<120).map { "k\($0)" })
  }

  @Test func whatIsNoMoreHasNoValues() {
    var model = model()
    play(&model, scores, (one, set(1, 100)), (two, set(1, 101)))
    play(&model, mine, (one, set(2)), (two, .destroyed))
    #expect(model.lane(one)?.values.map(\.primitive) == [scores])
    play(&model, scores, from: 3, (two, .destroyed))
    #expect(model.lanes.map(\.values) == [[], []])
  }

  @Test func valuesOutliveTheirThread() {
    var model = model()
    play(&model, mine, (one, set(7)))
    model.apply(
      Batch(events: [SyncEvent(thread: one, time: at(9), kind: .threadEnded)]), now: at(9))
    #expect(model.lane(one)?.values.map(\.text) == ["7"])
  }

  @Test func aSharedVariableIsShownWhereItIs() throws {
    var model = model()
    play(&model, count, (one, get(0)))
    var state = try #require(model.primitive(count))
    #expect((state.text, state.writer) == ("0", nil))
    play(&model, count, from: 2, (two, set(12)), (one, get(12)))
    state = try #require(model.primitive(count))
    #expect((state.text, state.writer, state.value) == ("12", two, 12))
    #expect(model.lanes.map(\.values) == [[], []])
  }

  @Test func aTallyTellsWhatCameOfManyUpdates() throws {
    var model = model()
    play(&model, count, (one, set(12)), (two, .tallied(value: 940, updates: 1000)))
    let state = try #require(model.primitive(count))
    #expect((state.value, state.updates, state.text, state.writer) == (940, 1000, nil, nil))
    #expect(
      model.log.last?.what
        == .tallied(
          Happening.Subject(id: count, name: "count", kind: .variable), value: 940, updates: 1000))
  }

  private func slot(_ sequence: UInt64, _ value: Int) -> Batch {
    Batch(
      snapshot: Snapshot(
        time: at(20), threads: [],
        primitives: [PrimitiveSnapshot(id: count, sequence: sequence, value: value)]))
  }

  @Test func whatASlotDoesNotTellIsNotKnownAnyMore() throws {
    var model = model()
    play(&model, count, (one, set(12)))
    model.apply(slot(1, 12), now: at(20))
    #expect(model.primitive(count)?.text == "12")
    model.apply(slot(5, 30), now: at(20))
    var state = try #require(model.primitive(count))
    #expect((state.value, state.text, state.writer) == (30, "?", nil))
    play(&model, count, from: 4, (one, set(29)))  // late: the slot knows more
    #expect(model.primitive(count)?.text == "?")
    play(&model, count, from: 5, (two, set(30)))  // the one that the slot saw last
    state = try #require(model.primitive(count))
    #expect((state.value, state.text, state.writer) == (30, "30", two))
  }

  @Test func aSlotTellsACountersValueAndNotItsUpdates() throws {
    var model = model()
    play(&model, count, (one, .tallied(value: 9, updates: 10)))
    model.apply(slot(30, 200), now: at(20))
    var state = try #require(model.primitive(count))
    #expect((state.value, state.updates, state.text) == (200, nil, nil))
    play(&model, count, from: 29, (one, .tallied(value: 198, updates: 240)))
    #expect(model.primitive(count)?.updates == nil)
    play(&model, count, from: 30, (one, .tallied(value: 200, updates: 250)))
    state = try #require(model.primitive(count))
    #expect((state.value, state.updates) == (200, 250))
  }

  @Test func aNewPartMakesTheWholeOutOfDateAndTheOtherWayRound() {
    var model = model()
    play(&model, mine, (one, set(1)), (two, set(5)), (one, set(2, 100)), (one, set(3, 101)))
    #expect(model.lane(one)?.values.map(\.text) == ["2", "3"])
    play(&model, mine, (one, get(4)))
    #expect(model.lane(one)?.values.map(\.text) == ["2", "3", "4"])
    play(&model, mine, (one, set(6)))
    #expect(model.lane(one)?.values.map(\.text) == ["6"])
    play(&model, mine, (one, set(2, 100)), (one, get(nil)))
    #expect(model.lane(one)?.values == [])
    #expect(model.lane(two)?.values.map(\.text) == ["5"])
  }
}
