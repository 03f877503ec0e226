import LaneModel
import SyncEvents
import TestSupport
import Testing

/// What a lane was, asked for by time, against its plain list of changes.
struct StretchTests {
  private func stretches(_ lane: Lane) -> [Stretch] {
    let changes = lane.changes
    return changes.indices.map { index in
      Stretch(
        state: changes[index].state, since: changes[index].time,
        until: index + 1 < changes.count ? changes[index + 1].time : nil,
        site: changes[index].site, wokenBy: changes[index].wokenBy)
    }
  }

  @Test(arguments: [LaneModel.usualBudget, 30_000])
  func everyQuestionIsAnsweredAsThePlainListDoes(_ budget: Int) {
    var numbers = FixedNumbers(seed: 31)
    for _ in 0..<20 {
      let model = RandomTrace(&numbers, count: 700).model(budget: budget)
      let lane = model.lanes[0]
      let all = stretches(lane)
      for _ in 0..<60 {
        let (a, b) = (time(all, &numbers), time(all, &numbers))
        #expect(lane.stretch(at: a) == all.last { $0.since <= a })
        #expect(lane.change(after: a) == all.first { $0.since > a }?.since)
        #expect(lane.change(before: a) == all.last { $0.since < a }?.since)
        let limit = Int.random(in: 0...50, using: &numbers)
        let within = all.filter { a < b && ($0.until.map { $0 > a } ?? true) && $0.since < b }
        #expect(lane.stretches(from: a, to: b, limit: limit) == Array(within.prefix(limit)))
      }
    }
  }

  private func time(_ all: [Stretch], _ numbers: inout FixedNumbers) -> Instant {
    (all.randomElement(using: &numbers)?.since ?? .zero)
      + Int64.random(in: -3...3, using: &numbers)
  }

  @Test func aWaitSaysWhereItBeganAndWhatFollowsWhoEndedIt() throws {
    let (one, two) = (ThreadID(1), ThreadID(2))
    let lock = PrimitiveID(1)
    let ready = PrimitiveID(2)
    func event(_ thread: ThreadID, _ id: PrimitiveID, _ time: Int64, _ kind: SyncEvent.Kind)
      -> SyncEvent
    { SyncEvent(thread: thread, primitive: id, time: Instant(nanoseconds: time), kind: kind) }
    var model = LaneModel()
    model.apply(
      Batch(
        declarations: [
          .thread(ThreadDeclaration(id: one, name: "T1")),
          .thread(ThreadDeclaration(id: two, name: "T2")),
          .primitive(PrimitiveDeclaration(id: lock, kind: .lock, name: "lock")),
          .primitive(
            PrimitiveDeclaration(id: ready, kind: .condition, name: "ready", lock: lock)),
        ],
        events: [
          event(one, lock, 10, .acquired(permits: 1, depth: 1, site: SiteID(1))),
          event(one, lock, 20, .releasing(permits: 1, depth: 1, site: nil)),
          event(one, ready, 20, .waiting(deadline: nil, site: SiteID(7))),
          event(two, lock, 30, .acquired(permits: 1, depth: 1, site: nil)),
          event(two, ready, 40, .notifying(asked: 1, woken: 1)),
          event(one, ready, 45, .notified(by: two, at: Instant(nanoseconds: 40))),
          event(one, lock, 50, .blocking(.acquire, deadline: nil, site: SiteID(8))),
          event(two, lock, 60, .releasing(permits: 1, depth: 1, site: nil)),
          event(one, lock, 70, .acquired(permits: 1, depth: 1, site: SiteID(8))),
          event(one, ready, 71, .resumed(.notified, by: two)),
          event(two, lock, 80, .blocking(.acquire, deadline: nil, site: nil)),
          event(one, lock, 90, .releasing(permits: 1, depth: 1, site: nil)),
          event(two, lock, 95, .acquired(permits: 1, depth: 1, site: nil)),
          event(two, lock, 96, .resumed(.acquired, by: one)),
        ]), now: Instant(nanoseconds: 100))
    let changes = try #require(model.lane(one)).changes
    #expect(
      changes.map(\.state) == [
        .running, .waiting(ready, .notification), .blocked(lock), .running,
      ])
    #expect(changes.map(\.site) == [nil, SiteID(7), SiteID(8), nil])
    // Who let it have the lock is not told; that somebody notified it before is another wait's end.
    #expect(changes.map(\.wokenBy) == [nil, nil, two, nil])
    #expect(try #require(model.lane(two)).changes.map(\.wokenBy) == [nil, nil, one])
  }
}
