import LaneModel
import SyncEvents
import TestSupport
import Testing

/// Cells of random lanes against a count of every single nanosecond.
struct CellPropertyTests {
  private func randomLane(_ generator: inout FixedNumbers) -> LaneModel {
    let thread = ThreadID(1)
    let start = Int64.random(in: 0..<200, using: &generator)
    var batch = Batch(declarations: [
      .thread(
        ThreadDeclaration(id: thread, name: "T1", time: Instant(nanoseconds: start)))
    ])
    let kinds: [PrimitiveKind] = [.lock, .condition, .event, .boundedSemaphore]
    for (index, kind) in kinds.enumerated() {
      batch.declarations.append(
        .primitive(
          PrimitiveDeclaration(id: PrimitiveID(UInt32(index)), kind: kind, name: kind.word)))
    }
    var time = start
    for _ in 0..<Int.random(in: 0..<60, using: &generator) {
      time += Int64.random(in: 0..<40, using: &generator)
      let primitive = PrimitiveID(UInt32.random(in: 0..<4, using: &generator))
      let kind: SyncEvent.Kind =
        switch Int.random(in: 0..<6, using: &generator) {
        case 0, 1: .blocking(.acquire, deadline: nil, site: nil)
        case 2, 3: .resumed(.cancelled, by: nil)
        case 4: .held
        default: .sleeping(0)
        }
      let concerns = kind != .held && kind != .sleeping(0)
      batch.events.append(
        SyncEvent(
          thread: thread, primitive: concerns ? primitive : nil,
          time: Instant(nanoseconds: time), kind: kind))
    }
    if Bool.random(using: &generator) {
      batch.events.append(
        SyncEvent(
          thread: thread, time: Instant(nanoseconds: time + 20), kind: .threadEnded))
    }
    var model = LaneModel()
    model.apply(
      batch, now: Instant(nanoseconds: time + Int64.random(in: 20..<300, using: &generator)))
    return model
  }

  private func look(_ lane: Lane, _ time: Int64) -> Look {
    guard time >= lane.declaration.time.nanoseconds else { return .absent }
    return lane.changes.last { $0.time.nanoseconds <= time }?.state.look ?? .unknown
  }

  private func countedCell(_ lane: Lane, _ range: Range<Int64>, now: Int64) -> LaneCell {
    let looks = range.filter { $0 < now }.map { look(lane, $0) }
    guard let last = looks.last else { return .absent }
    let kinds = Set(looks)
    if let whole = [Look.deadlocked, .unknown].first(where: kinds.contains) {
      return LaneCell(runningEighths: 0, worst: whole, last: last, isMixed: false)
    }
    let running = looks.filter { $0 == .running }.count
    let worst =
      kinds.subtracting([.running, .absent]).max() ?? (running > 0 ? Look.running : .absent)
    var eighths = (running * 16 + looks.count) / (looks.count * 2)
    if running > 0 { eighths = max(1, eighths) }
    if running < looks.count { eighths = min(7, eighths) }
    return LaneCell(
      runningEighths: eighths, worst: worst, last: last, isMixed: kinds.count > 1)
  }

  @Test func cellsOfRandomLanesAreWhatADirectCountGives() {
    var generator = FixedNumbers(seed: 0x5167_6e61_6c62_6f78)
    var compared = 0
    for _ in 0..<150 {
      let model = randomLane(&generator)
      let lane = model.lanes[0]
      for k in 3...7 {
        let cells = model.cells(of: lane, k: k, first: -2, count: (1200 >> k) + 4)
        for (index, cell) in cells.enumerated() {
          let bucket = Int64(index) - 2
          let range = (bucket << k)..<((bucket + 1) << k)
          let counted = countedCell(lane, range, now: model.now.nanoseconds)
          compared += 1
          if cell != counted {
            Issue.record("k \(k), bucket \(bucket): \(cell) instead of \(counted)")
            return
          }
        }
      }
    }
    #expect(compared > 30_000)
  }
}
