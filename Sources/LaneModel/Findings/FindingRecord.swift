public import Findings
public import Packing
public import SyncEvents

/// A finding, since when it stood and until when, and what it rests on.
public struct FindingRecord: Equatable, Sendable {
  /// 1, 2, 3, … in the order in which they were found.
  public var number: Int
  /// With the grade that it has now, or had last.
  public internal(set) var finding: Finding
  public var began: Instant
  public internal(set) var end: End?
  /// For each of the finding's links, as it was when it was found.
  public var evidence: [Evidence]

  /// Of a lock-order inversion.
  public internal(set) var inversion: Inversion?

  public struct End: Hashable, Sendable {
    public var time: Instant
    /// The person did it, or the end of a lesson. Else the program went on by itself: what was not certain has proved wrong.
    public var isByPerson: Bool
    public init(time: Instant, isByPerson: Bool) {
      self.time = time
      self.isByPerson = isByPerson
    }
  }

  /// Who waits for what, since when and where, and who has that, since when and where.
  public struct Evidence: Hashable, Sendable {
    public var thread: ThreadID
    public var primitive: PrimitiveID
    public var since: Instant?
    public var site: SiteID?
    public var holders: [ThreadID]
    /// Where there is one holder.
    public var heldSince: Instant?
    public var heldSite: SiteID?
  }

  public var stands: Bool { end == nil }

  public init(
    number: Int, finding: Finding, began: Instant, end: End? = nil, evidence: [Evidence] = []
  ) {
    self.number = number
    self.finding = finding
    self.began = began
    self.end = end
    self.evidence = evidence
  }
}

extension LaneModel {
  /// So many that are over are kept; those that stand, always.
  private static let mostOver = 500

  mutating func record(_ finding: Finding, at time: Instant) {
    if let index = standing(finding) {
      findingRecords[index].finding = finding
      return
    }
    findingCount += 1
    findingRecords.append(
      FindingRecord(
        number: findingCount, finding: finding, began: time,
        evidence: finding.links.map(evidence)))
    findingRecords[findingRecords.count - 1].inversion = order.inversions.first {
      $0.finding.isSame(as: finding)
    }
    guard findingRecords.count > Self.mostOver,
      let oldest = findingRecords.firstIndex(where: { !$0.stands })
    else { return }
    findingRecords.remove(at: oldest)
  }

  mutating func close(_ finding: Finding, at time: Instant, isByPerson: Bool) {
    guard let index = standing(finding) else { return }
    findingRecords[index].end = FindingRecord.End(time: time, isByPerson: isByPerson)
  }

  private func standing(_ finding: Finding) -> Int? {
    findingRecords.lastIndex { $0.stands && $0.finding.isSame(as: finding) }
  }

  private func evidence(_ link: Finding.Link) -> FindingRecord.Evidence {
    let lane = laneIndex[link.thread]
    let wait = lane.flatMap(wait(of:)).flatMap { $0.primitive == link.primitive ? $0 : nil }
    let state = stateIndex[link.primitive].map { states[$0] }
    let holders = state?.holders ?? []
    let hold = holders.count == 1 ? holders.first.flatMap { laneIndex[$0] } : nil
    return FindingRecord.Evidence(
      thread: link.thread, primitive: link.primitive, since: wait?.since,
      site: wait == nil ? nil : lane.flatMap { lanes[$0].site }, holders: holders,
      heldSince: holders.count == 1 ? state?.since : nil,
      heldSite: hold.flatMap { lane in
        lanes[lane].holds.first { $0.primitive == link.primitive }?.site
      })
  }
}

extension FindingRecord: Packed {
  public func pack(to writer: inout ByteWriter) {
    writer.pack(number, finding, began, end, evidence, inversion)
  }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(
      number: try reader.next(), finding: try reader.next(), began: try reader.next(),
      end: try reader.next(), evidence: try reader.next())
    inversion = try reader.next()
  }
}

extension FindingRecord.End: Packed {
  public func pack(to writer: inout ByteWriter) { writer.pack(time, isByPerson) }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(time: try reader.next(), isByPerson: try reader.next())
  }
}

extension FindingRecord.Evidence: Packed {
  public func pack(to writer: inout ByteWriter) {
    writer.pack(thread, primitive, since, site, holders, heldSince, heldSite)
  }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(
      thread: try reader.next(), primitive: try reader.next(), since: try reader.next(),
      site: try reader.next(), holders: try reader.next(), heldSince: try reader.next(),
      heldSite: try reader.next())
  }
}
