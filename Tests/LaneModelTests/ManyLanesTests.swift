import LaneModel
import SyncEvents
import TestSupport
import Testing

/// Threads by the thousand: in order, counted, and forgotten at last.
@Suite(.watched) struct ManyLanesTests {
  private func declaration(_ number: UInt32, _ origin: ThreadDeclaration.Origin = .own)
    -> Declaration
  {
    .thread(ThreadDeclaration(id: ThreadID(number), name: "T\(number)", origin: origin))
  }
  private func event(
    _ number: UInt32, _ time: Int64, _ kind: SyncEvent.Kind, _ primitive: PrimitiveID? = nil
  ) -> SyncEvent {
    SyncEvent(
      thread: ThreadID(number), primitive: primitive, time: Instant(nanoseconds: time), kind: kind)
  }

  @Test func lanesAreInTheOrderOfTheirNumbersHoweverTheyWereDeclared() {
    var model = LaneModel()
    let numbers = (2...10_000 as ClosedRange<UInt32>).reversed()
    model.apply(
      Batch(declarations: numbers.map { declaration($0) } + [declaration(20_000, .control)]),
      now: .zero)
    model.apply(Batch(declarations: [declaration(1)]), now: .zero)
    #expect(model.lanes.map(\.id.rawValue) == [20_000] + Array(1...10_000))
    #expect(model.lanes.allSatisfy { model.lane($0.id)?.name == $0.name })
  }

  @Test func laneCountsAreWhatACountGives() {
    var numbers = FixedNumbers(seed: 41)
    for _ in 0..<20 {
      let model = RandomTrace(&numbers, count: 40).model()
      var counted: [Look: Int] = [:]
      for lane in model.lanes { counted[lane.state.look, default: 0] += 1 }
      #expect(model.laneCounts == counted)
    }
  }

  @Test func lanesThatEndedLongAgoAreForgottenAndCounted() throws {
    var model = LaneModel()
    let lock = PrimitiveID(1)
    model.apply(
      Batch(
        declarations: [
          .primitive(PrimitiveDeclaration(id: lock, kind: .lock, name: "lock")), declaration(1),
        ],
        events: [
          event(1, 1, .acquired(permits: 1, depth: 1, site: nil), lock), event(1, 2, .threadEnded),
        ]), now: .zero)
    var most = 0
    for number in 2...50_000 as ClosedRange<UInt32> {
      let time = Int64(number) * 100
      model.apply(
        Batch(
          declarations: [declaration(number)],
          events: [event(number, time, .sleeping(0)), event(number, time + 50, .threadEnded)]),
        now: .zero)
      most = max(most, model.lanes.count)
    }
    #expect(most < 22_000)
    #expect(model.forgottenLanes + model.lanes.count == 50_000)
    #expect(model.allEnded && model.laneCounts == [.absent: model.lanes.count])
    // Who died with a lock in its hands is still needed.
    #expect(model.lane(ThreadID(1))?.holds.count == 1)
    #expect(model.lane(ThreadID(2)) == nil)
    #expect(model.lane(ThreadID(50_000))?.state == .ended)
    #expect(model.lanes.allSatisfy { model.lane($0.id)?.name == $0.name })
  }

  @Test func numbersOfADamagedSourceAreNoPlaces() {
    var model = LaneModel()
    let far = [UInt32.max, 3_000_000_000, 1 << 20, 7]
    model.apply(Batch(declarations: far.map { declaration($0) }), now: .zero)
    #expect(model.lanes.map(\.id.rawValue) == far.sorted())
    #expect(far.allSatisfy { model.lane(ThreadID($0))?.name == "T\($0)" })
    #expect(model.lane(ThreadID(8)) == nil && model.lane(ThreadID(2_999_999_999)) == nil)
  }
}
