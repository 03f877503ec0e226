import CSignalbox
public import SyncEvents

/// Reads this process's rings. Any number of readers may; none of them disturbs a writer.
///
/// Not thread-safe: one thread reads.
public final class RingReader {
  /// Where a reader begins.
  public enum Start: Sendable {
    /// With everything that is still in the rings.
    case beginning
    /// With what comes from now on.
    case now
  }

  /// The machine's time that is this reader's `Instant.zero`.
  public let zero: UInt64
  private var merger = EventMerger()
  private var cursors: [RingCursor] = []
  private var declared: Int
  private var knownThreads: Set<ThreadID> = []
  private var knownPrimitives: Set<PrimitiveID> = []
  private var knownTexts: Set<TextID> = []
  private var knownSites: Set<SiteID> = []
  private var sequences: [PrimitiveID: UInt64] = [:]
  private var wantsSnapshot: Bool
  /// Threads that were declared and have not said that they ended.
  private var living: Set<ThreadID> = []
  private let began: UInt64
  private let directory = Directory.shared

  /// - Parameters:
  ///   - start: where to begin.
  ///   - zero: the machine's time (nanoseconds) that shall be 0; nil is now.
  public init(from start: Start = .beginning, zero: UInt64? = nil) {
    self.zero = zero ?? sb_now()
    wantsSnapshot = start == .now
    declared = start == .now ? directory.count : 0
    began = start == .now ? sb_now() : directory.began
    addCursors(skipping: start == .now)
    guard start == .now else { return }
    // After the cursors: what is written in between is read, and is no gap.
    for (id, slot) in directory.slots().primitives {
      sequences[id] = slot.sequence
      merger.begin(id, after: slot.sequence)
    }
  }

  /// This reader's time now.
  public var now: Instant { instant(sb_now()) }
  /// How many slots were read, and how many were lost before they were.
  public var slotsRead: UInt64 { cursors.reduce(0) { $0 + $1.read } }
  public var slotsLost: UInt64 { cursors.reduce(0) { $0 + $1.lost } }

  /// The next batch shall say what is true, not only what has happened.
  public func requestSnapshot() { wantsSnapshot = true }

  /// What has come since the last time. Never waits.
  public func read() -> Batch {
    var batch = Batch()
    let horizon = now
    var (runs, losses) = drain()
    var slots: Directory.Slots?
    if wantsSnapshot || !losses.isEmpty {
      let now = directory.slots()
      for (id, slot) in now.primitives { sequences[id] = max(sequences[id] ?? 0, slot.sequence) }
      // Once more: a thread that has no slot any more had ended before, and now its last events are read or lost.
      let more = drain()
      runs += more.runs
      losses += more.losses
      slots = now
      wantsSnapshot = false
    }
    for run in runs {
      merger.add(run.events.compactMap { decode($0, of: run.thread) }, of: run.thread)
    }
    if let slots { doubt(slots) }
    batch.losses = losses.map {
      Loss(thread: $0.thread, count: $0.count, since: instant($0.since), until: instant($0.until))
    }
    batch.events = merger.take(until: horizon)
    batch.declarations = declarations(for: batch.events)
    if let slots { batch.snapshot = snapshot(slots, declaring: &batch.declarations) }
    return batch
  }

  private func drain() -> (runs: [RingCursor.Run], losses: [RingCursor.LostRun]) {
    addCursors(skipping: false)
    var all: (runs: [RingCursor.Run], losses: [RingCursor.LostRun]) = ([], [])
    for index in cursors.indices {
      let (runs, losses) = cursors[index].drain()
      all.runs += runs
      all.losses += losses
    }
    return all
  }

  private func addCursors(skipping: Bool) {
    for index in UInt32(cursors.count)..<max(sb_ring_count(), UInt32(cursors.count)) {
      cursors.append(RingCursor(sb_ring_at(index), skipping: skipping, since: began))
    }
  }

  /// Events that had happened before the slots were read may be missing: nobody shall wait for them long.
  private func doubt(_ slots: Directory.Slots) {
    var destroyed = Set(sequences.keys)
    for (id, slot) in slots.primitives {
      merger.doubt(id, upTo: slot.sequence)
      destroyed.remove(id)
    }
    for id in destroyed { merger.doubt(id, upTo: .max - 1) }
  }

  private func instant(_ time: UInt64) -> Instant {
    Instant(nanoseconds: Int64(bitPattern: time &- zero))
  }

  private func decode(_ event: RingCursor.Event, of thread: ThreadID) -> SyncEvent? {
    guard let kind = event.kind(zero: zero) else { return nil }
    let primitive = event.primitive == 0 ? nil : PrimitiveID(event.primitive)
    var sequence: UInt64 = 0
    if let primitive {
      let last = sequences[primitive] ?? 0
      sequence = unwrap(event.sequence, near: last)
      sequences[primitive] = max(last, sequence)
    }
    return SyncEvent(
      thread: thread, primitive: primitive, sequence: sequence, time: instant(event.time),
      kind: kind)
  }

