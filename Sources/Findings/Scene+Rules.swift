import SyncEvents

extension Scene {
  /// What is wrong, besides the rings that stand; and those with the grade that they have now.
  public func findings(rings: [Finding]) -> [Finding] {
    let everybody = stall
    let graded = rings.map { ring in
      var ring = ring
      // Anybody could release a plain lock; but nobody is left who could.
      if ring.kind == .deadlock, everybody?.grade == .certain { ring.grade = .certain }
      return ring
    }
    let pools = pools.compactMap(poolDeadlock)
    let found = graded + pools + ownersGone + lostNotifies
    // That everybody waits follows from a ring, and tells less.
    return graded.isEmpty && pools.isEmpty ? found + [everybody].compactMap { $0 } : found
  }

  /// Nobody runs, sleeps or waits only for a time; nor may anybody of whom nothing is known but that he started one of them.
  /// Idle workers neither make a stall nor end one: they would run a task, but
  /// nobody is left to submit it.
  private var stall: Finding? {
    var links: [Finding.Link] = []
    for actor in actors {
      guard !actor.isControl, !actor.hasUnknownParent, isStuck(actor), let wait = actor.wait
      else { return nil }
      guard wait.wanted != .task else { continue }
      links.append(Finding.Link(thread: actor.id, primitive: wait.primitive))
    }
    guard !links.isEmpty else { return nil }
    return Finding(
      kind: .stall, grade: mayComeFromOutside(links) ? .likely : .certain, links: links)
  }

  /// A thread that has no lane any more, but may come back, has had a hand in it.
  private func mayComeFromOutside(_ links: [Finding.Link]) -> Bool {
    let here = Set(actors.map(\.id))
    return links.contains { link in
      things[link.primitive].map { !$0.foreigners.isSubset(of: here) } ?? true
    }
  }

  /// Its workers are all that could run the tasks for which they wait.
  private func poolDeadlock(_ pool: Pool) -> Finding? {
    let workers = Set(pool.workers)
    let links = actors.filter { workers.contains($0.id) }.compactMap { actor -> Finding.Link? in
      guard isStuck(actor), let wait = actor.wait, wait.wanted == .result,
        things[wait.primitive]?.queuedIn == pool.id
      else { return nil }
      return Finding.Link(thread: actor.id, primitive: wait.primitive)
    }
    guard !links.isEmpty, links.count == pool.workers.count, links.count >= pool.size else {
      return nil
    }
    return Finding(kind: .poolDeadlock, grade: .certain, links: links)
  }

  /// What those hold who are no more, and somebody wants without a time-out.
  private var ownersGone: [Finding] {
    stuckLinks { thing, _ in thing.kind.isLock && !thing.goneHolders.isEmpty }.map { links in
      Finding(
        kind: .ownerGone, grade: .certain, links: links,
        others: things[links[0].primitive]?.goneHolders ?? [])
    }
  }

  private var lostNotifies: [Finding] {
    let waiting = Set(actors.lazy.filter(isStuck).map(\.id))
    let alive = Set(actors.map(\.id))
    return stuckLinks { thing, wait in
      guard thing.kind == .condition, let unheard = thing.unheard else { return false }
      return unheard.time <= wait.since
        && thing.notifiers.intersection(alive).isSubset(of: waiting)
    }.map { links in
      Finding(
        kind: .lostNotify, grade: .likely, links: links,
        others: [things[links[0].primitive]?.unheard?.thread].compactMap { $0 })
    }
  }

  /// Those who are stuck at each primitive of which this is true.
  private func stuckLinks(_ isMeant: (Thing, Wait) -> Bool) -> [[Finding.Link]] {
    var groups: [PrimitiveID: [Finding.Link]] = [:]
    for actor in actors where isStuck(actor) {
      guard let wait = actor.wait, let thing = things[wait.primitive], isMeant(thing, wait) else {
        continue
      }
      groups[thing.id, default: []].append(Finding.Link(thread: actor.id, primitive: thing.id))
    }
    return groups.sorted { $0.key < $1.key }.map(\.value)
  }
}
