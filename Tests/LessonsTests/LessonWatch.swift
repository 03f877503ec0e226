import EventRing
import Findings
import LaneModel
import Lessons
import Phrases
import SyncEvents
import TestSupport
import Testing

/// A lesson that runs fast, and everything that its threads said.
final class LessonWatch {
  let run: LessonRun
  private(set) var events: [SyncEvent] = []
  private(set) var declarations: [Declaration] = []
  private(set) var model = LaneModel()
  /// What was found at any time.
  private(set) var found: Set<Finding> = []
  private let reader: RingReader

  init(_ id: LessonID, isBare: Bool = false, isCured: Bool = false, speed: Double = 20) throws {
    reader = RingReader(from: .now)
    run = try LessonRun(id, LessonOptions(speed: speed, isBare: isBare, isCured: isCured))
  }

  func tick() {
    let batch = reader.read()
    events += batch.events
    declarations += batch.declarations
    #expect(batch.losses.isEmpty)
    model.apply(batch, now: reader.now)
    found.formUnion(model.findings)
  }

  /// Until the model shows that it is so. Thirty seconds of nothing are a failure.
  func wait(_ what: String, until isSo: (LaneModel) -> Bool) {
    let limit = ContinuousClock.now + .seconds(30)
    tick()
    while !isSo(model) {
      guard ContinuousClock.now < limit else {
        Issue.record("waited for: \(what)\n\(model.log.suffix(20))")
        return
      }
      tick()
    }
  }

  /// Until the threads have come as far as they come by themselves.
  func settle() {
    wait("everybody settles") { model in
      model.isSettled && run.isQuiet && model.lanes.count { !$0.isControl } >= run.threadCount
    }
  }

  /// Until every thread has ended, and the model has seen it.
  func waitForTheEnd() {
    wait("all end") { model in
      run.allEnded && model.allEnded
        && model.lanes.count { !$0.isControl } >= run.threadCount
    }
  }

  func ask(_ command: Command) { run.submit(Instruction(command)) }

  /// Ends it, and takes in the last events.
  func end() {
    #expect(run.end())
    wait("the control thread's end") { $0.lanes.allSatisfy { $0.state == .ended } }
  }

  /// What must be true of every complete stream.
  func checkInvariants() {
    let primitives = declarations.compactMap { declaration -> PrimitiveDeclaration? in
      if case .primitive(let primitive) = declaration { primitive } else { nil }
    }
    var invariants = EventInvariants(primitives, countsLines: false)
    #expect(invariants.faults(in: events).isEmpty)
  }

  func primitive(_ name: String) -> PrimitiveState? {
    model.primitives.first { $0.name == name }
  }
  /// How many lanes are in such a state.
  func count(_ isSo: (LaneState) -> Bool) -> Int { model.lanes.count { isSo($0.state) } }
  /// What was printed, with who printed it.
  var printed: [(thread: String, text: String)] {
    model.output.map { (model.name(of: $0.thread), $0.text) }
  }
}

extension LaneModel {
  func waiting(at name: String) -> Int {
    primitives.first { $0.name == name }?.waiters.count ?? 0
  }
  func lane(named name: String) -> Lane? { lanes.first { $0.name == name } }
}
