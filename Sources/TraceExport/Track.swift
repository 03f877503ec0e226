import SyncEvents

/// The numbers of the tracks: whatever they are about has one of its own already.
enum Track {
  static let process: UInt64 = 1
  static let findings: UInt64 = 2
  static func of(_ thread: ThreadID) -> UInt64 { 1 << 32 | UInt64(thread.rawValue) }
  static func of(_ primitive: PrimitiveID) -> UInt64 { 2 << 32 | UInt64(primitive.rawValue) }
}
