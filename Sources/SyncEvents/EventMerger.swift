/// Puts the events of many threads into one order.
///
/// Within a thread the order is the one in which they were written, within a primitive its sequence; what neither decides,
/// time does. Times that contradict the order are moved forward, never back. An event whose predecessor has not come yet is
/// kept until it has: briefly if the predecessor may have been lost, and long if it is only late, since the thread that
/// will write it (a number may be set aside for it) does not run.
public struct EventMerger: Sendable {
  private var streams: [Stream] = []
  private var streamOf: [ThreadID: Int] = [:]
  private var expected: [PrimitiveID: UInt64] = [:]
  private var latest: [PrimitiveID: Instant] = [:]
  private var doubtful: [PrimitiveID: UInt64] = [:]
  private let patience: Int64
  private let longPatience: Int64

  private struct Stream {
    var events: [SyncEvent] = []
    var position = 0
    var latest = Instant(nanoseconds: .min)
    var head: SyncEvent? { position < events.count ? events[position] : nil }
    var headTime: Instant? { position < events.count ? events[position].time : nil }
  }

  /// - Parameters:
  ///   - patience: nanoseconds that an event waits for a predecessor that may have been lost.
  ///   - longPatience: nanoseconds that it waits for any other.
  public init(patience: Int64 = 100_000_000, longPatience: Int64 = 5_000_000_000) {
    self.patience = patience
    self.longPatience = longPatience
  }

  /// The primitive's events up to this one are history: the next to come is `sequence` + 1.
  public mutating func begin(_ primitive: PrimitiveID, after sequence: UInt64) {
    expected[primitive] = sequence + 1
  }

  /// The primitive's events up to this one may have been lost.
  public mutating func doubt(_ primitive: PrimitiveID, upTo sequence: UInt64) {
    doubtful[primitive] = max(doubtful[primitive] ?? 0, sequence)
  }

  /// More events of one thread, in the order in which it wrote them.
  public mutating func add(_ events: some Collection<SyncEvent>, of thread: ThreadID) {
    guard !events.isEmpty else { return }
    let index =
      streamOf[thread]
      ?? {
        streams.append(Stream())
        streamOf[thread] = streams.count - 1
        return streams.count - 1
      }()
    streams[index].events.append(contentsOf: events)
  }

  /// Everything that is in order up to `horizon`: the moment before the newest events were looked for.
  public mutating func take(until horizon: Instant) -> [SyncEvent] {
    var out: [SyncEvent] = []
    while let index = next(until: horizon) {
      guard var event = streams[index].head else { break }
      streams[index].position += 1
      event.time = max(event.time, streams[index].latest)
      if let primitive = event.primitive, event.sequence > 0 {
        expected[primitive] = max(expected[primitive] ?? 0, event.sequence + 1)
        event.time = max(event.time, latest[primitive] ?? event.time)
        latest[primitive] = event.time
        if event.kind == .destroyed {
          expected[primitive] = nil
          latest[primitive] = nil
          doubtful[primitive] = nil
        }
      }
      streams[index].latest = event.time
      out.append(event)
    }
    dropTaken()
    return out
  }

  /// How many wait for a predecessor, or for the horizon.
  public var pendingCount: Int { streams.reduce(0) { $0 + $1.events.count - $1.position } }
  /// Events of that thread wait for a predecessor, or for the horizon.
  public func holds(eventsOf thread: ThreadID) -> Bool {
    streamOf[thread].map { streams[$0].head != nil } ?? false
  }

  /// The stream whose head comes next: the earliest of those that are ready.
  private func next(until horizon: Instant) -> Int? {
    var best: Int?
    var bestTime = Instant.zero
    for index in streams.indices {
      // Whether it is ready is looked up last: with many streams this is asked for every event.
      guard let time = streams[index].headTime, time <= horizon, best == nil || time < bestTime,
        let head = streams[index].head,
        isReady(head) || horizon - time > patience(for: head)
      else { continue }
      best = index
      bestTime = time
    }
    return best
  }

  private func isReady(_ event: SyncEvent) -> Bool {
    guard let primitive = event.primitive else { return true }
    return event.sequence <= expected[primitive] ?? 1
  }

  private func patience(for event: SyncEvent) -> Int64 {
    guard let primitive = event.primitive, let sequence = doubtful[primitive] else {
      return longPatience
    }
    return event.sequence <= sequence + 1 ? patience : longPatience
  }

  private mutating func dropTaken() {
    var ended: Set<Int> = []
    for index in streams.indices where streams[index].position > 0 {
      if streams[index].events[streams[index].position - 1].kind == .threadEnded,
        streams[index].head == nil
      {
        ended.insert(index)
      }
      streams[index].events.removeFirst(streams[index].position)
      streams[index].position = 0
    }
    guard !ended.isEmpty else { return }
    let kept = streamOf.filter { !ended.contains($0.value) }.sorted { $0.value < $1.value }
    streams = kept.map { streams[$0.value] }
    streamOf = Dictionary(
      uniqueKeysWithValues: kept.enumerated().map { ($0.element.key, $0.offset) })
  }
}
