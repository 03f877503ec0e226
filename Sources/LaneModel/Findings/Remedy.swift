public import Findings
public import SyncEvents

/// A command that would end a finding, and whom it would let go at once.
public struct Remedy: Hashable, Sendable {
  public var instruction: Instruction
  /// In the order in which they stand in line.
  public var wakes: [ThreadID]
  public init(_ instruction: Instruction, wakes: [ThreadID]) {
    self.instruction = instruction
    self.wakes = wakes
  }
}

extension LaneModel {
  /// What a person, or a thread that is not stuck, could do about it; empty where nobody can: only its owner releases a recursive
  /// lock, and nothing but its end ends a join.
  public func remedies(for finding: Finding) -> [Remedy] {
    switch finding.kind {
    case .deadlock, .selfDeadlock, .stall, .lostNotify, .ownerGone:
      return primitives(of: finding).compactMap(remedy)
    case .poolDeadlock:
      return pools(of: finding).map { pool in
        Remedy(Instruction(.workers(.by(1)), on: name(of: pool)), wakes: [])
      }
    case .lockOrderInversion, .starvation, .convoy, .thunderingHerd, .longHold: return []
    }
  }

  private func primitives(of finding: Finding) -> [PrimitiveID] {
    finding.links.reduce(into: []) { all, link in
      if !all.contains(link.primitive) { all.append(link.primitive) }
    }
  }

  private func pools(of finding: Finding) -> [PrimitiveID] {
    primitives(of: finding).compactMap { primitive($0)?.declaration.pool }.reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }

  private func remedy(at id: PrimitiveID) -> Remedy? {
    guard let it = primitive(id) else { return nil }
    func on(_ command: Command, _ wakes: [ThreadID]) -> Remedy {
      Remedy(Instruction(command, on: it.name), wakes: wakes)
    }
    let first = Array(it.waiters.prefix(1))
    switch it.kind {
    case .lock: return on(.release, first)
    case .condition: return on(.notify(1), first)
    case .event: return on(.set, it.waiters)
    case .countingSemaphore, .boundedSemaphore:
      // What is owed comes before whoever waits.
      return on(.size(.by(1)), it.value < 0 ? [] : first)
    case .queue:
      let line = waiters(at: id, for: .room)
      if !line.isEmpty, it.limit != nil { return on(.capacity(.by(1)), Array(line.prefix(1))) }
      let takers = Array(waiters(at: id, for: .item).prefix(1))
      return takers.isEmpty ? nil : Remedy(Instruction(.put), wakes: takers)
    case .recursiveLock, .synchronized, .array, .dictionary, .thread, .future, .barrier, .pool,
      .threadLocal, .variable, .crew:
      return nil
    }
  }
}
