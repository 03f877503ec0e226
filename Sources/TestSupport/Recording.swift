import EventRing
public import SyncEvents

/// What happened in this process since it began, read from the rings as a viewer reads them.
///
/// Not thread-safe: the test's own thread reads.
public final class Recording {
  private let reader = RingReader(from: .now)
  public private(set) var events: [SyncEvent] = []
  public private(set) var declarations: [Declaration] = []
  public private(set) var losses: [Loss] = []

  public init() {
    // What lived before is told in a snapshot; what follows is complete.
    collect()
  }

  /// Takes what has come since.
  public func collect() {
    let batch = reader.read()
    events += batch.events
    declarations += batch.declarations
    losses += batch.losses
  }

  /// Takes what comes until these have ended, often enough that nothing is lost.
  public func collect(while bunch: Bunch) throws {
    try waitUntil("they end") {
      collect()
      return bunch.endedCount == bunch.threads.count
    }
    try bunch.join()
    collect()
  }

  /// The primitive of that name; the newest, if there are several.
  public func primitive(_ name: String) -> PrimitiveID? {
    primitives.last { $0.name == name }?.id
  }
  public var primitives: [PrimitiveDeclaration] {
    declarations.compactMap { if case .primitive(let primitive) = $0 { primitive } else { nil } }
  }
  public var threads: [ThreadDeclaration] {
    declarations.compactMap { if case .thread(let thread) = $0 { thread } else { nil } }
  }
  public func text(_ id: TextID) -> String? {
    for case .text(id, let text) in declarations { return text }
    return nil
  }

  /// That primitive's events, in the order of their numbers.
  public func events(of name: String) -> [SyncEvent] {
    guard let id = primitive(name) else { return [] }
    return events.filter { $0.primitive == id }
  }
  /// That thread's events, in the order in which it wrote them.
  public func events(by thread: ThreadID?) -> [SyncEvent] {
    events.filter { $0.thread == thread }
  }

  /// What is wrong with the stream so far; empty if nothing is. Of what was there before it only the end is known.
  public func faults() -> [String] {
    guard losses.isEmpty else { return ["events were lost: \(losses)"] }
    var invariants = EventInvariants(primitives.filter { $0.time > .zero })
    let faults = invariants.faults(in: events) + CertainFindings.faults(declarations, events)
    return Array(faults.prefix(10))
  }
}
