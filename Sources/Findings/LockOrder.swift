public import SyncEvents

/// In which order threads take locks, and where this goes both ways: then they may come to wait for each other, though
/// nothing has got stuck so far.
///
/// Only locks are in it: what anybody may give (permits, notifications, lights) has no order. What is taken without waiting
/// counts as well, also by `tryAcquire`, which could not get stuck: an event does not say by which it was.
public struct LockOrder: Equatable, Sendable {
  /// One lock was taken by somebody who had another.
  struct Edge: Equatable, Sendable {
    /// The first who did so, and another one, if there was one.
    var thread: ThreadID
    var other: ThreadID?
    /// What everybody had besides, each time: a gate that lets one in at a time.
    var gates: Set<PrimitiveID>

    func isOnlyBy(_ thread: ThreadID) -> Bool { self.thread == thread && other == nil }
  }

  private var edges: [PrimitiveID: [PrimitiveID: Edge]] = [:]
  private var edgeCount = 0
  /// One for each cycle, in the order in which they were found.
  public private(set) var findings: [Finding] = []

  private static let edgeLimit = 16_384
  private static let longestCycle = 8

  public init() {}

  /// A thread has a lock now, and had these before.
  public mutating func took(_ lock: PrimitiveID, by thread: ThreadID, having held: [PrimitiveID]) {
    for before in held where before != lock {
      let gates = Set(held).subtracting([before])
      guard note(from: before, to: lock, thread, gates) else { continue }
      for cycle in cycles(through: before, lock) { report(cycle) }
    }
  }

  /// A lock is no more.
  public mutating func remove(_ lock: PrimitiveID) {
    edgeCount -= edges.removeValue(forKey: lock)?.count ?? 0
    for from in Array(edges.keys) where edges[from]?.removeValue(forKey: lock) != nil {
      edgeCount -= 1
    }
    findings.removeAll { $0.links.contains { $0.primitive == lock } }
  }

  /// False: this is nothing new.
  private mutating func note(
    from: PrimitiveID, to: PrimitiveID, _ thread: ThreadID, _ gates: Set<PrimitiveID>
  ) -> Bool {
    guard var edge = edges[from]?[to] else {
      guard edgeCount < Self.edgeLimit else { return false }
      edgeCount += 1
      edges[from, default: [:]][to] = Edge(thread: thread, gates: gates)
      return true
    }
    let before = edge
    edge.gates.formIntersection(gates)
    if edge.thread != thread, edge.other == nil { edge.other = thread }
    guard edge != before else { return false }
    edges[from]?[to] = edge
    return true
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
      !around.allSatisfy({ $0.isOnlyBy(first.thread) }),
      around.dropFirst().reduce(first.gates, { $0.intersection($1.gates) }).isEmpty
    else { return }
    let links = around.indices.map { index in
      Finding.Link(
        thread: taker(of: around, index), primitive: locks[(index + 1) % locks.count])
    }
    let finding = Finding(kind: .lockOrderInversion, grade: .possible, links: links)
    if !findings.contains(where: { $0.links.map(\.primitive) == links.map(\.primitive) }) {
      findings.append(finding)
    }
  }

  /// Somebody else than whoever took the lock before it, if anybody else did.
  private func taker(of around: [Edge], _ index: Int) -> ThreadID {
    guard index > 0, around[index].thread == around[index - 1].thread else {
      return around[index].thread
    }
    return around[index].other ?? around[index].thread
  }
}
