import LaneModel
import SyncEvents
import Testing

/// Events that change nothing, but say which change they saw; and times that nobody looked at.
struct SeenChangeTests {
  private func at(_ nanoseconds: Int64) -> Instant { Instant(nanoseconds: nanoseconds) }
  private func event(
    _ stage: Stage, _ thread: String, _ name: String, _ number: UInt64, isChange: Bool = true,
    at time: Int64, isEstimated: Bool = false, _ kind: SyncEvent.Kind
  ) -> SyncEvent {
    SyncEvent(
      thread: stage.thread(thread), primitive: stage.id(name), sequence: number,
      isChange: isChange, time: at(time), isEstimated: isEstimated, kind: kind)
  }
  private let block = SyncEvent.Kind.blocking(.acquire, deadline: nil, site: nil)
  private let take = SyncEvent.Kind.acquired(permits: 1, depth: 1, site: nil)
  private let give = SyncEvent.Kind.releasing(permits: 1, depth: 1, site: nil)

  /// If it counted, the outsider's release after it would look like one after a gap.
  @Test func itDoesNotCountAsAChange() throws {
    let stage = try Stage(.lock, rows: "T1 lock (....\nT2 lock .....\nT3 - .....")
    var model = stage.model
    model.apply(
      Batch(
        events: [
          event(stage, "T3", "lock", 1, isChange: false, at: 60, block),
          event(stage, "T3", "lock", 1, isChange: false, at: 61, .timedOut),
          event(
            stage, "T3", "lock", 1, isChange: false, at: 62, .resumed(.timedOut, by: nil)),
          event(stage, "T2", "lock", 2, at: 70, give),
        ],
        losses: [Loss(thread: stage.thread("T3"), count: 1, since: at(55), until: at(56))]),
      now: at(80))
    #expect(
      model.log.last?.what == .releasedFor(try stage.subject("lock"), holder: "T1"))
    // One that saw a later change than was told comes after a gap.
    var other = stage.model
    other.apply(
      Batch(
        events: [event(stage, "T2", "lock", 3, at: 70, give)],
        losses: [Loss(thread: stage.thread("T3"), count: 1, since: at(55), until: at(56))]),
      now: at(80))
    #expect(
      other.log.last?.what
        == .released(try stage.subject("lock"), permits: 1, depth: 1, held: nil))
  }

  @Test(arguments: [0, 2, 9] as [UInt64])
  func whoeverSeesALightKnowsItUnlessItIsOld(_ number: UInt64) throws {
    let stage = try Stage(.light, rows: "T1 light sk...\nT2 - .....")
    var model = stage.model
    model.apply(
      Batch(events: [event(stage, "T2", "light", number, isChange: false, at: 60, .passed)]),
      now: at(70))
    let light = try #require(model.primitive(stage.id("light")))
    #expect(light.isSet == (number >= 2))
    #expect(light.since == (number >= 2 ? nil : at(10)))
    #expect(model.log.last?.what == .passed(try stage.subject("light")))
    // The next change is taken in whatever was seen: what was seen is no number.
    model.apply(
      Batch(events: [event(stage, "T1", "light", 3, at: 80, .lightSet(woken: 0))]), now: at(80))
    #expect(model.primitive(stage.id("light"))?.isSet == true)
  }

  @Test func aNewerSlotHasToldWhatItSawButTheLaneFollows() throws {
    let stage = try Stage(.light, .lock, rows: "T1 light s....\nT2 lock (....\nT3 - .....")
    for (sequence, isSet) in [(5, false), (1, true)] as [(UInt64, Bool)] {
      var model = stage.model
      model.apply(
        Batch(
          snapshot: Snapshot(
            time: at(60), threads: [],
            primitives: [
              PrimitiveSnapshot(id: stage.id("light"), sequence: sequence, value: 0),
              PrimitiveSnapshot(
                id: stage.id("lock"), owner: stage.thread("T1"), depth: 1, since: at(55),
                sequence: 9),
            ])), now: at(60))
      model.apply(
        Batch(events: [
          event(stage, "T2", "light", 1, isChange: false, at: 57, .passed),
          event(stage, "T3", "lock", 8, isChange: false, at: 58, block),
        ]), now: at(70))
      #expect(model.primitive(stage.id("light"))?.isSet == isSet)
      #expect(model.lane(stage.thread("T3"))?.state == .blocked(stage.id("lock")))
      #expect(model.primitive(stage.id("lock"))?.holders == [stage.thread("T1")])
    }
  }

  /// Nobody looked at the clock when it was taken.
  @Test func aHoldMayHaveNoBeginning() throws {
    let stage = try Stage(.rlock, rows: "T1 guard (....\nT2 - .....")
    var model = stage.model
    let (one, two, id) = (stage.thread("T1"), stage.thread("T2"), stage.id("guard"))
    func slot(_ owner: ThreadID?, _ sequence: UInt64, depth: Int = 1, since: Instant? = nil) {
      model.apply(
        Batch(
          snapshot: Snapshot(
            time: model.now, threads: [],
            primitives: [
              PrimitiveSnapshot(
                id: id, owner: owner, depth: depth, since: since, sequence: sequence)
            ])), now: model.now)
    }
    // The same hold that was seen to begin.
    slot(one, 1)
    #expect(model.primitive(id)?.since == at(0))
    #expect(model.lane(one)?.holds.map(\.since) == [at(0)])
    // Another one of the same thread.
    slot(one, 5)
    #expect(model.primitive(id)?.since == nil)
    #expect(model.lane(one)?.holds.map(\.since) == [nil])
    slot(two, 6, depth: 2)
    #expect(model.primitive(id)?.holders == [two])
    #expect(model.lane(one)?.holds == [])
    model.apply(
      Batch(events: [
        event(stage, "T2", "guard", 7, at: 70, .releasing(permits: 1, depth: 2, site: nil)),
        event(stage, "T2", "guard", 8, at: 71, .releasing(permits: 1, depth: 1, site: nil)),
      ]), now: at(80))
    #expect(
      model.log.suffix(2).map(\.what)
        == [2, 1].map {
          .released(
            Happening.Subject(id: id, name: "guard", kind: .recursiveLock), permits: 1, depth: $0,
            held: nil)
        })
    #expect(model.primitive(id)?.since == at(71))
    slot(one, 9, since: at(75))
    #expect(model.primitive(id)?.since == at(75))
  }

  @Test(arguments: [(false, false), (true, false), (false, true), (true, true)])
  func aLengthOfTimeIsAsGoodAsItsEnds(_ ends: (Bool, Bool)) throws {
    let stage = try Stage(.lock, .permits, rows: "T1 - .....\nT2 lock (....")
    var model = stage.model
    model.apply(
      Batch(events: [
        event(stage, "T1", "permits", 1, at: 50, isEstimated: ends.0, take),
        event(stage, "T1", "lock", 1, isChange: false, at: 60, isEstimated: ends.0, block),
        event(stage, "T1", "permits", 2, at: 70, isEstimated: ends.1, give),
        event(stage, "T1", "lock", 1, isChange: false, at: 80, isEstimated: ends.1, .timedOut),
        event(stage, "T1", "lock", 2, at: 90, isEstimated: ends.0, take),
        event(stage, "T1", "lock", 3, at: 95, isEstimated: ends.1, give),
      ]), now: at(100))
    let lengths = model.log.filter {
      switch $0.what {
      case .released, .timedOut: true
      default: false
      }
    }
    #expect(lengths.count == 3)
    #expect(lengths.allSatisfy { $0.isEstimated == (ends.0 || ends.1) })
  }

  /// Numbers of threads may be damaged, too.
  @Test func notAnyNumberOfThreadsGetsAPicture() {
    var model = LaneModel()
    model.apply(
      Batch(events: (1...5000).map { SyncEvent(thread: ThreadID($0), time: at(1), kind: .woke) }),
      now: at(1))
    #expect(model.lanes.count == 256)
    model.apply(
      Batch(
        declarations: [.thread(ThreadDeclaration(id: ThreadID(9000), name: "T"))],
        events: [SyncEvent(thread: ThreadID(9000), time: at(2), kind: .held)]), now: at(2))
    #expect(model.lane(ThreadID(9000))?.state == .held)
    #expect(model.lost == 0)
  }
}
