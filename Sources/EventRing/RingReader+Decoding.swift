import CSignalbox
import SyncEvents

extension RingReader {
  // MARK: events

  /// Events in their order, and the declarations of what they refer to.
  func decode(_ merged: RunMerger.Merged, into batch: inout Batch) {
    let first = batch.events.count
    merger.decode(merged, clock, into: &batch.events)
    batch.declarations += newDeclarations()
    for event in batch.events[first...] {
      latest = max(latest, event.time)
      declare(event, &batch.declarations)
    }
  }

  private func declare(_ event: SyncEvent, _ out: inout [Declaration]) {
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
    case .threadEnded:
      living.remove(event.thread)
      knownThreads.remove(event.thread)
    case .destroyed:
      if let primitive = event.primitive { knownPrimitives.remove(primitive) }
    case .levelChanged: wantsSnapshot = true
    default: break
    }
  }

  // MARK: declarations

  /// What was declared since the last time. What was overwritten before it was read is declared if it still lives.
  func newDeclarations() -> [Declaration] {
    var out: [Declaration] = []
    let counts = header.counts(view) ?? counts
    self.counts.textsEnd = max(self.counts.textsEnd, counts.textsEnd)
    self.counts.sites = max(self.counts.sites, counts.sites)
    let (new, hasGap) = tables.journal(view, counts)
    for record in new { declare(record, &out) }
    if hasGap {
      for index in 0..<counts.threads { declareThread(at: index, &out) }
      for index in 0..<counts.primitives { declarePrimitive(at: index, &out) }
    }
    return out
  }

  /// From the entry of a thread that lives.
  func declareThread(at index: UInt64, _ out: inout [Declaration]) {
    if let record: sb_declaration = view.whole(at: header.threads.place(index)), record.number != 0
    {
      declare(record, &out)
    }
  }
  func declarePrimitive(at index: UInt64, _ out: inout [Declaration]) {
    if let record: sb_declaration = view.whole(at: header.primitives.place(index)),
      record.number != 0
    {
      declare(record, &out)
    }
  }

  private func declare(_ record: sb_declaration, _ out: inout [Declaration]) {
    let isThread = UInt32(record.type) == SB_DECLARES_THREAD
    let isKnown =
      isThread
      ? knownThreads.contains(ThreadID(record.id))
      : knownPrimitives.contains(PrimitiveID(record.id))
    guard !isKnown,
      let declaration = Declaration(record, clock, name: { tables.name($0, view, counts) })
    else { return }
    switch declaration {
    case .thread(let thread):
      knownThreads.insert(thread.id)
      living.insert(thread.id)
    case .primitive(let primitive):
      knownPrimitives.insert(primitive.id)
      declare(site: primitive.site, &out)
    case .text, .site: break
    }
    out.append(declaration)
  }

  private func declare(text: TextID?, _ out: inout [Declaration]) {
    guard let text, knownTexts.insert(text).inserted else { return }
    out.append(.text(text, tables.text(text, view, counts)))
  }
  func declare(site: SiteID?, _ out: inout [Declaration]) {
    guard let site, !knownSites.contains(site),
      let (file, line) = tables.site(site, view, counts)
    else { return }
    knownSites.insert(site)
    out.append(.site(site, file: file, line: line))
  }

  // MARK: the slots

  func snapshot(_ slots: MappingSlots, declaring declarations: inout [Declaration]) -> Snapshot {
    let isMoving = source == .own || source == .running
    let time = isMoving ? clock.instant(slots.time) : now
    var snapshot = Snapshot(
      time: time, threads: [], primitives: [], isOfOneMoment: !isMoving)
    for id in living.intersection(slots.declared).subtracting(slots.presentThreads).sorted()
    where !merger.holds(eventsOf: id) {
      living.remove(id)
      knownThreads.remove(id)
      snapshot.threads.append(ThreadSnapshot(id: id, state: .ended, since: snapshot.time))
    }
    for state in slots.threads.sorted(by: { $0.slot.id < $1.slot.id }) {
      let slot = state.slot
      if !knownThreads.contains(ThreadID(slot.id)) { declareThread(at: state.index, &declarations) }
      declare(site: site(slot.site), &declarations)
      snapshot.threads.append(
        ThreadSnapshot(
          id: ThreadID(slot.id),
          state: ThreadSnapshot.State(rawValue: UInt8(truncatingIfNeeded: slot.state)) ?? .running,
          primitive: slot.primitive == 0 ? nil : PrimitiveID(slot.primitive),
          operation: Operation(rawValue: UInt8(truncatingIfNeeded: slot.state >> 8)),
          isTimed: slot.state & UInt32(SB_UNTIL) != 0,
          since: clock.instant(slot.since), site: site(slot.site)))
    }
    // Those whose end was lost. One that is too new for these slots may be declared twice.
    knownPrimitives.formIntersection(slots.presentPrimitives)
    for state in slots.primitives.sorted(by: { $0.id < $1.id }) {
      if !knownPrimitives.contains(state.id) { declarePrimitive(at: state.index, &declarations) }
      declare(site: site(state.site), &declarations)
      snapshot.primitives.append(
        PrimitiveSnapshot(
          id: state.id, owner: state.owner, depth: state.depth,
          since: state.since == 0 ? nil : clock.instant(state.since),
          sequence: merger.number(ofSlot: state.number, of: state.id), value: state.value,
          limit: state.limit, waiters: state.waiters, site: site(state.site)))
    }
    return snapshot
  }

  private func site(_ word: UInt64) -> SiteID? { word == 0 ? nil : SiteID(word) }
}
