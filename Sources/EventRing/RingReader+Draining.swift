import CSignalbox
import SyncEvents

extension RingReader.Source {
  init(_ state: ProcessState) {
    self =
      switch state {
      case .running: .running
      case .stopped: .stopped
      case .gone: .gone
      }
  }
}

extension RingReader {
  /// How the process is now.
  func look() -> Source {
    source == .own ? .own : Source(ProcessState.look(header.pid, started: header.started))
  }

  // MARK: time

  /// Both clocks now, if this process reads the same ones.
  static func pair(of source: UInt32) -> sb_clock_pair? {
    if source == SB_CLOCK_MONOTONIC {
      let now = sb_now()
      return sb_clock_pair(ticks: now, ns: now)
    }
    return sb_own_clock_source() == source ? sb_clock_pair_now() : nil
  }

  /// Takes note of what the clocks say. Gives the ticks.
  func keepTime() -> UInt64 {
    guard source != .gone else { return clock.last }
    guard let pair = Self.pair(of: header.clockSource) else { return ticks() }
    clock.add(pair)
    return pair.ticks
  }

  /// The ticks now. When the process is gone, and perhaps the machine has been started anew since: as late as can be.
  func ticks() -> UInt64 {
    if source == .gone { return clock.last &+ clock.ticks(lasting: 30 * 86_400_000_000_000) }
    if header.clockSource == SB_CLOCK_MONOTONIC { return sb_now() }
    return sb_own_clock_source() == header.clockSource ? sb_ticks() : clock.ticks(at: sb_now())
  }

  // MARK: rings

  func addCursors() {
    for index in cursors.count..<max(cursors.count, header.ringCount(counts, view)) {
      cursors.append(
        RingCursor(
          header.rings.place(UInt64(index)), ringEvents: header.ringEvents, since: began))
    }
  }

  /// Hands what has come to the merger. Gives what was lost.
  func drain(asked: UInt64) -> [RingCursor.LostRun] {
    counts.threads = max(counts.threads, header.counts(view)?.threads ?? 0)
    addCursors()
    var losses: [RingCursor.LostRun] = []
    for index in cursors.indices {
      let before = cursors[index].owner
      let drained = cursors[index].drain(view, into: buffer, asked: asked) { ticks() }
      losses += drained.losses
      for run in drained.runs { merger.add(buffer[run.range], of: run.thread) }
      let after = cursors[index].owner
      // Who had the ring before has ended.
      if let before, before != after { merger.end(before) }
      for run in drained.runs where run.thread != after { merger.end(run.thread) }
    }
    return losses
  }

  /// Events that had happened before the slots were read may be missing: nobody shall wait for them long.
  func doubt(_ slots: MappingSlots) {
    for state in slots.primitives {
      merger.doubt(state.id, upTo: merger.number(ofSlot: state.number, of: state.id))
    }
    merger.doubt(allBut: slots.presentPrimitives)
  }
}

extension RingReader {
  /// The process was stopped from when it was seen running last, or said something, until now, and goes on: what its threads
  /// did meanwhile is as if nobody had looked.
  func markGap(since: Instant, in batch: inout Batch) {
    let until = max(since, min(now, batch.events.first?.time ?? now))
    batch.losses += living.sorted().map {
      Loss(thread: $0, count: 0, since: since, until: until)
    }
  }
}
