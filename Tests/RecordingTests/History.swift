import SyncEvents
import TestSupport

/// All that a process has left, in order.
struct History {
  private var events: [SyncEvent] = []
  private var primitives: [PrimitiveDeclaration] = []
  private(set) var threads = 0
  /// Changes that must have happened, as others saw them or followed them, and that nobody has told.
  private(set) var untold = 0

  mutating func add(_ batch: Batch) {
    events += batch.events
    for declaration in batch.declarations {
      switch declaration {
      case .primitive(let primitive): primitives.append(primitive)
      case .thread: threads += 1
      case .text, .site: break
      }
    }
  }

  /// What is wrong: with the numbers anywhere, and with everything else up to the first that is missing.
  mutating func faults() -> [String] {
    var faults: [String] = []
    var told: [PrimitiveID: UInt64] = [:]
    var firstGap: Int?
    for (index, event) in events.enumerated() where event.sequence > 0 {
      guard let primitive = event.primitive else { continue }
      let last = told[primitive] ?? 0
      if event.isChange, event.sequence <= last { faults.append("told twice: \(event)") }
      let gap = event.sequence > last ? event.sequence - last - (event.isChange ? 1 : 0) : 0
      if gap > 0 {
        untold += Int(gap)
        firstGap = firstGap ?? index
      }
      told[primitive] = max(last, event.sequence)
    }
    var invariants = EventInvariants(primitives, countsLines: false)
    let known = events[..<(firstGap ?? events.count)]
    return faults + invariants.faults(inPart: StreamCheck.settled(Array(known)).0).prefix(5)
  }
}
