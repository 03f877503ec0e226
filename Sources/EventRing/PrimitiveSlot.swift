public import CSignalbox
public import SyncEvents

/// A primitive's place in the mapping: its declaration, and what is true of it now.
public final class PrimitiveSlot: @unchecked Sendable {
  public let id: PrimitiveID
  public let kind: PrimitiveKind
  public let name: String
  private let entry: UnsafeMutablePointer<sb_primitive_entry>
  /// What its operations change. Lives as long as this object.
  public let pointer: UnsafeMutablePointer<sb_slot>

  /// - Parameters word, turn: what these are at first, for those that keep their state in them.
  public init(
    kind: PrimitiveKind, name: String?, value: Int = 0, limit: Int? = nil,
    lock: PrimitiveID? = nil, thread: ThreadID? = nil, pool: PrimitiveID? = nil, site: Site,
    word: UInt64 = 0, turn: UInt64 = 0
  ) {
    sb_start()
    id = PrimitiveID(sb_next_primitive_id())
    self.kind = kind
    self.name = name ?? "\(kind.word)-\(id.rawValue)"
    entry = sb_primitive_entry_take()
    pointer = UnsafeMutableRawPointer(entry)
      .advanced(by: MemoryLayout<sb_primitive_entry>.offset(of: \.slot) ?? 0)
      .assumingMemoryBound(to: sb_slot.self)
    sb_slot_begin(
      pointer, id.rawValue, UInt32(kind.rawValue), word, turn, Int64(value),
      limit.map { Int64($0) } ?? -1)
    if let site = site.id { sb_site_note(site.rawValue) }
    var declaration = sb_declaration()
    declaration.time = sb_ticks()
    declaration.site = site.word
    declaration.id = id.rawValue
    declaration.name = Directory.shared.intern(self.name).rawValue
    declaration.value = Int64(value)
    declaration.limit = limit.map { Int64($0) } ?? -1
    declaration.related = lock?.rawValue ?? thread?.rawValue ?? pool?.rawValue ?? 0
    declaration.type = UInt8(SB_DECLARES_PRIMITIVE)
    declaration.kind = kind.rawValue
    sb_declare(declaration, entry.pointer(to: \.declaration))
  }
  deinit { sb_primitive_entry_give(entry) }

  /// Says what is true now, of what is behind an internal mutex. Under it.
  ///
  /// - Parameter since: in ticks.
  public func publish(
    sequence: UInt64, owner: UInt32 = 0, depth: Int = 0, since: UInt64 = 0, value: Int = 0,
    limit: Int = 0, waiters: Int = 0, site: UInt64 = 0
  ) {
    sb_slot_publish(
      pointer, sequence, owner, UInt32(clamping: depth), since, Int64(value), Int64(limit),
      UInt32(clamping: waiters), site)
  }
}
