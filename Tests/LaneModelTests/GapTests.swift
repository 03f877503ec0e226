import Findings
import LaneModel
import SyncEvents
import TestSupport
import Testing

/// Lost events, and what the slots tell afterwards.
struct GapTests {
  private func at(_ nanoseconds: Int64) -> Instant { Instant(nanoseconds: nanoseconds) }

  private func lost(_ stage: Stage, _ thread: String?, since: Int64, until: Int64) -> Batch {
    Batch(losses: [
      Loss(
        thread: thread.map(stage.thread), count: 5, since: at(since), until: at(until))
    ])
  }

  @Test func aLaneWithLostEventsIsUnknownUntilItsNextOne() throws {
    let stage = try Stage(.lock, rows: "T1 lock .(.).\nT2 - .....")
    var model = stage.model
    var batch = lost(stage, "T1", since: 50, until: 80)
    batch.events = [SyncEvent(thread: stage.thread("T1"), time: at(90), kind: .sleeping(0))]
    model.apply(batch, now: at(120))
    #expect(
      StateDiagram.draw(model, columns: 12) == "T1 \"RRRRR????ZZZ\"\nT2 \"RRRRRRRRRRRR\"")
    #expect(model.lost == 5)
    #expect(model.lostSince == at(50))
    #expect(model.log.contains { $0.what == .lost(5) && $0.threadName == "T1" })
  }

  @Test func anyEventEndsTheUnknown() throws {
    let stage = try Stage(rows: "T1 - .....")
    var model = stage.model
    var batch = lost(stage, "T1", since: 50, until: 60)
    batch.events = [SyncEvent(thread: stage.thread("T1"), time: at(70), kind: .line(3))]
    model.apply(batch, now: at(90))
    #expect(StateDiagram.draw(model, columns: 9) == "T1 \"RRRRR??RR\"")
    #expect(model.lanes[0].line == 3)
  }

  @Test func lossesAddUpAlsoThoseOfNobodyKnown() throws {
    let stage = try Stage(rows: "T1 - .....")
    var model = stage.model
    model.apply(lost(stage, nil, since: 70, until: 80), now: at(90))
    model.apply(lost(stage, "T1", since: 60, until: 80), now: at(90))
    #expect(model.lost == 10)
    #expect(model.lostSince == at(60))
  }

  @Test func whoLostEventsStandsInNoLineAndInNoRing() throws {
    let stage = try Stage(.lock, rows: "T1 lock (b...")
    var model = stage.model
    #expect(model.findings.count == 1)
    model.apply(lost(stage, "T1", since: 50, until: 80), now: at(90))
    #expect(model.findings.isEmpty)
    #expect(model.primitive(stage.id("lock"))?.waiters == [])
    #expect(model.lanes[0].state == .unknown)
  }

  @Test func theSlotsSayWhatIsTrueNow() throws {
    let stage = try Stage(
      .lock, .permits, .light,
      rows: """
        T1 lock (....
        T2 lock .b...
        T3 lock ..b..
        """)
    var model = stage.model
    var batch = lost(stage, "T1", since: 50, until: 90)
    batch.snapshot = Snapshot(
      time: at(110),
      threads: [
        ThreadSnapshot(
          id: stage.thread("T1"), state: .waiting, primitive: stage.id("light"), since: at(70)),
        ThreadSnapshot(id: stage.thread("T2"), state: .running, since: at(60)),
        ThreadSnapshot(
          id: stage.thread("T3"), state: .blocked, primitive: stage.id("lock"), since: at(20)),
      ],
      primitives: [
        PrimitiveSnapshot(
          id: stage.id("lock"), owner: stage.thread("T2"), depth: 1, since: at(60), sequence: 9),
        PrimitiveSnapshot(id: stage.id("permits"), value: -1, limit: 1),
        PrimitiveSnapshot(id: stage.id("light"), since: at(65), value: 1, limit: 0),
      ])
    model.apply(batch, now: at(120))
    #expect(
      StateDiagram.draw(model, columns: 12)
        == """
        T1 "RRRRR????EEE"
        T2 "RLLLLLRRRRRR"
        T3 "RRLLLLLLLLLL"
        """)
    let lock = try #require(model.primitive(stage.id("lock")))
    #expect(lock.holders == [stage.thread("T2")])
    #expect(lock.waiters == [stage.thread("T3")])
    #expect(lock.since == at(60))
    #expect(model.lane(stage.thread("T1"))?.holds == [])
    #expect(model.lane(stage.thread("T2"))?.holds.map(\.count) == [1])
    #expect(model.primitive(stage.id("permits"))?.value == -1)
    #expect(model.primitive(stage.id("permits"))?.limit == 1)
    #expect(model.primitive(stage.id("light"))?.isSet == true)
    #expect(model.primitive(stage.id("light"))?.waiters == [stage.thread("T1")])
    #expect(
      model.chain(from: stage.thread("T3"))?.steps.map(\.holders) == [[stage.thread("T2")]])
  }

  @Test func whatTheSlotsHaveToldIsNotCountedAgain() throws {
    let stage = try Stage(.permits, rows: "T1 permits (....\nT2 permits .....")
    var model = stage.model
    model.apply(
      Batch(
        snapshot: Snapshot(
          time: at(80), threads: [],
          primitives: [
            PrimitiveSnapshot(id: stage.id("permits"), sequence: 2, value: 0, limit: 2)
          ])), now: at(80))
    let late = SyncEvent(
      thread: stage.thread("T2"), primitive: stage.id("permits"), sequence: 2, time: at(70),
      kind: .acquired(permits: 1, depth: 1, site: nil))
    model.apply(Batch(events: [late]), now: at(90))
    #expect(model.primitive(stage.id("permits"))?.value == 0)
    var next = late
    next.sequence = 3
    next.kind = .releasing(permits: 1, depth: 1, site: nil)
    model.apply(Batch(events: [next]), now: at(95))
    #expect(model.primitive(stage.id("permits"))?.value == 1)
  }

  @Test func whoTookAPermitThatTheSlotsHaveCountedIsStillItsHolder() throws {
    let stage = try Stage(.permits, rows: "T1 permits (....\nT2 - .....")
    var model = stage.model
    let permits = stage.id("permits")
    model.apply(
      Batch(
        snapshot: Snapshot(
          time: at(60), threads: [],
          primitives: [PrimitiveSnapshot(id: permits, sequence: 2, value: 0, limit: 2)])),
      now: at(60))
    model.apply(
      Batch(events: [
        SyncEvent(
          thread: stage.thread("T2"), primitive: permits, sequence: 2, time: at(55),
          kind: .acquired(permits: 1, depth: 0, site: nil))
      ]), now: at(70))
    #expect(model.primitive(permits)?.value == 0)
    #expect(
      model.primitive(permits)?.holders == [stage.thread("T1"), stage.thread("T2")])
  }

  @Test func anOldSnapshotDoesNotUndoWhatHappenedSince() throws {
    let stage = try Stage(.lock, rows: "T1 lock (....)....\nT2 lock .b....(r..")
    var model = stage.model
    let before = model
    model.apply(
      Batch(
        snapshot: Snapshot(
          time: at(30),
          threads: [
            ThreadSnapshot(
              id: stage.thread("T2"), state: .blocked, primitive: stage.id("lock"), since: at(10))
          ],
          primitives: [
            PrimitiveSnapshot(
              id: stage.id("lock"), owner: stage.thread("T1"), depth: 1, sequence: 2)
          ])), now: at(100))
    #expect(model.lanes == before.lanes)
    #expect(model.primitives == before.primitives)
  }

  @Test func theSlotsShowADeadlockToWhoHasJustArrived() throws {
    let stage = try Stage(.rlock, .rother, rows: "T1 guard .....\nT2 guard .....")
    var model = stage.model
    let (one, two) = (stage.thread("T1"), stage.thread("T2"))
    let (left, right) = (stage.id("guard"), stage.id("guard2"))
    model.apply(
      Batch(
        snapshot: Snapshot(
          time: at(90),
          threads: [
            ThreadSnapshot(id: one, state: .blocked, primitive: right, since: at(60)),
            ThreadSnapshot(id: two, state: .blocked, primitive: left, since: at(70)),
          ],
          primitives: [
            PrimitiveSnapshot(id: left, owner: one, depth: 1, since: at(50), sequence: 4),
            PrimitiveSnapshot(id: right, owner: two, depth: 1, since: at(50), sequence: 4),
          ])), now: at(100))
    #expect(model.findings.map(\.grade) == [.certain])
    #expect(model.lanes.map(\.state) == [.deadlocked(right), .deadlocked(left)])
  }

  @Test func aSurplusOfPermitsIsTakenFromTheOldestHolder() throws {
    let stage = try Stage(.permits, rows: "T1 permits (....\nT2 permits .(...")
    var model = stage.model
    model.apply(
      Batch(
        snapshot: Snapshot(
          time: at(80), threads: [],
          primitives: [
            PrimitiveSnapshot(id: stage.id("permits"), sequence: 7, value: 1, limit: 2)
          ])), now: at(80))
    #expect(model.primitive(stage.id("permits"))?.holders == [stage.thread("T2")])
    #expect(model.lane(stage.thread("T1"))?.holds == [])
  }

  @Test func aNotifiedThreadStandsInNoLineThoughItsSlotSaysSo() throws {
    let stage = try Stage(.readyLock, .ready, rows: "T1 ready .w...\nT2 ready ...1.")
    var model = stage.model
    model.apply(
      Batch(
        snapshot: Snapshot(
          time: at(80),
          threads: [
            ThreadSnapshot(
              id: stage.thread("T1"), state: .waiting, primitive: stage.id("ready"),
              since: at(10))
          ], primitives: [])), now: at(80))
    #expect(model.primitive(stage.id("ready"))?.waiters == [])
    #expect(model.lanes[0].notifiedBy == stage.thread("T2"))
  }

  @Test func aReleaseAfterAGapIsNotTakenForAnOutsiders() throws {
    let stage = try Stage(.lock, rows: "T1 lock (....\nT2 lock .....")
    var model = stage.model
    var batch = lost(stage, "T2", since: 50, until: 60)
    batch.events = [
      SyncEvent(
        thread: stage.thread("T2"), primitive: stage.id("lock"), sequence: 8, time: at(70),
        kind: .releasing(permits: 1, depth: 1, site: nil))
    ]
    model.apply(batch, now: at(90))
    let lock = try stage.subject("lock")
    #expect(model.log.last?.what == .released(lock, permits: 1, depth: 1, held: nil))
    #expect(model.primitive(stage.id("lock"))?.holders == [])
  }
}
