import LaneModel
import SwiftProtobuf
import SyncEvents

extension PerfettoExport {
  /// Writes what is new of a lane: of its newest state only that it has begun is certain, and even that may be taken back as long
  /// as no time has passed.
  mutating func write(_ lane: Lane, _ model: LaneModel, isEnd: Bool) {
    if lanes[lane.id] == nil { begin(lane) }
    guard var cursor = lanes[lane.id], lane.since > cursor.since || isEnd else { return }
    let all = lane.stretches(from: cursor.since, to: Instant(nanoseconds: .max), limit: .max)
    for stretch in all where stretch.since > cursor.since && (stretch.until != nil || isEnd) {
      if cursor.isOpen { packets.add(.sliceEnd, on: Track.of(lane.id), at: stretch.since) }
      cursor.isOpen = stretch.state != .ended
      if cursor.isOpen { open(stretch, of: lane, after: cursor.primitive, model) }
      (cursor.since, cursor.primitive) = (stretch.since, stretch.state.primitive)
    }
    if isEnd, cursor.isOpen {
      packets.add(.sliceEnd, on: Track.of(lane.id), at: max(model.now, cursor.since))
      cursor.isOpen = false
    }
    lanes[lane.id] = cursor
  }

  private mutating func begin(_ lane: Lane) {
    lanes[lane.id] = LaneCursor()
    // Readers take threads of one number for one thread. The kernel gives numbers again, and none is above 2^22.
    let isOwn =
      lane.declaration.systemID > 0 && systemIDs.insert(lane.declaration.systemID).inserted
    let number =
      isOwn ? Int64(lane.declaration.systemID) : 1 << 22 + Int64(lane.id.rawValue)
    let process = pid
    packets.add(
      .with {
        ($0.uuid, $0.parentUuid) = (Track.of(lane.id), Track.process)
        $0.thread = .with { ($0.pid, $0.tid, $0.threadName) = (process, number, lane.name) }
      })
  }

  /// - Parameter before: what it waited for before that.
  private mutating func open(
    _ stretch: Stretch, of lane: Lane, after before: PrimitiveID?, _ model: LaneModel
  ) {
    let primitive = stretch.state.primitive.map { ($0, model.name(of: $0)) }
    let name = packets.name(wording.state(stretch.state, primitive?.1))
    let category = packets.category("\(stretch.state.look)")
    var details: [PerfettoDebugAnnotation] = []
    if let (id, name) = primitive {
      details.append(packets.detail("primitive", name))
      if let kind = model.primitive(id)?.kind.word { details.append(packets.detail("kind", kind)) }
    }
    if let site = stretch.site.flatMap(model.site) {
      details.append(packets.detail("site", "\(site.file):\(site.line)"))
    }
    var arrow: UInt64?
    if let waker = stretch.wokenBy, lanes[waker] != nil {
      details.append(packets.detail("woken by", model.name(of: waker)))
      arrow = wake(lane, by: waker, at: before, until: stretch.since)
    }
    packets.add(.sliceBegin, on: Track.of(lane.id), at: stretch.since) {
      ($0.nameIid, $0.categoryIids, $0.debugAnnotations) = (name, [category], details)
      if let arrow { $0.terminatingFlowIds = [arrow] }
    }
  }

  /// The beginning of an arrow: who woke did so when it did something there last.
  private mutating func wake(
    _ lane: Lane, by waker: ThreadID, at primitive: PrimitiveID?, until time: Instant
  ) -> UInt64 {
    flows += 1
    let number = flows
    let (name, category) = (packets.name("wakes \(lane.name)"), packets.category("wakeup"))
    packets.add(
      .instant, on: Track.of(waker), at: signals.time(of: waker, at: primitive, before: time)
    ) {
      ($0.nameIid, $0.categoryIids, $0.flowIds) = (name, [category], [number])
    }
    return number
  }
}