  // MARK: declarations

  private func declarations(for events: [SyncEvent]) -> [Declaration] {
    var out: [Declaration] = []
    let new = directory.declarations(from: declared)
    declared += new.count
    for declaration in new { declare(declaration, &out) }
    for event in events {
      declare(thread: event.thread, &out)
      if event.kind == .threadEnded { living.remove(event.thread) }
      if let primitive = event.primitive {
        declare(primitive: primitive, &out)
        if event.kind == .destroyed { sequences[primitive] = nil }
      }
      switch event.kind {
      case .blocking(_, _, let site), .waiting(_, let site), .acquired(_, _, let site),
        .releasing(_, _, let site):
        declare(site: site, &out)
      case .output(let text), .note(let text), .commanded(let text), .refused(let text, _):
        declare(text: text, &out)
      case .localSet(let key, let value):
        declare(text: key, &out)
        declare(text: value, &out)
      case .localGet(let key, let value):
        declare(text: key, &out)
        declare(text: value, &out)
      default: break
      }
    }
    return out
  }

  private func declare(thread: ThreadID, _ out: inout [Declaration]) {
    guard !knownThreads.contains(thread), let found = directory.declaration(of: thread) else {
      return
    }
    declare(found, &out)
  }
  private func declare(primitive: PrimitiveID, _ out: inout [Declaration]) {
    guard !knownPrimitives.contains(primitive),
      let found = directory.declaration(of: primitive)
    else { return }
    declare(found, &out)
  }
  private func declare(text: TextID?, _ out: inout [Declaration]) {
    guard let text, knownTexts.insert(text).inserted else { return }
    out.append(.text(text, directory.text(text)))
  }
  private func declare(site: SiteID?, _ out: inout [Declaration]) {
    guard let site, knownSites.insert(site).inserted else { return }
    let (file, line) = Site.resolve(site)
    out.append(.site(site, file: file, line: line))
  }
  private func declare(_ declaration: Declaration, _ out: inout [Declaration]) {
    switch declaration {
    case .thread(var thread):
      guard knownThreads.insert(thread.id).inserted else { return }
      living.insert(thread.id)
      thread.time = instant(UInt64(bitPattern: thread.time.nanoseconds))
      out.append(.thread(thread))
    case .primitive(var primitive):
      guard knownPrimitives.insert(primitive.id).inserted else { return }
      declare(site: primitive.site, &out)
      primitive.time = instant(UInt64(bitPattern: primitive.time.nanoseconds))
      out.append(.primitive(primitive))
    case .text, .site: out.append(declaration)
    }
  }

  // MARK: the slots

  private func snapshot(
    _ slots: Directory.Slots, declaring declarations: inout [Declaration]
  ) -> Snapshot {
    var snapshot = Snapshot(time: instant(slots.time), threads: [], primitives: [])
    let present = Set(slots.threads.map { $0.0 })
    for id in living.subtracting(present).sorted()
    where directory.declared(id, before: slots) && !merger.holds(eventsOf: id) {
      living.remove(id)
      snapshot.threads.append(ThreadSnapshot(id: id, state: .ended, since: snapshot.time))
    }
    for (id, slot) in slots.threads.sorted(by: { $0.0 < $1.0 }) {
      declare(thread: id, &declarations)
      let site = slot.site == 0 ? nil : SiteID(slot.site)
      declare(site: site, &declarations)
      snapshot.threads.append(
        ThreadSnapshot(
          id: id,
          state: ThreadSnapshot.State(rawValue: UInt8(truncatingIfNeeded: slot.state)) ?? .running,
          primitive: slot.primitive == 0 ? nil : PrimitiveID(slot.primitive),
          operation: Operation(rawValue: UInt8(truncatingIfNeeded: slot.state >> 8)),
          since: instant(slot.since), site: site))
    }
    for (id, slot) in slots.primitives.sorted(by: { $0.0 < $1.0 }) {
      declare(primitive: id, &declarations)
      let site = slot.site == 0 ? nil : SiteID(slot.site)
      declare(site: site, &declarations)
      snapshot.primitives.append(
        PrimitiveSnapshot(
          id: id, owner: slot.owner == 0 ? nil : ThreadID(slot.owner), depth: Int(slot.depth),
          since: instant(slot.since), sequence: slot.sequence, value: Int(slot.value),
          limit: Int(slot.limit), waiters: Int(clamping: slot.waiters), site: site))
    }
    return snapshot
  }
}

/// The full number of which `low` is the last 24 bits, nearest to `last`.
func unwrap(_ low: UInt64, near last: UInt64) -> UInt64 {
  let difference = Int64(bitPattern: (low &- last) << 40) >> 40
  return UInt64(bitPattern: max(0, Int64(bitPattern: last) &+ difference))
}
