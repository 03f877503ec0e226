import LaneModel
import SyncEvents
import TestSupport
import Testing

/// Whom waiting time is charged to, and to what they were doing. One column is 10 ns.
@Suite struct ChargeTests {
  private struct Told: Hashable {
    var holder: String?
    var look: Look
    var on: String?
    var time: Int64
    init(_ holder: String?, _ look: Look, on: String? = nil, _ time: Int64) {
      (self.holder, self.look, self.on, self.time) = (holder, look, on, time)
    }
  }
  private func told(_ stage: Stage, _ primitive: String) throws -> Set<Told> {
    try Set(
      stage.contention(primitive).charges.map { charge in
        Told(
          charge.holder.map { stage.model.name(of: $0) }, charge.look,
          on: charge.blockedOn.map { stage.model.name(of: $0) }, charge.time)
      })
  }

  @Test func theHolderIsChargedUntilItLetsGo() throws {
    let stage = try Stage(
      .lock,
      rows: """
        T1 lock (....)...e
        T2 lock .b....(r.)e
        """)
    // Between 50 and 60 nobody had it.
    #expect(try told(stage, "lock") == [Told("T1", .running, 40)])
    #expect(stage.model.blame(of: stage.thread("T1")).total == 40)
    #expect(stage.model.blame(of: stage.thread("T2")).isEmpty)
  }

  @Test func itIsChargedByWhatTheHolderDid() throws {
    let stage = try Stage(
      .lock, .other,
      rows: """
        T3 other (.............).....
        T1 lock  (.................)
        T1 -     ...z..u.h.g........
        T1 other ...........b...(r).
        T2 lock  .b................(r
        """)
    #expect(
      try told(stage, "lock") == [
        Told("T1", .running, 20 + 20 + 10 + 30), Told("T1", .sleeping, 30), Told("T1", .held, 20),
        Told("T1", .lock, on: "other", 40),
      ])
    #expect(try told(stage, "other") == [Told("T3", .running, 30)])
  }

  @Test func everyWaiterCounts() throws {
    let stage = try Stage(
      .lock,
      rows: """
        T1 lock (......)
        T2 lock .b......
        T3 lock ...b....
        T4 lock ..d.xr..
        """)
    // 60 of T2, 40 of T3, 20 of T4.
    #expect(try told(stage, "lock") == [Told("T1", .running, 120)])
  }

  @Test func holdersOfASemaphoreShareAlike() throws {
    let stage = try Stage(
      .permits,
      rows: """
        T1 permits (....).....
        T2 permits .(.......).
        T3 permits ..b...(r...
        T1 -       ...z.......
        """)
    // T3 waits from 20 to 60; T1 has a permit until 50, and sleeps from 30 on.
    #expect(
      try told(stage, "permits") == [
        Told("T1", .running, 5), Told("T1", .sleeping, 10), Told("T2", .running, 15 + 10),
      ])
  }

  @Test func anOddNanosecondIsTheFirstHolders() throws {
    let rows = """
      T1 permits (...
      T2 permits (...
      T3 permits .b..
      """
    var model = LaneModel()
    model.apply(try OperationDiagram(rows, with: [.permits], tick: 5).batch, now: .zero)
    model.apply(Batch(), now: Instant(nanoseconds: 10))
    #expect(model.charges.map(\.time).sorted() == [2, 3])
    #expect(model.charges.sums { $0.holder }.map(\.part) == [ThreadID(1), ThreadID(2)])
  }

  @Test func whoeverWaitsForItselfIsToBlame() throws {
    let stage = try Stage(.lock, rows: "T1 lock (..b....")
    #expect(try told(stage, "lock") == [Told("T1", .deadlocked, on: "lock", 50)])
  }

  @Test func whoeverEndedWithItIsCharged() throws {
    let stage = try Stage(
      .lock,
      rows: """
        T1 lock (.e..
        T2 lock .b...
        """)
    #expect(try told(stage, "lock") == [Told("T1", .running, 10), Told("T1", .absent, 30)])
  }

  @Test func aDeadlockIsChargedAllRound() throws {
    let stage = try Stage(
      .rlock, .rother,
      rows: """
        T1 guard  (.......
        T1 guard2 ..b.....
        T2 guard2 .(......
        T2 guard  ....b...
        """)
    #expect(
      try told(stage, "guard2") == [
        Told("T2", .running, 20), Told("T2", .deadlocked, on: "guard", 40),
      ])
    #expect(try told(stage, "guard") == [Told("T1", .deadlocked, on: "guard2", 40)])
  }

  @Test func nobodyIsToBlameForAThreadThatRuns() throws {
    let stage = try Stage(
      .thread("T1"), .result(1), .pool,
      rows: """
        T1 pool     [........]
        T2 T1       .b........
        T3 result-1 .b........
        """)
    #expect(stage.model.charges.isEmpty)
    #expect(try stage.contention("T1").waits.total == 90)
  }

  @Test func nothingIsChargedWhileEventsAreMissing() throws {
    let diagram = try OperationDiagram(
      """
      T1 lock (.........
      T2 lock .b........
      """, with: [.lock])
    var model = LaneModel()
    model.apply(diagram.batch, now: Instant(nanoseconds: 40))
    let loss = Loss(
      thread: ThreadID(2), count: 3, since: Instant(nanoseconds: 40),
      until: Instant(nanoseconds: 90))
    model.apply(Batch(losses: [loss]), now: Instant(nanoseconds: 100))
    #expect(model.charges.total == 30)
  }

  @Test func forgottenHoldersBecomeNobody() throws {
    var model = LaneModel()
    let lock = PrimitiveID(1)
    func event(_ thread: UInt32, _ kind: SyncEvent.Kind, _ time: Int64, at p: PrimitiveID? = lock)
      -> SyncEvent
    {
      SyncEvent(
        thread: ThreadID(thread), primitive: p, time: Instant(nanoseconds: time), kind: kind)
    }
    func start(_ thread: UInt32) -> Declaration {
      .thread(ThreadDeclaration(id: ThreadID(thread), name: "T\(thread)"))
    }
    model.apply(
      Batch(
        declarations: [
          .primitive(PrimitiveDeclaration(id: lock, kind: .lock, name: "lock")), start(1), start(2),
        ],
        events: [
          event(1, .acquired(permits: 1, depth: 1, site: nil), 0),
          event(2, .blocking(.acquire, deadline: nil, site: nil), 10),
          event(1, .releasing(permits: 1, depth: 1, site: nil), 50),
          event(1, .threadEnded, 60, at: nil),
        ]), now: Instant(nanoseconds: 60))
    #expect(model.charges.map(\.holder) == [ThreadID(1)])
    for first in stride(from: 10, to: 30_000, by: 1_000) as StrideTo<UInt32> {
      let threads = first..<first + 1_000
      model.apply(
        Batch(
          declarations: threads.map(start),
          events: threads.map { event($0, .threadEnded, 100, at: nil) }), now: .zero)
    }
    #expect(model.lane(ThreadID(1)) == nil && model.forgottenLanes > 0)
    #expect(model.charges.map(\.holder) == [nil] && model.charges.total == 40)
  }
}
