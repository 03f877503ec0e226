import Signalbox
import SyncEvents
import TestSupport
import Testing

/// A person's commands: carried out one at a time on a thread of their own, each with an outcome on record.
@Suite(.watched, .serialized) struct ControlThreadTests {
  private let recording = Recording()
  private let control = ControlThread()

  private func finish() {
    control.end()
    recording.collect()
  }
  private func outcomes() -> [String] {
    recording.events.compactMap { event in
      switch event.kind {
      case .commanded(let id): recording.text(id)
      case .refused(let id, let why): (recording.text(id) ?? "") + " refused: \(why.word)"
      default: nil
      }
    }
  }

  @Test func itsLaneIsThePersons() throws {
    let id = try control.result { TracedThread.current?.id }
    #expect(id == nil)  // not a traced thread's
    finish()
    let lane = try #require(recording.threads.first { $0.origin == .control })
    #expect(lane.name == "you")
    #expect(recording.events(by: lane.id).last?.kind == .threadEnded)
  }

  @Test func commandsFindTheOnlyPrimitiveOfTheirKind() throws {
    let ready = Condition("ready")
    let light = Event("light")
    let permits = try BoundedSemaphore(2, name: "permits")
    let bunch = Bunch(3) { _ in
      try ready.withLock { try ready.wait() }
      light.wait()
    }
    try waitUntil("three wait") { ready.waiterCount == 3 }
    control.submit(Instruction(.notify(2)))
    try waitUntil("two are through") { light.waiterCount == 2 }
    #expect(ready.waiterCount == 1)
    control.submit(Instruction(.notifyAll, on: "ready"))
    try waitUntil("all are through") { light.waiterCount == 3 }
    control.submit(Instruction(.size(.by(3))))
    control.submit(Instruction(.flip))
    try bunch.join()
    control.submit(Instruction(.clear))
    control.submit(Instruction(.size(.to(1)), on: "permits"))
    finish()
    #expect(!light.isSet)
    #expect(permits.limit == 1)
    #expect(
      outcomes() == [
        "notify 2", "notify all on ready", "size +3", "flip", "clear", "size 1 on permits",
      ])
    #expect(recording.faults() == [])
  }

  @Test func whatCannotBeCarriedOutIsRefusedAndOnRecord() throws {
    let locks = [Lock("a"), Lock("b")]
    let permits = try BoundedSemaphore(1)
    for command in [
      Instruction(.notify(1)), Instruction(.flip, on: "nobody"), Instruction(.release),
      Instruction(.release, on: "a"), Instruction(.size(.by(-2))), Instruction(.size(.by(.max))),
      Instruction(.more), Instruction(.step("nobody")),
    ] {
      control.submit(command)
      try waitUntil("it is carried out") { control.isIdle }
    }
    control.submit(Instruction(.hold))
    control.submit(Instruction(.step("nobody")))
    control.submit(Instruction(.go))
    finish()
    #expect(
      outcomes().filter { $0.contains("refused") } == [
        "notify 1 refused: noSuchPrimitive", "flip on nobody refused: noSuchPrimitive",
        "release refused: ambiguous", "release on a refused: misuse",
        "size -2 refused: outOfRange", "size +9223372036854775807 refused: outOfRange",
        "more refused: notInThisLesson", "step nobody refused: notHolding",
        "step nobody refused: noSuchThread",
      ])
    #expect(permits.limit == 1)
    #expect(locks.allSatisfy { !$0.isLocked })
    #expect(recording.events(of: "a").map(\.kind) == [.misused(.release, .notLocked)])
    #expect(!Holding.isOn)
  }

  @Test func primitivesThatWereThereBeforeAreNotItsBusiness() throws {
    let old = Event("light")
    let later = ControlThread()
    later.submit(Instruction(.set))
    later.end()
    #expect(!old.isSet)
    control.submit(Instruction(.set))
    finish()
    #expect(old.isSet)
    #expect(outcomes() == ["set", "set refused: noSuchPrimitive", "set"])
  }

  @Test func aHandlerComesFirst() throws {
    struct Broken: Error {}
    let seen = Collected<Command>()
    let light = Event("light")
    let handled = ControlThread { instruction in
      seen.append(instruction.command)
      switch instruction.command {
      case .more: return true
      case .bare: throw Broken()
      case .restart: throw Refusal.ambiguous
      default: return false
      }
    }
    let mine = Event("mine")
    for command in [Command.more, .bare, .restart, .set] {
      handled.submit(Instruction(command))
    }
    handled.end()
    finish()
    #expect(seen.all == [.more, .bare, .restart, .set])
    #expect(mine.isSet)
    #expect(!light.isSet)
    #expect(
      outcomes() == [
        "more", "bare", "bare refused: misuse", "restart", "restart refused: ambiguous", "set",
      ])
  }

  @Test func jobsRunOnItAndGiveResults() throws {
    struct Broken: Error {}
    let order = Collected<Int>()
    control.run(after: .milliseconds(20)) { order.append(2) }
    control.run { order.append(1) }
    #expect(try control.result { 7 } == 7)
    #expect(throws: Broken.self) { try control.result { throw Broken() } }
    #expect(order.all == [1])
    try waitUntil("the second ran") { order.count == 2 }
    control.run(after: .seconds(1000)) { order.append(3) }
    #expect(!control.isIdle)
    finish()
    #expect(order.all == [1, 2])
    #expect(throws: Refusal.withdrawn) { try control.result { 7 } }
    control.end()  // twice is once
  }

  @Test func itIsGoneWhenItHasEnded() throws {
    final class Payload: Sendable {}
    var payload: Payload? = Payload()
    weak let weakly = payload
    var mine: ControlThread? = ControlThread { [payload] _ in payload == nil }
    weak let thread = mine
    payload = nil
    mine?.end()
    mine = nil
    #expect(thread == nil)
    #expect(weakly == nil)
    finish()
  }

  @Test func itMayEndItself() throws {
    control.run { [control] in control.end() }
    finish()
    #expect(recording.events.last?.kind == .threadEnded)
  }
}
