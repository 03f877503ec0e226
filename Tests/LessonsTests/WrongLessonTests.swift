import Findings
import LaneModel
import Lessons
import Phrases
import SyncEvents
import TestSupport
import Testing

/// What goes wrong in the lessons of that group: it is found, a person can free whoever is stuck, and the cure helps.
@Suite(.serialized, .watched)
struct WrongLessonTests {
  /// Threads start far closer together than what they do between their two locks lasts.
  private static let speed = 2.0
  private static let wrong = LessonID.allCases.filter { $0.group == .wrong }

  /// Starvation leaves nobody stuck.
  private static let kinds: [(LessonID, FindingKind, Grade)] = [
    (.deadlock, .deadlock, .likely), (.philosophers, .deadlock, .likely),
    (.lostNotify, .lostNotify, .likely), (.poolDeadlock, .poolDeadlock, .certain),
    (.ownerGone, .ownerGone, .certain),
  ]

  /// Also: it ends within a second though its threads are stuck, and more of them have come.
  @Test(arguments: kinds)
  func itGoesWrongAndIsFound(_ id: LessonID, _ kind: FindingKind, _ grade: Grade) throws {
    let watch = try LessonWatch(id, speed: Self.speed)
    watch.wait("\(kind)") { $0.findings.contains { $0.kind == kind } }
    #expect(watch.model.findings.contains { $0.kind == kind && $0.grade >= grade })
    for _ in 0..<3 { watch.ask(.more) }
    watch.wait("more have come") { _ in watch.run.isQuiet }
    watch.end()
    watch.checkInvariants()
  }

  @Test func fivePhilosophersAreInTheRing() throws {
    let watch = try LessonWatch(.philosophers, speed: Self.speed)
    watch.wait("a ring") { $0.findings.contains { $0.kind == .deadlock } }
    #expect(watch.model.findings.first { $0.kind == .deadlock }?.links.count == 5)
    watch.end()
  }

  @Test func whoHasEndedIsStillTheHolder() throws {
    let watch = try LessonWatch(.ownerGone)
    watch.wait("it is found") { $0.findings.contains { $0.kind == .ownerGone } }
    let gone = try #require(watch.model.lane(named: "worker-0"))
    #expect(gone.state == .ended)
    #expect(watch.primitive("lock")?.holders == [gone.id])
    #expect(watch.model.findings.first?.others == [gone.id])
    watch.end()
  }

  @Test func theImpatientOneNeverGetsTheLock() throws {
    let watch = try LessonWatch(.starvation, speed: Self.speed)
    let gaveUp = { watch.printed.count { $0.thread == "hungry-0" } }
    watch.wait("it has given up five times") { _ in gaveUp() >= 5 }
    let hungry = try #require(watch.model.lane(named: "hungry-0")?.id)
    #expect(!watch.events.contains { $0.thread == hungry && isAcquired($0) })
    // The others have had a turn each.
    for holder in watch.model.lanes where holder.name.hasPrefix("holder-") {
      #expect(watch.events.contains { $0.thread == holder.id && isAcquired($0) }, "\(holder.name)")
    }
    watch.end()
    watch.checkInvariants()
  }

  @Test func thePatientOneGetsItsTurnAgainAndAgain() throws {
    let watch = try LessonWatch(.starvation, isCured: true)
    watch.wait("three turns") { _ in
      let hungry = watch.model.lane(named: "hungry-0")?.id
      return watch.events.count { $0.thread == hungry && isAcquired($0) } >= 3
    }
    #expect(watch.serious.isEmpty)
    #expect(!watch.events.contains { $0.kind == .timedOut })
    watch.end()
    watch.checkInvariants()
  }

  @Test(arguments: [LessonID.deadlock, .philosophers, .lostNotify, .ownerGone])
  func curedEverybodyComesToItsEnd(_ id: LessonID) throws {
    let watch = try LessonWatch(id, isCured: true)
    watch.waitForTheEnd()
    watch.ask(.more)
    watch.wait("more have come") { _ in watch.run.isQuiet && watch.run.threadCount == 2 * id.batch }
    watch.waitForTheEnd()
    watch.end()
    #expect(watch.serious.isEmpty, "\(watch.serious)")
    watch.checkInvariants()
  }

