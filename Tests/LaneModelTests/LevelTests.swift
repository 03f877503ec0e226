import LaneModel
import SyncEvents
import TestSupport
import Testing

/// What is left of the picture when something was not recorded.
struct LevelTests {
  private func at(_ nanoseconds: Int64) -> Instant { Instant(nanoseconds: nanoseconds) }
  private func event(
    _ stage: Stage, _ thread: String, _ name: String?, _ sequence: UInt64 = 0, at time: Int64,
    _ kind: SyncEvent.Kind
  ) -> Batch {
    Batch(events: [
      SyncEvent(
        thread: stage.thread(thread), primitive: name.map(stage.id), sequence: sequence,
        time: at(time), kind: kind)
    ])
  }

  @Test(arguments: ["O", "Y"])
  func nothingIsKnownUntilTheNextOperation(_ letter: String) throws {
    let stage = try Stage(
      .lock, .permits,
      rows: """
        you - ...\(letter)...A..
        T1 lock (.......)
        T2 lock .b.......
        T3 -    e........
        T4 permits ........(
        """)
    #expect(
      stage.lanes == [
        "you": "III????III", "T1": "RRR?????RR", "T2": "RLL???????", "T3": "----------",
        "T4": "RRR?????RR",
      ])
    #expect(stage.model.findings.isEmpty)
    let lock = try stage.primitive("lock")
    #expect((lock.holders, lock.isUnknown) == ([], false))
    // Nobody knows how many permits are free.
    #expect(try stage.primitive("permits").isUnknown)
    #expect(try stage.holders("permits") == ["T4"])
    #expect(stage.model.level == .auto)
    let off: RecordingLevel = letter == "O" ? .off : .state
    #expect(stage.told("you") == [.levelChanged(off), .levelChanged(.auto)])
    // It was taken before: for how long nobody knows.
    #expect(
      stage.told("T1").last
        == .released(try stage.subject("lock"), permits: 1, depth: 1, held: nil))
  }

  @Test func waitsAndHoldsAreForgotten() throws {
    let stage = try Stage(
      .lock, .readyLock, .ready, .pool, .result(1), .mine,
      rows: """
        T1 lock     (......
        T2 lock     .b.....
        T3 ready    ..w....
        T4 pool     S[.....
        T5 result-1 ..b....
        T1 -        .....O.
        """)
    #expect(stage.model.lanes.allSatisfy { $0.state == .unknown && $0.holds.isEmpty })
    #expect(stage.model.lanes.allSatisfy { $0.task == nil && $0.notifiedBy == nil })
    #expect(stage.model.primitives.allSatisfy { $0.isUnknown && $0.waiters.isEmpty })
    #expect(stage.model.primitives.allSatisfy { $0.holders.isEmpty && $0.running.isEmpty })
    #expect(stage.model.chain(from: stage.thread("T2")) == nil)
    #expect(stage.model.lost == 0)
  }

  /// Neither that it stands nor that it is over can be told.
  @Test func aDeadlockIsForgottenInSilence() throws {
    let ring = try Stage(
      .rlock, .rother,
      rows: """
        T1 guard  (....
        T2 guard2 (....
        T1 guard2 .b...
        T2 guard  ..b..
        T3 -      ...O.
        """)
    #expect(ring.model.findings.isEmpty)
    #expect(ring.model.log.contains { if case .deadlock = $0.what { true } else { false } })
    #expect(!ring.model.log.contains { if case .freed = $0.what { true } else { false } })
  }

  @Test func betweenAutoAndFullNothingIsForgotten() throws {
    let stage = try Stage(.lock, rows: "T1 lock (....\nT2 lock .b...\nT2 - ..F.A")
    #expect(try stage.holders("lock") == ["T1"])
    #expect(try stage.waiters("lock") == ["T2"])
    #expect(stage.lanes == ["T1": "RRRRR", "T2": "RLLLL"])
    #expect(stage.told("T2").suffix(2) == [.levelChanged(.full), .levelChanged(.auto)])
  }

  /// It had looked at the level before that was changed, and writes after it.
  @Test func aStragglerChangesNothing() throws {
    let stage = try Stage(.lock, rows: "T1 - ..O......\nT2 lock ....(....")
    #expect(stage.lanes["T2"] == "RR???????")
    #expect(try stage.primitive("lock").isUnknown)
    #expect(try stage.holders("lock") == [])
    #expect(try stage.lane("T2").holds == [])
  }

  @Test func whoAndWhatIsNewMeanwhileIsUnknown() throws {
    let stage = try Stage(.lock, rows: "T1 - ..O......")
    var model = stage.model
    let (two, id) = (ThreadID(40), PrimitiveID(40))
    model.apply(
      Batch(declarations: [
        .thread(ThreadDeclaration(id: two, name: "T2", time: at(30))),
        .primitive(
          PrimitiveDeclaration(
            id: id, kind: .boundedSemaphore, name: "new", value: 2, limit: 2, time: at(35))),
      ]), now: at(50))
    #expect(model.lane(two)?.state == .unknown)
    #expect(model.lane(two)?.since == at(30))
    #expect(model.primitive(id)?.isUnknown == true)
    model.apply(event(stage, "T1", nil, at: 60, .levelChanged(.full)), now: at(60))
    #expect(model.lane(two)?.state == .unknown)
    model.apply(
      Batch(
        declarations: [.thread(ThreadDeclaration(id: ThreadID(41), name: "T3", time: at(70)))],
        events: [SyncEvent(thread: two, time: at(70), kind: .line(3))]), now: at(80))
    #expect(model.lane(two)?.state == .running)
    #expect(model.lane(ThreadID(41))?.state == .running)
  }

  @Test func theSlotsTellWhatIsHeldWhereEventsDoNot() throws {
    let stage = try Stage(.lock, .permits, rows: "T1 lock (....\nT2 lock .b...\nT1 - ..Y..")
    var model = stage.model
    let (one, two) = (stage.thread("T1"), stage.thread("T2"))
    let (lock, permits) = (stage.id("lock"), stage.id("permits"))
    func slots(_ time: Int64, _ owner: ThreadID, _ sequence: UInt64) -> Batch {
      Batch(
        snapshot: Snapshot(
          time: at(time),
          threads: [
            ThreadSnapshot(id: one, state: .running, since: at(5)),
            ThreadSnapshot(id: two, state: .blocked, primitive: lock, since: at(10)),
          ],
          primitives: [
            PrimitiveSnapshot(id: lock, owner: owner, depth: 1, sequence: sequence),
            PrimitiveSnapshot(id: permits, value: 0, limit: 2),
          ]))
    }
    model.apply(slots(60, one, 1), now: at(60))
    #expect(model.lanes.map(\.state) == [.running, .blocked(lock)])
    // What the slots tell has been so all the time since the level was changed.
    #expect(model.lane(two)?.changes.map(\.time) == [at(0), at(10)])
    #expect(model.primitive(lock)?.holders == [one])
    #expect(model.primitive(lock)?.since == nil)
    #expect(model.primitive(lock)?.isUnknown == false)
    #expect(model.primitive(permits)?.value == 0)
    #expect(model.primitive(permits)?.holders == [])
    // Off: nobody keeps the slots.
    model.apply(event(stage, "T1", nil, at: 70, .levelChanged(.off)), now: at(70))
    model.apply(slots(75, one, 1), now: at(75))
    #expect(model.lanes.allSatisfy { $0.state == .unknown })
    #expect(model.primitive(lock)?.isUnknown == true)
    // What they say afterwards is true only since then.
    model.apply(event(stage, "T1", nil, at: 80, .levelChanged(.auto)), now: at(80))
    model.apply(slots(90, one, 30), now: at(90))
    #expect(model.lane(two)?.changes.suffix(2).map(\.time) == [at(70), at(80)])
    #expect(model.primitive(lock)?.holders == [one])
    #expect(model.primitive(permits)?.isUnknown == false)
  }

  /// One of two permits is somebody's of whom nothing is known: who gives it back takes nobody else's.
  @Test func aPermitThatNobodyKnowsOfComesBack() throws {
    let stage = try Stage(.permits, rows: "T1 permits (.....\nT2 - ..O.A.")
    var model = stage.model
    let permits = stage.id("permits")
    model.apply(
      Batch(
        snapshot: Snapshot(
          time: at(60), threads: [],
          primitives: [PrimitiveSnapshot(id: permits, sequence: 7, value: 1, limit: 2)])),
      now: at(60))
    model.apply(
      event(stage, "T2", "permits", 8, at: 70, .acquired(permits: 1, depth: 0, site: nil)),
      now: at(70))
    model.apply(
      event(stage, "T1", "permits", 9, at: 80, .releasing(permits: 1, depth: 0, site: nil)),
      now: at(80))
    #expect(model.primitive(permits)?.value == 1)
    #expect(model.primitive(permits)?.holders == [stage.thread("T2")])
  }

  /// Its number is given where a source finds the level so, and nobody has just changed it.
  @Test func aSourceMaySayTheLevelOfNobody() throws {
    let stage = try Stage(.lock, rows: "T1 lock (....")
    var model = stage.model
    model.apply(
      Batch(events: [SyncEvent(thread: ThreadID(0), time: at(60), kind: .levelChanged(.off))]),
      now: at(60))
    #expect(model.level == .off)
    #expect(model.lanes.map(\.state) == [.unknown])
    #expect(!model.log.contains { $0.what == .levelChanged(.off) })
  }

  @Test(
    arguments: [
      (.light, "s", true), (.light, "k", true), (.light, "p", true), (.light, "b", true),
      (.lock, "b", false), (.lock, "(", true), (.lock, ")", true), (.items, "P", true),
      (.items, "f", false), (.list, "(", false), (.meeting, "b", false), (.meeting, "0", true),
      (.ready, "a", true), (.ready, "1", true), (.ready, "w", false), (.pool, "S", true),
      (.permits, "+", false), (.permits, "(", false),
    ] as [(Prop, String, Bool)])
  func whatIsKnownAgain(_ prop: Prop, _ letter: String, _ isKnown: Bool) throws {
    let stage = try Stage(
      .readyLock, prop, rows: "T1 \(prop.name) .....\(letter).\nT2 - .O.A..")
    #expect(try stage.primitive(prop.name).isUnknown == !isKnown)
    #expect(try stage.lane("T1").state != .unknown)
  }

  @Test func theNumbersMayGoOnAnywhere() throws {
    let stage = try Stage(.items, rows: "T1 items PPPPPP\nT2 - ......OA")
    var model = stage.model
    model.apply(event(stage, "T1", "items", 2, at: 90, .put(depth: 9)), now: at(90))
    let items = try #require(model.primitive(stage.id("items")))
    #expect((items.value, items.unfinished, items.isUnknown) == (9, 9, false))
  }
}
