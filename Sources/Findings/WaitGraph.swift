public import Packing
public import SyncEvents

/// Who waits for whom, as it is now.
///
/// A thread waits for one thing at a time and a lock has one holder, so a ring is found by following single edges from
/// the one that was drawn last: every ring is closed by exactly one edge, and the search costs the length of its path.
public struct WaitGraph: Equatable, Sendable {
  fileprivate struct Wait: Equatable, Sendable {
    var primitive: PrimitiveID
    var isTimed: Bool
  }
  fileprivate struct Node: Equatable, Sendable {
    var kind: PrimitiveKind
    /// The only holder; nil where there is none, or several.
    var holder: ThreadID?
    /// They are among `several`.
    var hasSeveral = false

    /// Only these are given back by their holder alone, or nearly so.
    var makesEdges: Bool { kind.isLock || kind == .thread || kind == .future }
    /// Whom a waiter waits for, where that is one known thread.
    var soleHolder: ThreadID? { makesEdges ? holder : nil }
  }

  private var nodes = IDMap<PrimitiveID, Node>()
  /// The holders of what has several: semaphores.
  private var several: [PrimitiveID: [ThreadID]] = [:]
  private var waits = IDMap<ThreadID, Wait>()
  private var waitCount = 0
  /// The rings that stand, in the order in which they closed.
  private var standing: [Finding] = []

  public init() {}

  public mutating func declare(_ primitive: PrimitiveID, _ kind: PrimitiveKind) {
    nodes[primitive] = Node(kind: kind)
  }

  /// Forgets a primitive that is no more.
  public mutating func remove(_ primitive: PrimitiveID) {
    setHolders(primitive, [])
    nodes[primitive] = nil
  }

  /// Who has it now. A hand-over can break a ring as well as close one.
  public mutating func setHolders(_ primitive: PrimitiveID, _ holders: [ThreadID]) {
    if holders.count > 1 {
      setHolder(primitive, nil)
      guard nodes[primitive] != nil else { return }
      nodes[primitive]?.hasSeveral = true
      several[primitive] = holders
    } else {
      setHolder(primitive, holders.first)
    }
  }

  /// The one who has it now, if anybody has.
  public mutating func setHolder(_ primitive: PrimitiveID, _ holder: ThreadID?) {
    guard var node = nodes[primitive], node.holder != holder || node.hasSeveral else {
      return
    }
    node.holder = holder
    if node.hasSeveral { several[primitive] = nil }
    node.hasSeveral = false
    nodes[primitive] = node
    guard node.makesEdges else { return }
    breakRings { $0.primitive == primitive }
    if let holder, waits[holder] != nil { closeRing(through: holder) }
  }

  /// A thread begins to wait. Gives the ring that this closes, if any.
  @discardableResult
  public mutating func begin(
    _ thread: ThreadID, waitsFor primitive: PrimitiveID, timed: Bool
  ) -> Finding? {
    end(thread)
    waits[thread] = Wait(primitive: primitive, isTimed: timed)
    waitCount += 1
    return closeRing(through: thread)
  }

  /// A thread waits no more.
  public mutating func end(_ thread: ThreadID) {
    guard waits[thread] != nil else { return }
    waits[thread] = nil
    waitCount -= 1
    breakRings { $0.thread == thread }
  }

  /// All that stand now, each once.
  public func rings() -> [Finding] { standing }
  public var hasRings: Bool { !standing.isEmpty }

  /// Why a thread waits; nil when it does not.
  ///
  /// It goes on through locks, threads and the results of running tasks, whose holder alone can end the wait. A timed wait is told like any other: it
  /// does not make a deadlock, but it is why the thread waits now.
  public func chain(from thread: ThreadID) -> Chain? {
    var steps: [Chain.Step] = []
    var seen: Set<ThreadID> = []
    var waiter = thread
    while let wait = waits[waiter] {
      seen.insert(waiter)
      let node = nodes[wait.primitive]
      steps.append(
        Chain.Step(
          waiter: waiter, primitive: wait.primitive,
          holders: node?.holder.map { [$0] } ?? several[wait.primitive] ?? []))
      guard let holder = node?.soleHolder else { break }
      if seen.contains(holder) { return Chain(thread: thread, steps: steps, isRing: true) }
      waiter = holder
    }
    return steps.isEmpty ? nil : Chain(thread: thread, steps: steps, isRing: false)
  }

  private mutating func breakRings(where isBroken: (Finding.Link) -> Bool) {
    guard !standing.isEmpty else { return }
    standing.removeAll { $0.links.contains(where: isBroken) }
  }

  @discardableResult
  private mutating func closeRing(through thread: ThreadID) -> Finding? {
    guard let finding = ring(through: thread), !standing.contains(finding) else { return nil }
    standing.append(finding)
    return finding
  }

  /// Follows the edges from a thread until they come back to it.
  private func ring(through start: ThreadID) -> Finding? {
    var ring: [Finding.Link] = []
    var thread = start
    repeat {
      // A path longer than there are waits goes round in a ring that `start` only leads to.
      guard let wait = waits[thread], !wait.isTimed, ring.count < waitCount,
        let holder = nodes[wait.primitive]?.soleHolder
      else { return nil }
      ring.append(Finding.Link(thread: thread, primitive: wait.primitive))
      thread = holder
    } while thread != start
    return finding(ring)
  }

  private func finding(_ ring: [Finding.Link]) -> Finding {
    let smallest = ring.indices.min { ring[$0].thread < ring[$1].thread } ?? 0
    let turned = Array(ring[smallest...] + ring[..<smallest])
    // Anybody may release a plain lock, so a ring through one can still be broken from outside.
    let hasPlainLock = ring.contains { nodes[$0.primitive]?.kind == .lock }
    return Finding(
      kind: ring.count == 1 && hasPlainLock ? .selfDeadlock : .deadlock,
      grade: hasPlainLock ? .likely : .certain, links: turned)
  }
}

extension WaitGraph: Packed {
  public func pack(to writer: inout ByteWriter) { writer.pack(nodes, several, waits, standing) }
  public init(from reader: inout ByteReader) throws(Damaged) {
    nodes = try reader.next()
    several = try reader.next()
    waits = try reader.next()
    waitCount = waits.count
    standing = try reader.next()
  }
}

extension WaitGraph.Wait: Packed {
  func pack(to writer: inout ByteWriter) { writer.pack(primitive, isTimed) }
  init(from reader: inout ByteReader) throws(Damaged) {
    self.init(primitive: try reader.next(), isTimed: try reader.next())
  }
}

extension WaitGraph.Node: Packed {
  func pack(to writer: inout ByteWriter) { writer.pack(kind, holder, hasSeveral) }
  init(from reader: inout ByteReader) throws(Damaged) {
    self.init(kind: try reader.next(), holder: try reader.next(), hasSeveral: try reader.next())
  }
}
