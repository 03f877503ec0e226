import Findings
public import Packing
import SyncEvents

/// All that a model knows, so that it can go on from there: all but what was told and what its lanes were long before.
extension LaneModel {
  public func pack(to writer: inout ByteWriter) {
    writer.pack(now, lanes.count, states.count)
    for lane in lanes { lane.pack(to: &writer) }
    for state in states { state.pack(to: &writer) }
    writer.pack(findings, findingRecords, findingCount, givenUp, herds, told.told, output)
    writer.pack(lost, lostSince, level, hasGaps, forgottenLanes, ended, undeclared, joined)
    writer.pack(futures, valueOwners, conditionLocks, texts, sites, graph, contention, order)
    writer.pack(lookedAt, undecided, earliest, recentlyDestroyed)
  }

  /// - Parameters:
  ///   - settings: a model whose settings hold on.
  ///   - overview: what the lanes were before.
  public init(
    from reader: inout ByteReader, settings: LaneModel, overview: HistoryOverview?
  ) throws(Damaged) {
    self = settings
    now = try reader.next()
    let (laneCount, stateCount) = (try reader.next(Int.self), try reader.next(Int.self))
    // Each takes a byte at least.
    guard laneCount >= 0, laneCount <= reader.left, stateCount >= 0, stateCount <= reader.left
    else { throw Damaged("a count goes beyond its end") }
    for _ in 0..<laneCount { lanes.append(try Lane(from: &reader)) }
    for _ in 0..<stateCount { states.append(try PrimitiveState(from: &reader)) }
    (findings, findingRecords) = (try reader.next(), try reader.next())
    (findingCount, givenUp, herds) = (try reader.next(), try reader.next(), try reader.next())
    (told, output) = (LogStore(told: try reader.next()), try reader.next())
    (lost, lostSince, level) = (try reader.next(), try reader.next(), try reader.next())
    (hasGaps, forgottenLanes) = (try reader.next(), try reader.next())
    (ended, undeclared, joined) = (try reader.next(), try reader.next(), try reader.next())
    (futures, valueOwners) = (try reader.next(), try reader.next())
    (conditionLocks, texts, sites) = (try reader.next(), try reader.next(), try reader.next())
    (graph, contention, order) = (try reader.next(), try reader.next(), try reader.next())
    (lookedAt, undecided) = (try reader.next(), try reader.next())
    (earliest, recentlyDestroyed) = (try reader.next(), try reader.next())
    guard contention.accounts.count == states.count, told.told >= 0 else {
      throw Damaged("a checkpoint does not fit together")
    }
    try index(overview)
  }

  /// What follows from the rest.
  private mutating func index(_ overview: HistoryOverview?) throws(Damaged) {
    for (place, lane) in lanes.enumerated() {
      guard laneIndex[lane.id] == nil else { throw Damaged("a thread is there twice") }
      laneIndex.set(lane.id, to: place, among: lanes.count)
      counts.add(lane)
      lanes[place].history.restore(overview?.levels(of: lane.id) ?? [], &usage)
      guard let since = lanes[place].history.detailSince else { continue }
      trimmed.detailSince = max(trimmed.detailSince ?? since, since)
    }
    for (place, state) in states.enumerated() {
      guard stateIndex[state.id] == nil else { throw Damaged("a primitive is there twice") }
      stateIndex.set(state.id, to: place, among: states.count)
    }
  }
}

extension LaneModel.Site: Packed {
  func pack(to writer: inout ByteWriter) { writer.pack(file, line) }
  init(from reader: inout ByteReader) throws(Damaged) {
    self.init(file: try reader.next(), line: try reader.next())
  }
}

extension OutputLine: Packed {
  public func pack(to writer: inout ByteWriter) { writer.pack(time, thread, text) }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(time: try reader.next(), thread: try reader.next(), text: try reader.next())
  }
}
