import Findings
import SyncEvents

/// Two looks at the slots, one after the other: what is the same in both was so all at once in between, though neither look was
/// taken in one moment.
struct MonitorScene {
  private let facts: MonitorFacts
  private let before: [ThreadID: ThreadSnapshot]
  private let primitives: [PrimitiveID: PrimitiveSnapshot]
  private let primitivesBefore: [PrimitiveID: PrimitiveSnapshot]
  private let now: Snapshot
  /// What waits in both.
  private(set) var waits: [ThreadID: ThreadSnapshot] = [:]
  /// How many say that they wait there.
  private var claims: [PrimitiveID: Int] = [:]

  init(_ before: Snapshot, _ now: Snapshot, _ facts: MonitorFacts) {
    self.facts = facts
    self.now = now
    self.before = Dictionary(before.threads.map { ($0.id, $0) }) { $1 }
    primitives = Dictionary(now.primitives.map { ($0.id, $0) }) { $1 }
    primitivesBefore = Dictionary(before.primitives.map { ($0.id, $0) }) { $1 }
    for thread in now.threads {
      guard thread.state == .blocked || thread.state == .waiting, let primitive = thread.primitive
      else { continue }
      claims[primitive, default: 0] += 1
      if self.before[thread.id] == thread { waits[thread.id] = thread }
    }
  }

  func findings() -> [Finding] {
    guard !waits.isEmpty else { return [] }
    return scene.findings(rings: graph.rings())
  }

  /// A lock's holder, if it was the same all the time; a thread that is joined; whoever runs a task.
  func holder(of primitive: PrimitiveID) -> ThreadID? {
    guard let declared = facts.primitives[primitive] else { return nil }
    switch declared.kind {
    case .thread: return declared.thread.flatMap { alive.contains($0) ? $0 : nil }
    case .future: return facts.runner(of: declared)
    default:
      guard let now = primitives[primitive], let before = primitivesBefore[primitive],
        now.owner == before.owner, now.sequence == before.sequence
      else { return nil }
      return now.owner
    }
  }

  private var alive: Set<ThreadID> {
    Set(now.threads.lazy.filter { $0.state != .ended }.map(\.id))
  }

  private var graph: WaitGraph {
    var graph = WaitGraph()
    for id in Set(waits.values.compactMap(\.primitive)).sorted() {
      guard let declared = facts.primitives[id] else { continue }
      graph.declare(id, declared.kind)
      graph.setHolder(id, holder(of: id))
    }
    for thread in waits.values.sorted(by: { $0.id < $1.id }) {
      guard let id = thread.primitive, !mayGo(thread, id) else { continue }
      graph.begin(thread.id, waitsFor: id, timed: thread.isTimed)
    }
    return graph
  }

  private var scene: Scene {
    let alive = alive
    var scene = Scene(actors: [], things: [:])
    // Also those that were declared after the slots were read.
    for id in alive.union(facts.threads.keys).sorted() {
      let declared = facts.threads[id]
      let isOwn = declared.map { $0.origin == .own } ?? false
      scene.actors.append(
        Scene.Actor(
          id: id, isControl: declared?.origin == .control,
          hasUnknownParent: declared == nil || isOwn && declared?.parent == nil,
          wait: waits[id].flatMap(wait)))
    }
    for id in Set(waits.values.compactMap(\.primitive)) {
      guard let declared = facts.primitives[id] else { continue }
      let holder = declared.kind.isLock ? holder(of: id) : nil
      scene.things[id] = Scene.Thing(
        id: id, kind: declared.kind,
        goneHolders: holder.map { alive.contains($0) ? [] : [$0] } ?? [],
        // Which of them have touched it events may have told that were lost.
        foreigners: facts.foreigners, notifiers: facts.notifiers[id] ?? [],
        unheard: facts.isIncomplete ? nil : facts.unheard[id],
        queuedIn: facts.isIncomplete ? nil : queue(declared))
    }
    for (id, pool) in facts.primitives where pool.kind == .pool {
      guard let slot = primitives[id], slot.value > 0 else { continue }
      let workers = facts.threads.values.filter { $0.pool == id }.map(\.id).sorted()
      scene.pools.append(Scene.Pool(id: id, size: slot.limit, workers: workers))
    }
    scene.pools.sort { $0.id < $1.id }
    return scene
  }

  private func queue(_ future: PrimitiveDeclaration) -> PrimitiveID? {
    facts.pool(queuing: future).flatMap { primitives[$0]?.value ?? 0 > 0 ? $0 : nil }
  }

  private func wait(_ thread: ThreadSnapshot) -> Scene.Wait? {
    guard let id = thread.primitive, let declared = facts.primitives[id] else { return nil }
    return Scene.Wait(
      primitive: id, wanted: Wanted(thread.operation, at: declared.kind), since: thread.since,
      isTimed: thread.isTimed, mayGo: mayGo(thread, id))
  }

  /// It has been let go, or could be: it goes on as soon as it runs.
  private func mayGo(_ thread: ThreadSnapshot, _ id: PrimitiveID) -> Bool {
    guard let kind = facts.primitives[id]?.kind, let slot = primitives[id],
      let before = primitivesBefore[id]
    else { return true }
    // Somebody who says that it waits stands in no line any more. Which one, the slots do not say.
    if slot.waiters < claims[id] ?? 0 || before.waiters < claims[id] ?? 0 { return true }
    switch Wanted(thread.operation, at: kind) {
    case .lock: return slot.owner == nil
    case .permit: return slot.value > 0
    case .green: return slot.value == 1
    case .notification: return false
    case .others: return slot.value == 1
    case .end: return facts.primitives[id]?.thread.map { !alive.contains($0) } ?? true
    case .item, .task: return slot.value > 0
    case .room: return slot.limit < 0 || slot.value < slot.limit
    case .drain: return slot.depth == 0
    case .result:
      guard let future = facts.primitives[id] else { return true }
      return facts.isIncomplete || (queue(future) == nil && facts.runner(of: future) == nil)
    }
  }
}
