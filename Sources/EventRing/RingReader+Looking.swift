public import SyncEvents

// What a reader does that wants to know what is so, and what has happened only as far as it costs little. Of its own process.
extension RingReader {
  /// More has happened than the rings hold: some of it is lost already.
  public var hasOverflowed: Bool { cursors.contains { $0.hasOverflowed(view) } }

  /// What is so now. What has happened stays where it is, to be read later.
  public func peek() -> Batch { look(known: []) }

  /// What is so now. What has happened until now is never read.
  public func skip() -> Batch {
    addCursors()
    for index in cursors.indices { cursors[index].skip(view) }
    merger = RunMerger(
      patience: clock.ticks(lasting: Self.patience),
      longPatience: clock.ticks(lasting: Self.longPatience))
    return look(known: living)
  }

  /// - Parameter known: threads that have ended if they have no slot.
  private func look(known: Set<ThreadID>) -> Batch {
    _ = keepTime()
    guard let counts = header.counts(view) else { return Batch() }
    self.counts = counts
    var batch = Batch(declarations: newDeclarations())
    var slots = MappingSlots(view, header, counts, time: ticks())
    slots.declared = known
    batch.snapshot = snapshot(slots, declaring: &batch.declarations)
    return batch
  }
}
