import LaneModel
import SyncEvents
import TestSupport
import Testing

extension Stage {
  /// What a primitive's account says; the same however the events came.
  func contention(
    _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> PrimitiveContention {
    let found = model.primitiveContention().first { $0.name == name }
    let slow = slowModel.primitiveContention().first { $0.name == name }
    #expect(found?.waits == slow?.waits, sourceLocation: sourceLocation)
    #expect(found?.holds == slow?.holds, sourceLocation: sourceLocation)
    return try #require(found, sourceLocation: sourceLocation)
  }
}

/// How often, how long, by whom: exact numbers of small scenes. One column is 10 ns.
@Suite struct ContentionTests {
  @Test func nobodyWaitsForAnUncontendedLock() throws {
    let lock = try Stage(.lock, rows: "T1 lock .(...).(.)").contention("lock")
    #expect(lock.uses == 2 && lock.contended == 0 && lock.contendedShare == 0)
    #expect(lock.waits.count == 0 && lock.longest == nil && lock.handOffs == 0)
    #expect(lock.holds.count == 2 && lock.holds.total == 60 && lock.holds.longest == 40)
  }

  @Test func aHandOffCountsTheWaitAndBothHolds() throws {
    let stage = try Stage(
      .lock,
      rows: """
        T1 lock (....)...e
        T2 lock .b....(r.)e
        """)
    let lock = try stage.contention("lock")
    #expect(lock.uses == 2 && lock.contended == 1 && lock.contendedShare == 0.5)
    #expect(lock.waits.count == 1 && lock.waits.total == 50)
    #expect(lock.holds.count == 2 && lock.holds.total == 80 && lock.holds.longest == 50)
    #expect(lock.handOffs == 1)
    #expect(lock.longest == LongWait(thread: stage.thread("T2"), time: 50))
  }

  @Test func whatGoesOnCountsUntilNow() throws {
    let stage = try Stage(
      .lock,
      rows: """
        T1 lock (.........
        T2 lock ...b......
        """)
    let lock = try stage.contention("lock")
    #expect(lock.uses == 1 && lock.contended == 0)
    #expect(lock.waits.count == 1 && lock.waits.total == 70)
    #expect(lock.holds.count == 1 && lock.holds.total == 100)
    #expect(lock.longest == LongWait(thread: stage.thread("T2"), time: 70, isOpen: true))
    #expect(lock.charges.total == 70)
  }

  @Test func aWaitInVainIsAWaitAndNoUse() throws {
    let lock = try Stage(
      .lock,
      rows: """
        T1 lock (.......
        T2 lock .d...xr.
        """
    ).contention("lock")
    #expect(lock.uses == 1 && lock.contended == 0)
    #expect(lock.waits.count == 1 && lock.waits.total == 40 && lock.handOffs == 0)
  }

  @Test func aBargerIsNoHandOff() throws {
    let lock = try Stage(
      .lock,
      rows: """
        T1 lock (..)(..)....
        T2 lock .b.......(r.
        """
    ).contention("lock")
    #expect(lock.uses == 3 && lock.contended == 1 && lock.handOffs == 1)
    #expect(lock.waits.total == 80)
    #expect(lock.charges.total == 20 + 30)
  }

  @Test func aRecursiveLockIsHeldOnce() throws {
    let lock = try Stage(.rlock, rows: "T1 guard (.(.).)").contention("guard")
    #expect(lock.uses == 1)
    #expect(lock.holds.count == 1 && lock.holds.total == 60)
  }

  @Test func anOutsidersReleaseEndsTheHold() throws {
    let lock = try Stage(
      .lock,
      rows: """
        T1  lock (....
        you lock ...).
        """
    ).contention("lock")
    #expect(lock.holds.count == 1 && lock.holds.total == 30)
  }

  @Test func aWaitOnAConditionGivesItsLockUp() throws {
    let stage = try Stage(
      .readyLock, .ready,
      rows: """
        T1 ready.lock (<...........>..)
        T1 ready      ..w......n.....r.
        T2 ready.lock ....(......)
        T2 ready      .......1..
        T3 ready      ...........a..1..
        """)
    let lock = try stage.contention("ready.lock")
    #expect(lock.uses == 3 && lock.holds.count == 3)
    #expect(lock.holds.total == 10 + 70 + 30)
    let ready = try stage.contention("ready")
    #expect(ready.waits.count == 1 && ready.waits.total == 50)
    #expect(ready.notifies == 3 && ready.unheard == 2 && ready.contendedShare == nil)
    #expect(ready.charges.isEmpty)
  }

