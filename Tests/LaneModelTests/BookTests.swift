import LaneModel
import SyncEvents
import Testing

/// What the model keeps besides lanes: log, output, names, sites, bounds.
struct BookTests {
  private let thread = ThreadID(1)
  private func at(_ nanoseconds: Int64) -> Instant { Instant(nanoseconds: nanoseconds) }
  private func event(_ time: Int64, _ kind: SyncEvent.Kind) -> SyncEvent {
    SyncEvent(thread: thread, time: at(time), kind: kind)
  }
  private var declared: Batch {
    Batch(declarations: [
      .thread(ThreadDeclaration(id: thread, name: "T1")), .text(TextID(1), "hello"),
      .site(SiteID(rawValue: 1), file: "main.swift", line: 12),
    ])
  }

  @Test func outputIsToldAndKept() {
    var batch = declared
    batch.events = [event(5, .output(TextID(1))), event(6, .note(TextID(1)))]
    var model = LaneModel()
    model.apply(batch, now: at(10))
    #expect(model.output == [OutputLine(time: at(5), thread: thread, text: "hello")])
    #expect(model.log.map(\.what) == [.started, .printed("hello"), .noted("hello")])
    #expect(model.text(TextID(1)) == "hello")
    #expect(model.text(TextID(2)) == nil)
  }

  @Test func sitesAreFoundByTheirNumber() {
    var model = LaneModel()
    model.apply(declared, now: at(10))
    #expect(model.site(SiteID(rawValue: 1))?.file == "main.swift")
    #expect(model.site(SiteID(rawValue: 1))?.line == 12)
    #expect(model.site(SiteID(rawValue: 2)) == nil)
  }

  @Test func commandsAndRefusalsAreTold() {
    var batch = declared
    batch.events = [
      event(1, .commanded(TextID(1))), event(2, .refused(TextID(1), .ambiguous)),
    ]
    var model = LaneModel()
    model.apply(batch, now: at(10))
    #expect(
      model.log.map(\.what) == [.started, .commanded("hello"), .refused("hello", .ambiguous)])
  }

  @Test func threadsAreToldToStartWhenTheEventsComeToIt() {
    var batch = declared
    batch.declarations.append(
      .thread(ThreadDeclaration(id: ThreadID(2), name: "T2", time: at(30))))
    batch.declarations.append(
      .thread(ThreadDeclaration(id: ThreadID(3), name: "you", origin: .control)))
    batch.events = [event(20, .held), event(40, .stepped)]
    var model = LaneModel()
    model.apply(batch, now: at(50))
    #expect(model.log.map(\.what) == [.started, .held, .started, .letGo])
    #expect(model.log.map(\.number) == [1, 2, 3, 4])
    #expect(model.log.map(\.threadName) == ["T1", "T1", "T2", "T1"])
  }

  @Test func theLogIsBoundedAndItsNumbersGoOn() {
    var batch = declared
    batch.events = (0..<5000).map { event($0, .output(TextID(1))) }
    var model = LaneModel()
    model.apply(batch, now: at(6000))
    #expect((1500...2000).contains(model.log.count))
    #expect(model.log.last?.number == 5001)
    #expect((400...500).contains(model.output.count))
    #expect(model.output.last?.time == at(4999))
  }

  @Test func theLogKeepsTheNamesOfWhatIsForgotten() throws {
    let first = PrimitiveID(1)
    var model = LaneModel()
    var batch = declared
    batch.declarations.append(
      .primitive(PrimitiveDeclaration(id: first, kind: .lock, name: "the first")))
    batch.events = [
      SyncEvent(
        thread: thread, primitive: first, sequence: 1, time: at(1),
        kind: .acquired(permits: 1, depth: 1, site: nil)),
      SyncEvent(thread: thread, primitive: first, sequence: 2, time: at(2), kind: .destroyed),
    ]
    model.apply(batch, now: at(2))
    for number in 2...1500 as ClosedRange<UInt32> {
      let id = PrimitiveID(number)
      model.apply(
        Batch(
          declarations: [.primitive(PrimitiveDeclaration(id: id, kind: .lock, name: "other"))],
          events: [SyncEvent(thread: thread, primitive: id, time: at(3), kind: .destroyed)]),
        now: at(3))
    }
    #expect(model.primitive(first) == nil)
    let told = model.log.map(\.what)
    let subject = Happening.Subject(id: first, name: "the first", kind: .lock)
    #expect(told.contains(.acquired(subject, permits: 1, depth: 1, waited: nil)))
  }

  @Test func manyDestroyedPrimitivesAreForgotten() {
    var model = LaneModel()
    model.apply(declared, now: .zero)
    for number in 1...3000 as ClosedRange<UInt32> {
      let id = PrimitiveID(number)
      let batch = Batch(
        declarations: [
          .primitive(PrimitiveDeclaration(id: id, kind: .lock, name: "lock-\(number)"))
        ],
        events: number == 2500
          ? []
          : [
            SyncEvent(thread: thread, primitive: id, sequence: 1, time: .zero, kind: .destroyed)
          ])
      model.apply(batch, now: .zero)
    }
    #expect(model.primitives.map(\.name) == ["lock-2500"])
    #expect(model.primitive(PrimitiveID(1)) == nil)
    #expect(model.name(of: PrimitiveID(2999)) == "lock-2999")
    #expect(model.name(of: PrimitiveID(2500)) == "lock-2500")
  }

  @Test func aScriptMayGoOnOnceEverybodyHasParkedEndedOrWorksWithWhatItTook() throws {
    #expect(LaneModel().isSettled == false)
    let none = try Stage(.lock, rows: "you lock .....")
    #expect(!none.model.isSettled)
    let running = try Stage(.lock, rows: "T1 lock .b..\nT2 - ....")
    #expect(!running.model.isSettled)
    let working = try Stage(.lock, rows: "T1 lock .(R.\nT2 lock ..b.\nT3 - .e")
    #expect(working.model.isSettled)
    #expect(!working.model.allEnded)
    let free = try Stage(.lock, rows: "T1 - .R..")
    #expect(!free.model.isSettled)
    let ended = try Stage(.lock, rows: "T1 - .R.e\nyou - ....")
    #expect(ended.model.isSettled)
    #expect(ended.model.allEnded)
  }
}
