import LaneModel
import SyncEvents
import TestSupport
import Testing

/// Lights, joins, sleep, hold, and the control thread.
struct OtherLaneTests {
  @Test func whoWaitsAtARedLightGoesWhenItIsGreen() throws {
    let stage = try Stage(
      .light,
      rows: """
        T1  light .b....r.p
        T2  light ..b...r..
        you light ....s....
        """)
    #expect(stage.lanes["T1"] == "REEEEERRR")
    #expect(stage.lanes["T2"] == "RREEEERRR")
    #expect(try stage.primitive("light").isSet)
    #expect(try stage.lane("T1").wokenBy == stage.thread("you"))
    let light = try stage.subject("light")
    #expect(stage.told("you") == [.lightSet(light, woken: ["T1", "T2"])])
    #expect(
      stage.told("T1") == [
        .blocked(light, holder: nil), .wentOn(light, waited: 50), .passed(light),
      ])
  }

  @Test func setAndClearAtOnceLetsEverybodyThrough() throws {
    let stage = try Stage(
      .light,
      rows: """
        T1  light .b...r.
        you light ...s...
        you light ...k...
        """)
    #expect(stage.lanes["T1"] == "REEEERR")
    #expect(try !stage.primitive("light").isSet)
    #expect(try stage.waiters("light").isEmpty)
    #expect(
      try stage.primitive("light").lastAction?.what == .lightCleared(stage.subject("light")))
  }

  @Test func aThreadIsHeldByItselfUntilItEnds() throws {
    let rows = """
      T1 T2 .b.....r
      T2 -  ..R..e..
      """
    let stage = try Stage(.thread("T2"), rows: rows)
    #expect(stage.lanes == ["T1": "RJJJJJJR", "T2": "RRRRR---"])
    #expect(try stage.holders("T2").isEmpty)
    #expect(stage.model.primitives.isEmpty)
    #expect(
      stage.told("T1")
        == [
          .blocked(try stage.subject("T2"), holder: nil),
          .wentOn(try stage.subject("T2"), waited: 60),
        ])
    let before = try Stage(.thread("T2"), rows: "T1 T2 .b.\nT2 - ..R")
    #expect(try before.holders("T2") == ["T2"])
  }

  @Test func workIsRunningAndSleepIsSleeping() throws {
    let stage = try Stage(rows: "T1 - .R..u.z..u.")
    #expect(stage.lanes == ["T1": "RRRRRRZZZRR"])
    #expect(stage.told("T1").isEmpty)
  }

  @Test func aHeldThreadIsHeldUntilItIsLetGo() throws {
    let stage = try Stage(rows: "T1 - ..h...g.")
    #expect(stage.lanes == ["T1": "RRHHHHRR"])
    #expect(stage.told("T1") == [.held, .letGo])
  }

  @Test func theControlThreadIsFirstAndIdleBetweenCommands() throws {
    let stage = try Stage(
      .light,
      rows: """
        T1  - ........
        you - ..R..u..
        """)
    #expect(stage.lanes == ["T1": "RRRRRRRR", "you": "IIRRRIII"])
    #expect(stage.model.lanes.map(\.name) == ["you", "T1"])
    #expect(stage.model.lane(stage.thread("T1"))?.name == "T1")
  }

  @Test func aControlThreadThatHoldsSomethingIsNotIdle() throws {
    let stage = try Stage(.lock, rows: "you lock .R(.u..")
    #expect(stage.lanes == ["you": "IRRRRRR"])
  }

  @Test func aCommandThatOvertakesDoesNotEndTheWaitOfAnother() throws {
    let stage = try Stage(
      .lock, .light,
      rows: """
        T1  lock  (..........
        you -     .R..R.u....
        you lock  ..b........
        you light .....s.....
        """)
    #expect(stage.lanes["you"] == "IRLLLLLLLLL")
  }

  @Test func aThreadThatWasNotDeclaredStillGetsALane() {
    var model = LaneModel()
    let event = SyncEvent(thread: ThreadID(7), time: Instant(nanoseconds: 30), kind: .held)
    model.apply(Batch(events: [event]), now: Instant(nanoseconds: 50))
    #expect(model.lanes.map(\.name) == ["thread-7"])
    #expect(model.lanes.map(\.state) == [.held])
  }

  @Test func eventsOfAnUnknownPrimitiveChangeNothing() {
    var model = LaneModel()
    let kinds: [SyncEvent.Kind] = [
      .blocking(.acquire, deadline: nil, site: nil), .acquired(permits: 1, depth: 1, site: nil),
      .notifying(asked: 1, woken: 5), .resumed(.acquired, by: nil), .destroyed,
    ]
    let events = kinds.map {
      SyncEvent(thread: ThreadID(1), primitive: PrimitiveID(9), time: .zero, kind: $0)
    }
    model.apply(Batch(events: events), now: .zero)
    #expect(model.lanes.map(\.state) == [.running])
    #expect(model.primitives.isEmpty)
  }

  @Test func absurdNumbersInABrokenFileAreSurvived() {
    let (one, two) = (ThreadID(1), ThreadID(2))
    var model = LaneModel()
    var batch = Batch(declarations: [
      .primitive(PrimitiveDeclaration(id: PrimitiveID(1), kind: .lock, name: "lock")),
      .primitive(
        PrimitiveDeclaration(id: PrimitiveID(2), kind: .boundedSemaphore, name: "permits")),
    ])
    for number in [Int.max, .min, -1, .max, .min] {
      let kinds: [SyncEvent.Kind] = [
        .acquired(permits: number, depth: number, site: nil),
        .releasing(permits: number, depth: number, site: nil),
        .limitChanged(old: .min, new: number, woken: number),
        .notifying(asked: number, woken: number), .lightSet(woken: number),
        .acquired(permits: number, depth: .min, site: nil),
      ]
      for (kind, primitive) in kinds.flatMap({ kind in [1, 2].map { (kind, UInt32($0)) } }) {
        for thread in [one, two] {
          batch.events.append(
            SyncEvent(
              thread: thread, primitive: PrimitiveID(primitive), sequence: .max,
              time: Instant(nanoseconds: Int64(number)), kind: kind))
        }
      }
      batch.losses.append(
        Loss(
          thread: one, count: .max, since: Instant(nanoseconds: .max),
          until: Instant(nanoseconds: .min)))
    }
    batch.snapshot = Snapshot(
      time: .zero, threads: [],
      primitives: [PrimitiveSnapshot(id: PrimitiveID(2), value: .max, limit: .min)])
    model.apply(batch, now: .zero)
    #expect(model.lanes.count == 2)
    #expect(model.cells(of: model.lanes[0], k: 10, first: -1, count: 3).count == 3)
  }

  @Test(arguments: PrimitiveKind.allCases)
  func absurdNumbersOfWorkAreSurvived(kind: PrimitiveKind) {
    let id = PrimitiveID(1)
    var model = LaneModel()
    var batch = Batch(declarations: [
      .primitive(
        PrimitiveDeclaration(id: id, kind: kind, name: "it", value: .min, limit: .max, pool: id))
    ])
    for number in [Int.max, .min, -1, 0, .max, .min] {
      let kinds: [SyncEvent.Kind] = [
        .put(depth: number), .taken(depth: number), .taskDone(unfinished: number),
        .put(depth: number), .shutDown(immediate: true, woken: number),
        .taskSubmitted(task: number, queued: number), .taskStarted(task: number, queued: number),
        .taskStarted(task: number, queued: number), .taskEnded(task: number, .failed),
        .taskCancelled(task: number, queued: number), .tallied(value: number, updates: number),
        .localSet(key: TextID(.max), value: TextID(.max)), .localGet(key: nil, value: TextID(7)),
        .tripped(woken: number), .broke(woken: number), .reset(woken: number),
        .limitChanged(old: number, new: number, woken: number),
        .blocking(.put, deadline: nil, site: nil),
      ]
      for (index, kind) in kinds.enumerated() {
        batch.events.append(
          SyncEvent(
            thread: ThreadID(UInt32(index % 2) + 1), primitive: id, sequence: .max,
            time: Instant(nanoseconds: Int64(number)), kind: kind))
      }
      batch.snapshot = Snapshot(
        time: .zero, threads: [],
        primitives: [PrimitiveSnapshot(id: id, depth: number, value: number, limit: number)])
      model.apply(batch, now: .zero)
    }
    #expect(model.lanes.count == 2)
    #expect(model.primitive(id)?.running.count ?? 0 <= 2)
  }

  @Test func aLanesTimeNeverGoesBack() {
    var model = LaneModel()
    let events = [(50, SyncEvent.Kind.sleeping(0)), (20, .woke), (60, .held)].map {
      SyncEvent(thread: ThreadID(1), time: Instant(nanoseconds: $0.0), kind: $0.1)
    }
    model.apply(
      Batch(
        declarations: [.thread(ThreadDeclaration(id: ThreadID(1), name: "T1"))], events: events),
      now: Instant(nanoseconds: 100))
    #expect(
      model.lanes[0].changes == [
        Lane.Change(time: .zero, state: .running),
        Lane.Change(time: Instant(nanoseconds: 60), state: .held),
      ])
  }

  @Test(arguments: [
    "T1 \"-LRRRR--\"", "T1 \"RRZZRHHR-\"", "T1 \"RRCCCLLR-\"", "T1 \"--RESJR\"", "T1 \"RR??RR\"",
    "you \"IIRRERI\"\nT1 \"--RRSS-\"", "T1 \"RQQRBBRFR-\"", "T1 \"-RIIRRIIR-\"",
    "you \"IIFFIQRI\"\nT1 \"IIRRBRI-\"",
  ])
  func aDrawnLaneComesOutAsItWasDrawn(rows: String) throws {
    let columns =
      rows.split(separator: "\n")[0].filter { $0 != "\"" }.count
      - rows.prefix {
        $0 != "\""
      }.count
    #expect(StateDiagram.draw(try StateDiagram.model(rows), columns: columns) == rows)
  }
}