  @Test func onlyTheLongestWaitIsNamed() throws {
    let stage = try Stage(
      .light,
      rows: """
        T1 light .b....r.p
        T2 light ..b...r..
        T3 light ......b.r
        T4 light .....s...
        """)
    let light = try stage.contention("light")
    #expect(light.uses == 4 && light.contended == 3)
    #expect(light.longest == LongWait(thread: stage.thread("T1"), time: 50))
    #expect(light.waits.total == 50 + 40 + 20 && light.charges.isEmpty)
  }

  @Test func aQueueCountsWhatGoesThrough() throws {
    let items = try Stage(
      .items,
      rows: """
        T1 items .P.....P
        T2 items ..Tb...Tr
        """
    ).contention("items")
    #expect(items.uses == 4 && items.contended == 1)
    #expect(items.waits.count == 1 && items.waits.total == 40)
  }

  @Test func aWorkerWithoutATaskWaitsForNobody() throws {
    let stage = try Stage(
      .pool,
      rows: """
        T1 pool b....[r..]
        T2 pool ....S.....
        """)
    let pool = try stage.contention("pool")
    #expect(pool.uses == 1 && pool.waits.count == 0)
    #expect(stage.model.threadContention().map(\.waited) == [0, 0])
  }

  @Test func everyThreadsTimeIsThatOfItsLane() throws {
    let stage = try Stage(
      .lock,
      rows: """
        T1 lock  (......).....e
        T1 -     ..z..u........
        T2 lock  --.b....(r.)..
        """)
    let threads = stage.model.threadContention()
    #expect(threads.map(\.name) == ["T1", "T2"])
    #expect(threads[0].times[.running] == 100 && threads[0].times[.sleeping] == 30)
    #expect(threads[1].times[.lock] == 50 && threads[1].times[.running] == 70)
    #expect(threads[1].waited == 50 && threads[0].waited == 0)
    #expect(threads[0].charges.total == 40)
  }

  @Test func estimatedTimesAreMarked() throws {
    var batch = try OperationDiagram(
      """
      T1 lock  (....).....
      T2 lock  .b....(r.).
      T3 other (.)........
      """, with: [.lock, .other]
    ).batch
    for index in batch.events.indices {
      if case .acquired = batch.events[index].kind, batch.events[index].thread == ThreadID(1) {
        batch.events[index].isEstimated = true
      }
    }
    var model = LaneModel()
    model.apply(batch, now: Instant(nanoseconds: 110))
    let all = model.primitiveContention()
    #expect(all.map(\.hasEstimatedHolds) == [true, false])
    #expect(all.map(\.hasEstimatedWaits) == [false, false])
  }

  @Test func whatIsNoMoreKeepsItsAccountForAWhile() throws {
    let stage = try Stage(
      .lock, .other,
      rows: """
        T1 lock (....)..D
        T2 lock .b....(r)
        """)
    #expect(try stage.contention("lock").waits.total == 50)
    #expect(stage.model.primitiveContention().map(\.name) == ["lock"])
  }

  @Test func forgottenPrimitivesAreOnlyCounted() {
    var model = LaneModel()
    model.apply(
      Batch(declarations: [.thread(ThreadDeclaration(id: ThreadID(1), name: "T1"))]), now: .zero)
    for number in 1...2_000 as ClosedRange<UInt32> {
      let id = PrimitiveID(number)
      let kinds: [SyncEvent.Kind] = [
        .acquired(permits: 1, depth: 1, site: nil), .releasing(permits: 1, depth: 1, site: nil),
        .destroyed,
      ]
      model.apply(
        Batch(
          declarations: [.primitive(PrimitiveDeclaration(id: id, kind: .lock, name: "l\(number)"))],
          events: kinds.map {
            SyncEvent(
              thread: ThreadID(1), primitive: id, time: Instant(nanoseconds: Int64(number)),
              kind: $0)
          }), now: .zero)
    }
    let kept = model.primitiveContention()
    #expect(kept.count + model.forgottenContention == 2_000)
    #expect(model.forgottenContention > 0 && kept.last?.name == "l2000")
    #expect(kept.allSatisfy { $0.uses == 1 && $0.holds.count == 1 })
  }
}
