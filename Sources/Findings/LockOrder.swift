public import Packing
public import SyncEvents

/// In which order threads take locks, and where this goes both ways: then they may come to wait for each other, though
/// nothing has got stuck so far.
///
/// Only locks are in it: what anybody may give (permits, notifications, lights) has no order. What is taken without waiting
/// counts as well, also by `tryAcquire`, which could not get stuck: an event does not say by which it was.
public struct LockOrder: Equatable, Sendable {
  /// A lock that somebody has, or takes.
  public struct Taking: Hashable, Sendable {
    public var lock: PrimitiveID
    public var site: SiteID?
    /// Nil: nobody looked at the clock.
    public var time: Instant?
    public init(_ lock: PrimitiveID, site: SiteID? = nil, time: Instant? = nil) {
      self.lock = lock
      self.site = site
      self.time = time
    }
  }

  /// One lock was taken by somebody who had another.
  fileprivate struct Edge: Equatable, Sendable {
    /// The first who did so, and the first other one, if there was one.
    var step: Inversion.Step
    var other: Inversion.Step?
    /// Who did so last, from when to when.
    var last: Inversion.Step
    /// What everybody had besides, each time: a gate that lets one in at a time.
    var gates: Set<PrimitiveID>

    func isOnlyBy(_ thread: ThreadID) -> Bool { step.thread == thread && other == nil }
  }
  private struct Place: Hashable {
    var from: PrimitiveID
    var to: PrimitiveID
  }

  private var edges: [PrimitiveID: [PrimitiveID: Edge]] = [:]
  private var edgeCount = 0
  /// One for each cycle, in the order in which they were found.
  public private(set) var inversions: [Inversion] = []
  public private(set) var findings: [Finding] = []

  private static let edgeLimit = 16_384
  private static let longestCycle = 8

  public init() {}

  /// A thread has a lock now, and had these before.
  public mutating func took(_ lock: Taking, by thread: ThreadID, having held: [Taking]) {
    for before in held where before.lock != lock.lock {
      let gates = Set(held.map(\.lock)).subtracting([before.lock])
      let step = Inversion.Step(thread: thread, first: before, second: lock)
      if note(step, gates) {
        for cycle in cycles(through: before.lock, lock.lock) { report(cycle) }
      }
      if !inversions.isEmpty { measure(step) }
    }
  }

  /// A lock is no more.
  public mutating func remove(_ lock: PrimitiveID) {
    edgeCount -= edges.removeValue(forKey: lock)?.count ?? 0
    for from in Array(edges.keys) where edges[from]?.removeValue(forKey: lock) != nil {
      edgeCount -= 1
    }
    inversions.removeAll { $0.steps.contains { $0.second.lock == lock } }
    findings = inversions.map(\.finding)
  }

  /// False: this is nothing new.
  private mutating func note(_ step: Inversion.Step, _ gates: Set<PrimitiveID>) -> Bool {
    let (from, to) = (step.first.lock, step.second.lock)
    guard var edge = edges[from]?[to] else {
      guard edgeCount < Self.edgeLimit else { return false }
      edgeCount += 1
      edges[from, default: [:]][to] = Edge(step: step, last: step, gates: gates)
      return true
    }
    let before = edge
    edge.gates.formIntersection(gates)
    if edge.step.thread != step.thread, edge.other == nil { edge.other = step }
    edge.last = step
    edges[from]?[to] = edge
    return edge.gates != before.gates || edge.other != before.other
  }

  /// The ways that lead from the second lock back to the first, each with the first at its end.
  private func cycles(through first: PrimitiveID, _ second: PrimitiveID) -> [[PrimitiveID]] {
    var found: [[PrimitiveID]] = []
    var path = [second]
    func search() {
      guard let last = path.last, path.count <= Self.longestCycle, found.count < 16 else { return }
      for next in (edges[last] ?? [:]).keys.sorted() {
        if next == first {
          found.append(path + [first])
        } else if !path.contains(next) {
          path.append(next)
          search()
          path.removeLast()
        }
      }
    }
    search()
    return found
  }

  private mutating func report(_ cycle: [PrimitiveID]) {
    let smallest = cycle.indices.min { cycle[$0] < cycle[$1] } ?? 0
    let locks = Array(cycle[smallest...] + cycle[..<smallest])
    let around = locks.indices.compactMap { edges[locks[$0]]?[locks[($0 + 1) % locks.count]] }
    guard around.count == locks.count, let first = around.first,
      !around.allSatisfy({ $0.isOnlyBy(first.step.thread) }),
      around.dropFirst().reduce(first.gates, { $0.intersection($1.gates) }).isEmpty
    else { return }
    var inversion = Inversion(steps: around.indices.map { step(of: around, $0) })
    let isKnown = inversions.contains {
      $0.steps.map(\.second.lock) == inversion.steps.map(\.second.lock)
    }
    guard !isKnown, inversions.count < Self.mostInversions else { return }
    inversion.nearest = nearest(around.map(\.last))
    inversions.append(inversion)
    findings.append(inversion.finding)
  }
  private static let mostInversions = 200

  /// By somebody else than whoever took the lock before it, if anybody else did.
  private func step(of around: [Edge], _ index: Int) -> Inversion.Step {
    guard index > 0, around[index].step.thread == around[index - 1].step.thread else {
      return around[index].step
    }
    return around[index].other ?? around[index].step
  }

  // MARK: how near it came

  private mutating func measure(_ step: Inversion.Step) {
    for index in inversions.indices
    where inversions[index].steps.contains(where: {
      $0.first.lock == step.first.lock && $0.second.lock == step.second.lock
    }) {
      let around = inversions[index].steps.compactMap {
        edges[$0.first.lock]?[$0.second.lock]?.last
      }
      guard let near = nearest(around) else { continue }
      inversions[index].nearest = min(inversions[index].nearest ?? .max, near)
    }
  }

  /// Of the last times that each pair was taken: how far the first of them was from the last.
  private func nearest(_ steps: [Inversion.Step]) -> Int64? {
    guard Set(steps.map(\.thread)).count > 1 else { return nil }
    var (latestBegin, earliestEnd) = (Int64.min, Int64.max)
    for step in steps {
      guard let begin = step.first.time ?? step.second.time, let end = step.second.time else {
        return nil
      }
      latestBegin = max(latestBegin, begin.nanoseconds)
      earliestEnd = min(earliestEnd, end.nanoseconds)
    }
    return max(0, latestBegin.subtracting(earliestEnd))
  }
}

extension LockOrder: Packed {
  public func pack(to writer: inout ByteWriter) { writer.pack(edges, inversions) }
  public init(from reader: inout ByteReader) throws(Damaged) {
    edges = try reader.next()
    edgeCount = edges.values.reduce(0) { $0 + $1.count }
    inversions = try reader.next()
    findings = inversions.map(\.finding)
  }
}

extension LockOrder.Edge: Packed {
  func pack(to writer: inout ByteWriter) { writer.pack(step, other, last, gates) }
  init(from reader: inout ByteReader) throws(Damaged) {
    self.init(
      step: try reader.next(), other: try reader.next(), last: try reader.next(),
      gates: try reader.next())
  }
}
