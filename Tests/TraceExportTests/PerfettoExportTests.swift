import Findings
import LaneModel
import SyncEvents
import Testing
import TraceExport

@Suite struct PerfettoExportTests {
  private let a = ThreadID(1)
  private let b = ThreadID(2)
  private let lock = PrimitiveID(1)
  private let permits = PrimitiveID(2)

  private func event(
    _ thread: ThreadID, _ primitive: PrimitiveID, _ sequence: UInt64, _ time: Int64,
    _ kind: SyncEvent.Kind, isChange: Bool = true
  ) -> SyncEvent {
    SyncEvent(
      thread: thread, primitive: primitive, sequence: sequence, isChange: isChange,
      time: Instant(nanoseconds: time), kind: kind)
  }
  private func taken(_ depth: Int) -> SyncEvent.Kind {
    .acquired(permits: 1, depth: depth, site: nil)
  }
  private func given(_ depth: Int) -> SyncEvent.Kind {
    .releasing(permits: 1, depth: depth, site: nil)
  }

  /// b waits for a lock that a has, and a takes and gives back a permit meanwhile.
  private var batch: Batch {
    Batch(
      declarations: [
        .thread(ThreadDeclaration(id: a, name: "a", systemID: 70)),
        .thread(ThreadDeclaration(id: b, name: "b", systemID: 70)),
        .primitive(PrimitiveDeclaration(id: lock, kind: .lock, name: "it")),
        .primitive(
          PrimitiveDeclaration(
            id: permits, kind: .boundedSemaphore, name: "permits", value: 3, limit: 3)),
      ],
      events: [
        event(a, lock, 1, 10, taken(1)),
        event(b, lock, 1, 20, .blocking(.acquire, deadline: nil, site: nil), isChange: false),
        event(a, permits, 1, 30, taken(0)),
        event(a, permits, 2, 40, given(0)),
        event(a, lock, 2, 50, given(1)),
        event(b, lock, 3, 60, taken(1)),
        event(b, lock, 3, 60, .resumed(.acquired, by: a), isChange: false),
      ])
  }
  private func export() -> PerfettoExport {
    PerfettoExport(
      program: "it", pid: 7, began: 5,
      PerfettoExport.Wording(
        state: { state, name in "\(state.look)" + (name.map { " " + $0 } ?? "") },
        finding: { record, _ in record.finding.kind.word }))
  }
  private let whole = [
    "0 permits = 3", "0 a [ running", "0 b [ running", "20 b ]", "20 b [ lock it", "30 permits = 2",
    "40 permits = 3", "50 a ! wakes b →1", "60 b ]", "60 b [ running ←1", "100 a ]", "100 b ]",
  ]

  @Test func statesArrowsAndCounters() throws {
    var (model, export) = (LaneModel(), export())
    model.apply(batch, now: Instant(nanoseconds: 100))
    export.note(batch, model)
    export.end(model)
    #expect(try ReadTrace(export.takeBytes()).lines.sorted() == whole.sorted())
  }

  /// However it is cut into looks and pieces, the trace is the same.
  @Test func lookByLook() throws {
    var (model, export) = (LaneModel(), export())
    var bytes: [UInt8] = []
    var first = Batch(declarations: batch.declarations)
    for event in batch.events {
      first.events = [event]
      model.apply(first, now: event.time)
      export.note(first, model)
      bytes += try export.takeBytes()
      first = Batch()
    }
    model.apply(Batch(), now: Instant(nanoseconds: 100))
    export.end(model)
    bytes += try export.takeBytes()
    #expect(try ReadTrace(bytes).lines.sorted() == whole.sorted())
  }

  /// Of what was lost nothing is known: the counter is right again with the snapshot, and the lane says that it is unknown.
  @Test func afterALoss() throws {
    var (model, export) = (LaneModel(), export())
    model.apply(batch, now: Instant(nanoseconds: 100))
    export.note(batch, model)
    let snapshot = Snapshot(
      time: Instant(nanoseconds: 200),
      threads: [ThreadSnapshot(id: a, state: .running, since: Instant(nanoseconds: 150))],
      primitives: [PrimitiveSnapshot(id: permits, sequence: 9, value: 1, limit: 3)])
    let loss = Loss(
      thread: a, count: 5, since: Instant(nanoseconds: 110), until: Instant(nanoseconds: 200))
    let second = Batch(losses: [loss], snapshot: snapshot)
    model.apply(second, now: Instant(nanoseconds: 200))
    export.note(second, model)
    export.end(model)
    let lines = try ReadTrace(export.takeBytes()).lines
    #expect(lines.contains("200 permits = 1"))
    #expect(lines.contains("110 a [ unknown"))
  }
}
