import SyncEvents

/// What the threads of a state diagram wait for.
enum Scenery: UInt32, CaseIterable {
  case lock = 1
  case readyLock, ready, light, permits, child, items, meeting, workers, answer

  var id: PrimitiveID { PrimitiveID(rawValue) }
  var declaration: PrimitiveDeclaration {
    switch self {
    case .lock: PrimitiveDeclaration(id: id, kind: .lock, name: "lock")
    case .readyLock: PrimitiveDeclaration(id: id, kind: .recursiveLock, name: "ready.lock")
    case .ready:
      PrimitiveDeclaration(
        id: id, kind: .condition, name: "ready", lock: Scenery.readyLock.id)
    case .light: PrimitiveDeclaration(id: id, kind: .event, name: "light")
    case .permits:
      PrimitiveDeclaration(id: id, kind: .boundedSemaphore, name: "permits", value: 3, limit: 3)
    case .child: PrimitiveDeclaration(id: id, kind: .thread, name: "child")
    case .items: PrimitiveDeclaration(id: id, kind: .queue, name: "items")
    case .meeting: PrimitiveDeclaration(id: id, kind: .barrier, name: "meeting", limit: 3)
    case .workers: PrimitiveDeclaration(id: id, kind: .pool, name: "workers", limit: 2)
    case .answer:
      PrimitiveDeclaration(
        id: id, kind: .future, name: "answer", value: 1, pool: Scenery.workers.id)
    }
  }
}

/// One lane of a state diagram passes from one letter to another.
struct Transition {
  var thread: ThreadID
  var time: Instant
  var isControl: Bool

  func leave(_ before: Character, for after: Character) throws -> [SyncEvent] {
    var events = try end(of: before)
    switch after {
    case "R": if before == "I" { events.append(event(.working(0))) }
    case "Z": events.append(event(.sleeping(0)))
    case "I":
      events.append(isControl ? event(.woke) : blocking(.nextTask, .workers))
    case "Q": events.append(blocking(.take, .items))
    case "B": events.append(blocking(.wait, .meeting))
    case "F": events.append(blocking(.result, .answer))
    case "H": events.append(event(.held))
    case "L": events.append(blocking(.acquire, .lock))
    case "C": events.append(event(.waiting(deadline: nil, site: nil), .ready))
    case "E": events.append(blocking(.wait, .light))
    case "S": events.append(blocking(.acquire, .permits))
    case "J": events.append(blocking(.join, .child))
    case "-": events.append(event(.threadEnded))
    case "?": return []
    default: throw StateDiagram.Failure.noSuchLetter(after)
    }
    if before == "?", after == "R" { events.append(event(.line(1))) }
    return events
  }

  private func end(of letter: Character) throws -> [SyncEvent] {
    switch letter {
    case "-", "R", "?": []
    case "I": isControl ? [] : [resumed(.acquired, .workers)]
    case "Q": [event(.taken(depth: 0), .items), resumed(.acquired, .items)]
    case "B": [resumed(.tripped, .meeting)]
    case "F": [resumed(.ended, .answer)]
    case "Z": [event(.woke)]
    case "H": [event(.stepped)]
    case "L": hold(.lock)
    case "C": [event(.notified(by: thread, at: time), .ready), resumed(.notified, .ready)]
    case "E": [resumed(.set, .light)]
    case "S": hold(.permits)
    case "J": [resumed(.ended, .child)]
    default: throw StateDiagram.Failure.noSuchLetter(letter)
    }
  }

  private func blocking(_ operation: Operation, _ scenery: Scenery) -> SyncEvent {
    event(.blocking(operation, deadline: nil, site: nil), scenery)
  }
  private func hold(_ scenery: Scenery) -> [SyncEvent] {
    [event(.acquired(permits: 1, depth: 1, site: nil), scenery), resumed(.acquired, scenery)]
  }
  private func resumed(_ outcome: Outcome, _ scenery: Scenery) -> SyncEvent {
    event(.resumed(outcome, by: nil), scenery)
  }
  private func event(_ kind: SyncEvent.Kind, _ scenery: Scenery? = nil) -> SyncEvent {
    SyncEvent(thread: thread, primitive: scenery?.id, time: time, kind: kind)
  }
}
