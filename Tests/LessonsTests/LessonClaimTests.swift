import Findings
import LaneModel
import Lessons
import Phrases
import SyncEvents
import TestSupport
import Testing

/// What each lesson claims to show, checked on what its threads said.
@Suite(.serialized, .watched)
struct LessonClaimTests {
  @Test func insideTheLockEveryThreadReadsBackItsOwn() throws {
    let watch = try LessonWatch(.lock)
    watch.waitForTheEnd()
    watch.end()
    #expect(watch.printed.count == 10)
    for line in watch.printed {
      let number = line.thread.dropFirst("worker-".count)
      #expect(line.text == "appended \(number), read back \(number)")
    }
    watch.checkInvariants()
  }

  @Test func withoutTheLockTheyReadBackEachOthers() throws {
    let watch = try LessonWatch(.lock, isBare: true, speed: 1)
    watch.waitForTheEnd()
    watch.end()
    // All ten have appended before the first has done its work.
    #expect(watch.printed.count == 10)
    #expect(
      watch.printed.contains { line in
        let number = line.thread.dropFirst("worker-".count)
        return line.text != "appended \(number), read back \(number)"
      })
    #expect(!watch.events.contains { if case .acquired = $0.kind { true } else { false } })
  }

  @Test func aThreadThatTakesTheLockTwiceIsDeadlockedUntilAnOutsiderReleases() throws {
    let watch = try LessonWatch(.lock)
    watch.waitForTheEnd()
    watch.ask(.lockTwice)
    watch.wait("a deadlock") { $0.findings.count == 1 }
    guard case .deadlocked = watch.model.lane(named: "twice")?.state else {
      Issue.record("twice is \(String(describing: watch.model.lane(named: "twice")?.state))")
      return watch.end()
    }
    #expect(watch.model.findings.first?.kind == .selfDeadlock)
    watch.ask(.release)
    watch.wait("it goes on, and releases once") {
      $0.findings.isEmpty && $0.lane(named: "twice")?.state == .ended
    }
    #expect(watch.primitive("lock")?.holders.isEmpty == true)
    watch.end()
    watch.checkInvariants()
  }

  @Test func aDeadlockedLessonEnds() throws {
    let watch = try LessonWatch(.lock)
    watch.ask(.lockTwice)
    watch.wait("a deadlock") { $0.findings.count == 1 }
    watch.end()
  }

  @Test func theRecursiveLockIsTakenTwiceAndGivenBackTwice() throws {
    let watch = try LessonWatch(.rlock)
    watch.waitForTheEnd()
    watch.end()
    for lane in watch.model.lanes where !lane.isControl {
      let depths = watch.events.filter { $0.thread == lane.id }.compactMap { event -> Int? in
        switch event.kind {
        case .acquired(_, let depth, _): depth
        case .releasing(_, let depth, _): -depth
        default: nil
        }
      }
      #expect(depths == [1, 2, -2, -1])
    }
    watch.checkInvariants()
  }

  @Test func neverMoreThanThreeHaveAPermit() throws {
    let watch = try LessonWatch(.semaphore)
    watch.waitForTheEnd()
    watch.end()
    #expect(mostInUse(watch.events) == 3)
    watch.checkInvariants()
  }

  @Test func aWiderSemaphoreLetsOneMoreIn() throws {
    let watch = try LessonWatch(.semaphore, speed: 1)
    watch.wait("17 wait") { $0.waiting(at: "permits") == 17 }
    watch.ask(.size(.by(1)))
    watch.wait("a fourth runs") { $0.primitives.first?.holders.count == 4 }
    #expect(watch.primitive("permits")?.limit == 4)
    watch.end()
    watch.checkInvariants()
  }

  @Test func aNarrowerSemaphoreOwesPermits() throws {
    let watch = try LessonWatch(.semaphore, speed: 1)
    watch.wait("17 wait") { $0.waiting(at: "permits") == 17 }
    watch.ask(.size(.to(1)))
    watch.wait("a debt") { $0.primitives.first?.value == -2 }
    #expect(watch.primitive("permits")?.holders.count == 3)
    watch.end()
    watch.checkInvariants()
  }

  @Test func aSemaphoreOfNoneEnds() throws {
    let watch = try LessonWatch(.semaphore)
    watch.ask(.size(.to(0)))
    watch.wait("nobody has a permit") { model in
      model.primitives.first.map { $0.limit == 0 && $0.holders.isEmpty } ?? false
    }
    watch.end()
  }

  @Test func notifyThreeLetsExactlyThreeLeaveTheCondition() throws {
    let watch = try LessonWatch(.condition)
    watch.settle()
    #expect(watch.model.waiting(at: "ready") == 10)
    let oldest = try #require(watch.primitive("ready")).waiters.prefix(3)
    watch.ask(.notify(3))
    watch.wait("three end") { $0.lanes.count { $0.state == .ended } == 3 }
    #expect(watch.model.waiting(at: "ready") == 7)
    #expect(
      Set(watch.model.lanes.filter { $0.state == .ended }.map(\.id)) == Set(oldest))
    watch.ask(.notifyAll)
    watch.waitForTheEnd()
    watch.end()
    watch.checkInvariants()
  }

  @Test func notifiedThreadsQueueForTheConditionsLock() throws {
    let watch = try LessonWatch(.condition, speed: 1)
    watch.settle()
    watch.ask(.notify(3))
    watch.wait("one runs and two are blocked on the lock") {
      $0.waiting(at: "ready.lock") == 2
        && $0.primitives.first { $0.name == "ready.lock" }?.holders.count == 1
    }
    watch.end()
  }

  @Test func aNotifyWithoutATicketIsAskedAndWaitsAgain() throws {
    let watch = try LessonWatch(.waitFor)
    watch.settle()
    let asked = watch.events.count { $0.kind == .evaluated(false) }
    #expect(asked == 10)
    watch.ask(.notify(3))
    watch.wait("three have asked again and wait") { model in
      model.waiting(at: "ready") == 10 && watch.events.count { $0.kind == .evaluated(false) } == 13
    }
    #expect(!watch.events.contains { $0.kind == .evaluated(true) })
    watch.ask(.satisfy)
    watch.wait("one goes on") { $0.lanes.count { $0.state == .ended } == 1 }
    #expect(watch.events.count { $0.kind == .evaluated(true) } == 1)
    #expect(watch.model.waiting(at: "ready") == 9)
    watch.end()
    watch.checkInvariants()
  }

  @Test func greenLetsEverybodyGoAndRedStopsTheNextTen() throws {
    let watch = try LessonWatch(.event)
    watch.wait("ten at the light") { $0.waiting(at: "light") == 10 }
    watch.ask(.flip)
    watch.wait("ten end") { $0.lanes.count { $0.state == .ended } == 10 }
    #expect(watch.printed.contains { $0.thread == "you" && $0.text == "green: I pass at once" })
    watch.ask(.flip)
    watch.ask(.more)
    watch.wait("ten more at the light") { $0.waiting(at: "light") == 10 }
    #expect(watch.model.lanes.count == 21)
    watch.ask(.flip)
    watch.waitForTheEnd()
    watch.end()
    watch.checkInvariants()
  }

  @Test func setAndClearAtOnceLetsEveryWaiterThrough() throws {
    let watch = try LessonWatch(.event)
    watch.wait("ten at the light") { $0.waiting(at: "light") == 10 }
    watch.ask(.set)
    watch.ask(.clear)
    watch.waitForTheEnd()
    #expect(watch.primitive("light")?.isSet == false)
    watch.end()
  }

  private func mostInUse(_ events: [SyncEvent]) -> Int {
    var (now, most) = (0, 0)
    for event in events {
      switch event.kind {
      case .acquired(let permits, _, _): now += permits
      case .releasing(let permits, _, _): now -= permits
      default: break
      }
      most = max(most, now)
    }
    return most
  }
}
