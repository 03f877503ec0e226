import Findings
public import LaneModel
import SwiftProtobuf
public import SyncEvents

/// A recording as a trace for Perfetto: a track for each thread, with a slice for each state and an arrow from who woke to who was
/// woken; counters of permits, elements and depth; what was found, as instants. Everything at the times of the recording.
///
/// Look after look is noted, and the bytes taken now and then; put one after another they are the file. Nine million events of
/// four threads that seldom wait take two seconds.
public struct PerfettoExport {
  /// How it is said.
  public struct Wording {
    /// A lane's state, at the primitive of this name: "blocked on accounts".
    public var state: (LaneState, String?) -> String
    public var finding: (FindingRecord, LaneModel) -> String

    public init(
      state: @escaping (LaneState, String?) -> String,
      finding: @escaping (FindingRecord, LaneModel) -> String
    ) {
      (self.state, self.finding) = (state, finding)
    }
  }

  let wording: Wording
  let pid: Int32
  var packets = PacketWriter()
  var lanes: [ThreadID: LaneCursor] = [:]
  var systemIDs: Set<Int32> = []
  var signals = SignalBook()
  var flows: UInt64 = 0
  private var counters = CounterBook()
  private var counted: Set<PrimitiveID> = []
  private var found = 0

  /// How far a lane has been written.
  struct LaneCursor {
    /// When the last state that is written began.
    var since = Instant(nanoseconds: .min)
    var primitive: PrimitiveID?
    /// Its slice has no end yet.
    var isOpen = false
  }

  /// - Parameter began: when the recording's zero was, in nanoseconds since 1970.
  public init(program: String, pid: Int32, began: Int64, _ wording: Wording) {
    self.wording = wording
    let process = max(1, pid)
    self.pid = process
    packets.add(
      .with {
        $0.clocks = [
          .with { ($0.clockID, $0.timestamp) = (6, 0) },
          .with { ($0.clockID, $0.timestamp) = (1, UInt64(clamping: began)) },
        ]
      }, at: .zero)
    packets.add(
      .with {
        $0.uuid = Track.process
        $0.process = .with { ($0.pid, $0.processName) = (process, program) }
      })
    packets.add(
      .with { ($0.uuid, $0.parentUuid, $0.name) = (Track.findings, Track.process, "findings") })
  }

  /// What was noted since the last time.
  public mutating func takeBytes() throws -> [UInt8] { try packets.takeBytes() }

  /// - Parameter model: has just taken in the batch.
  public mutating func note(_ batch: Batch, _ model: LaneModel) {
    for declaration in batch.declarations {
      if case .primitive(let primitive) = declaration { begin(primitive) }
    }
    for event in batch.events {
      signals.note(event)
      if let change = counters.change(by: event) { count(change) }
    }
    for state in model.primitives {
      if let change = counters.settle(state, at: model.now) { count(change) }
    }
    for lane in model.lanes { write(lane, model, isEnd: false) }
    signals.forget()
    noteFindings(model)
  }

  /// The recording ends here, and with it every state that still goes on.
  public mutating func end(_ model: LaneModel) {
    for lane in model.lanes { write(lane, model, isEnd: true) }
  }

  private mutating func begin(_ primitive: PrimitiveDeclaration) {
    guard let unit = CounterBook.unit(primitive.kind), counted.insert(primitive.id).inserted else {
      return
    }
    packets.add(
      .with {
        ($0.uuid, $0.parentUuid) = (Track.of(primitive.id), Track.process)
        $0.name = primitive.name == unit ? unit : "\(primitive.name) \(unit)"
        $0.counter = .with { $0.unitName = unit }
      })
    if let change = counters.begin(primitive) { count(change) }
  }

  private mutating func count(_ change: CounterBook.Change) {
    packets.add(.counter, on: Track.of(change.primitive), at: change.time) {
      $0.counterValue = Int64(change.value)
    }
  }

  private mutating func noteFindings(_ model: LaneModel) {
    guard let last = model.findingRecords.last?.number, last > found else { return }
    for record in model.findingRecords where record.number > found {
      let name = packets.name(wording.finding(record, model))
      let category = packets.category("finding")
      let details = [
        packets.detail("finding", record.finding.kind.word),
        packets.detail("grade", record.finding.grade.word),
      ]
      packets.add(.instant, on: Track.findings, at: record.began) {
        ($0.nameIid, $0.categoryIids, $0.debugAnnotations) = (name, [category], details)
      }
    }
    found = last
  }
}
