import EventRing
import LaneModel
import Lessons
import Phrases
import SyncEvents
import TestSupport
import Testing

/// However a lesson is left, all its threads come to their end within a second.
@Suite(.serialized, .watched)
struct LessonEndTests {
  @Test(arguments: LessonID.allCases) func endsAtOnce(_ id: LessonID) throws {
    try LessonWatch(id, speed: 1).end()
  }

  @Test(arguments: LessonID.allCases) func endsWhenEverybodyHasCome(_ id: LessonID) throws {
    let watch = try LessonWatch(id, speed: 1)
    watch.wait("all have come") { _ in watch.run.isQuiet }
    watch.end()
    watch.checkInvariants()
  }

  @Test(arguments: LessonID.allCases) func leavesNoPrimitiveBehind(_ id: LessonID) throws {
    func living() -> Set<PrimitiveID> {
      Set((RingReader(from: .now).read().snapshot?.primitives ?? []).map(\.id))
    }
    func playIt() throws {
      let watch = try LessonWatch(id)
      watch.wait("all have come") { _ in watch.run.isQuiet }
      watch.end()
    }
    let before = living()
    try playIt()
    #expect(living().subtracting(before).isEmpty)
  }

  @Test(arguments: LessonID.allCases) func staysInOrderThroughItsDemonstration(
    _ id: LessonID
  ) throws {
    let watch = try LessonWatch(id)
    watch.wait("all have come") { _ in watch.run.isQuiet }
    for line in try id.demonstration(isBare: false).compactMap({ try ScriptLine.parse($0) }) {
      guard case .instruction(let instruction) = line else {
        watch.wait("all is carried out") { _ in watch.run.isIdle }
        continue
      }
      #expect(id.commands.contains(instruction.command.word))
      watch.run.submit(instruction)
    }
    watch.end()
    watch.checkInvariants()
  }

  @Test(arguments: LessonID.allCases) func endsWhileHeld(_ id: LessonID) throws {
    let watch = try LessonWatch(id, speed: 1)
    watch.ask(.hold)
    watch.wait("some are held") { $0.lanes.contains { $0.state == .held } }
    watch.end()
  }

  @Test func endsWhileACommandWaitsForTheLock() throws {
    let watch = try LessonWatch(.condition, speed: 0.01)
    watch.settle()
    watch.ask(.notify(1))
    watch.wait("one works with the lock held") {
      $0.primitives.first { $0.name == "ready.lock" }?.holders.isEmpty == false
    }
    watch.ask(.notify(1))
    watch.wait("you wait for the lock") { $0.waiting(at: "ready.lock") == 1 }
    watch.end()
  }

  @Test(arguments: LessonID.allCases) func endsThoughToHoldIsTheLastThingAsked(
    _ id: LessonID
  ) throws {
    let watch = try LessonWatch(id)
    watch.settle()
    watch.ask(.notifyAll)
    for _ in 0..<50 { watch.ask(.hold) }
    watch.end()
  }

  @Test func aHeldThreadDoesOneOperationAStep() throws {
    let watch = try LessonWatch(.rlock)
    watch.ask(.hold)
    watch.wait("ten are held") { $0.lanes.count { $0.state == .held } == 10 }
    // The first may have been quick enough to take the lock; then only it can go on.
    let name = watch.model.lanes.first { !$0.holds.isEmpty }?.name ?? "worker-3"
    let depth = { (model: LaneModel) in model.lane(named: name)?.holds.first?.count ?? 0 }
    let before = depth(watch.model)
    watch.ask(.step(name))
    watch.wait("\(name) did one operation, and is held again") {
      depth($0) != before && $0.lane(named: name)?.state == .held
    }
    #expect(abs(depth(watch.model) - before) == 1)
    #expect(watch.model.lanes.count { $0.state == .held } == 10)
    watch.ask(.go)
    watch.waitForTheEnd()
    watch.end()
    watch.checkInvariants()
  }

  @Test func aThreadThatIsBlockedCannotBeStepped() throws {
    let watch = try LessonWatch(.condition)
    watch.settle()
    watch.ask(.hold)
    watch.ask(.step("worker-1"))
    watch.wait("it is refused") { _ in
      watch.events.contains { if case .refused(_, .notHeld) = $0.kind { true } else { false } }
    }
    watch.end()
  }

  @Test func aCommandForNothingIsRefused() throws {
    let watch = try LessonWatch(.condition)
    watch.settle()
    watch.ask(.flip)
    watch.ask(.step("worker-1"))
    watch.run.submit(Instruction(.notify(1), on: "nonsense"))
    watch.wait("three refusals") { _ in
      watch.events.count { if case .refused = $0.kind { true } else { false } } == 3
    }
    let reasons = watch.events.compactMap { event -> Refusal? in
      if case .refused(_, let reason) = event.kind { reason } else { nil }
    }
    #expect(Set(reasons) == [.noSuchPrimitive, .notHolding])
    watch.end()
  }
}
