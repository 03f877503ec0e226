public import EventRing
public import SyncEvents

/// Checks a process's stream of events as it comes, without keeping it: what must be true of every stream is true of each
/// stretch of it of which nothing was lost.
public struct StreamCheck {
  private let reader: RingReader
  private var invariants = EventInvariants([], countsLines: false)
  private var faults: [String] = []
  private var held: [SyncEvent] = []
  private var findings = CertainFindings()
  /// How many events were checked.
  public private(set) var events = 0
  /// How many stretches there were: one more than losses.
  public private(set) var stretches = 1

  public init(_ reader: RingReader) { self.reader = reader }

  public var read: UInt64 { reader.slotsRead }
  public var lost: UInt64 { reader.slotsLost }
  /// The process is gone, and all it has left has been read.
  public var isOver: Bool { reader.source == .gone }

  /// Takes what has come since.
  public mutating func look() {
    let batch = reader.read()
    faults = Array((faults + findings.faults(in: batch, now: reader.now)).prefix(10))
    for case .primitive(let primitive) in batch.declarations where primitive.time > .zero {
      invariants.declare(primitive)
    }
    if !batch.losses.isEmpty {
      // What was lost may have been anything: what follows is checked from what it says itself.
      invariants.forget(before: reader.now)
      held = []
      stretches += 1
    }
    events += batch.events.count
    let (ready, rest) = Self.settled(held + batch.events)
    held = rest
    check(ready)
  }

  /// Everything that was wrong, at most ten; waits that are open belong to threads that were ended with their process.
  public mutating func finish() -> [String] {
    look()
    check(held)
    held = []
    return faults
  }

  private mutating func check(_ events: [SyncEvent]) {
    faults = Array((faults + invariants.faults(inPart: events)).prefix(10))
  }

  /// A release may begin a wait, which only the thread's next event tells: from such a one on events are kept.
  public static func settled(_ events: [SyncEvent]) -> ([SyncEvent], [SyncEvent]) {
    var last: [ThreadID: Int] = [:]
    for (index, event) in events.enumerated() { last[event.thread] = index }
    let open = last.values.filter { index in
      if case .releasing = events[index].kind { true } else { false }
    }
    let end = open.min() ?? events.count
    return (Array(events[..<end]), Array(events[end...]))
  }
}
