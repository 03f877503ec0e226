public import CSignalbox
public import SyncEvents

extension ThreadRecord {
  /// Writes an event into the calling thread's ring, if events are recorded at all.
  ///
  /// Wait-free; the oldest events are overwritten. About 40 ns, most of it for the clock.
  ///
  /// - Parameters:
  ///   - kind: times in it are nanoseconds of the machine's clock (`sb_now`), not yet a reader's.
  ///   - primitive: which one, with its sequence number; nil for what the thread does by itself.
  ///   - isChange: false: it was written when `sequence` was the newest.
  ///   - time: in ticks.
  public func write(
    _ kind: SyncEvent.Kind, primitive: PrimitiveID? = nil, sequence: UInt64 = 0,
    isChange: Bool = true, time: UInt64 = sb_ticks()
  ) {
    guard sb_is_recording() else { return }
    var code = EventCode(kind)
    if let site = kind.site { sb_site_note(site.rawValue) }
    let number = isChange ? code.number : code.number | SB_SEEN
    withUnsafePointer(to: &code.arguments) {
      $0.withMemoryRebound(to: sb_argument.self, capacity: 3) { arguments in
        sb_ring_write(
          pointer, time,
          sb_head_word(sequence & 0xFF_FFFF, number, primitive?.rawValue ?? 0), arguments,
          code.count)
      }
    }
  }
}

extension SyncEvent.Kind {
  fileprivate var site: SiteID? {
    switch self {
    case .blocking(_, _, let site), .waiting(_, let site), .acquired(_, _, let site),
      .releasing(_, _, let site):
      site
    default: nil
    }
  }
}
