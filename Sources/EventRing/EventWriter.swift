public import CSignalbox
public import SyncEvents

extension ThreadRecord {
  /// Writes an event into the calling thread's ring.
  ///
  /// Wait-free; the oldest events are overwritten. About 40 ns, most of it for the clock.
  ///
  /// - Parameters:
  ///   - kind: times in it are the machine's (`sb_now`), not yet a reader's.
  ///   - primitive: which one, with its sequence number; nil for what the thread does by itself.
  ///   - time: the machine's, in nanoseconds.
  public func write(
    _ kind: SyncEvent.Kind, primitive: PrimitiveID? = nil, sequence: UInt64 = 0,
    time: UInt64 = sb_now()
  ) {
    guard let ring = pointer.pointee.ring else { return }
    var code = EventCode(kind)
    withUnsafePointer(to: &code.arguments) {
      $0.withMemoryRebound(to: sb_argument.self, capacity: 3) { arguments in
        sb_ring_write(
          ring, time, sb_head_word(sequence & 0xFF_FFFF, code.number, primitive?.rawValue ?? 0),
          arguments, code.count)
      }
    }
  }
}

/// A primitive's slot: what is true of it now. Written by whoever has its internal mutex.
public final class PrimitiveSlot: @unchecked Sendable {
  public let id: PrimitiveID
  public let kind: PrimitiveKind
  public let name: String
  private let pointer: UnsafeMutablePointer<sb_primitive_slot>

  public init(
    kind: PrimitiveKind, name: String?, value: Int = 0, limit: Int? = nil,
    lock: PrimitiveID? = nil, thread: ThreadID? = nil, pool: PrimitiveID? = nil, site: Site
  ) {
    id = PrimitiveID(sb_next_primitive_id())
    self.kind = kind
    self.name = name ?? "\(kind.word)-\(id.rawValue)"
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: sb_primitive_slot())
    pointer.pointee.value = Int64(value)
    pointer.pointee.limit = Int64(limit ?? -1)
    Directory.shared.declare(
      PrimitiveDeclaration(
        id: id, kind: kind, name: self.name, value: value, limit: limit,
        lock: lock, thread: thread, pool: pool, site: site.id,
        time: Instant(nanoseconds: Int64(bitPattern: sb_now()))),
      slot: pointer)
  }
  deinit {
    Directory.shared.destroyed(id)
    pointer.deallocate()
  }

  /// Under the primitive's internal mutex.
  public func publish(
    sequence: UInt64, owner: UInt32 = 0, depth: Int = 0, since: UInt64 = 0, value: Int = 0,
    limit: Int = 0, waiters: Int = 0, site: UInt64 = 0
  ) {
    sb_primitive_publish(
      pointer,
      sb_primitive_slot(
        version: 0, sequence: sequence, owner: owner, depth: UInt32(clamping: depth), since: since,
        value: Int64(value), limit: Int64(limit), waiters: UInt64(waiters), site: site))
  }
}