  @Test func curedTheTasksInsideAreRunElsewhere() throws {
    let watch = try LessonWatch(.poolDeadlock, isCured: true)
    watch.wait("two and two are done") {
      $0.primitives.filter { $0.kind == .pool }.map(\.done) == [2, 2]
    }
    #expect(Set(watch.printed.map(\.text)).isSuperset(of: ["task 1", "task 2"]))
    watch.end()
    #expect(watch.serious.isEmpty, "\(watch.serious)")
    watch.checkInvariants()
  }

  // MARK: a person helps

  @Test(arguments: [
    (LessonID.deadlock, FindingKind.deadlock, Instruction(.release, on: "accounts")),
    (.philosophers, .deadlock, Instruction(.release, on: "fork-3")),
    (.lostNotify, .lostNotify, Instruction(.notify(1))),
    (.ownerGone, .ownerGone, Instruction(.release)),
  ])
  func aPersonFreesThem(_ id: LessonID, _ kind: FindingKind, _ help: Instruction) throws {
    let watch = try LessonWatch(id, speed: Self.speed)
    watch.wait("\(kind)") { $0.findings.contains { $0.kind == kind } }
    watch.ask(.speed(50))
    watch.run.submit(help)
    watch.waitForTheEnd()
    watch.wait("it is withdrawn") { !$0.findings.contains { $0.kind == kind } }
    watch.end()
    watch.checkInvariants()
  }

  @Test func oneMoreWorkerFreesThePool() throws {
    let watch = try LessonWatch(.poolDeadlock, speed: Self.speed)
    watch.wait("a pool deadlock") { $0.findings.contains { $0.kind == .poolDeadlock } }
    watch.ask(.workers(.by(1)))
    watch.wait("four are done") { $0.primitives.contains { $0.kind == .pool && $0.done == 4 } }
    watch.wait("it is withdrawn") { $0.findings.isEmpty }
    watch.end()
    watch.checkInvariants()
  }

  // MARK: all

  /// Nothing is wrong with the course, whatever is asked of it.
  @Test(arguments: LessonID.allCases.filter { $0.group == .course })
  func nothingIsFoundInTheCourse(_ id: LessonID) throws {
    let watch = try LessonWatch(id)
    watch.settle()
    for line in try id.demonstration(isBare: false).compactMap({ try ScriptLine.parse($0) }) {
      guard case .instruction(let instruction) = line else { continue }
      watch.run.submit(instruction)
      watch.wait("it is carried out") { _ in watch.run.isIdle }
    }
    watch.end()
    #expect(watch.serious.isEmpty, "\(watch.serious)")
  }

  /// Cured, threads come past every line that is marked; and the same lines are marked in both languages.
  @Test(arguments: wrong) func threadsStandOnTheLinesOfTheListing(_ id: LessonID) throws {
    for isCured in [false, true] {
      let marks = ListingLanguage.allCases.map {
        id.listing($0, isCured: isCured).lines.compactMap(\.mark)
      }
      #expect(Set(marks[0]) == Set(marks[1]))
      #expect(marks.allSatisfy { Set($0).count == $0.count })
    }
    let watch = try LessonWatch(id, isCured: true)
    let swift = id.listing(.swift, isCured: true)
    let expected = Set(swift.lines.compactMap(\.mark).compactMap(swift.number))
    watch.wait("all lines") { _ in
      expected.isSubset(
        of: watch.events.compactMap { if case .line(let line) = $0.kind { line } else { nil } })
    }
    watch.end()
  }

  private func isAcquired(_ event: SyncEvent) -> Bool {
    if case .acquired = event.kind { true } else { false }
  }
}

extension LessonWatch {
  /// What was found at any time and is more than a note.
  var serious: [Finding] { found.filter { $0.grade > .note } }
}
