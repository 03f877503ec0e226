public import SyncEvents

/// A piece of a recording that can be read by itself, but for the declarations before it.
public struct RecordingChunk: Hashable, Sendable {
  enum Kind: UInt8 {
    /// Looks, packed.
    case events
    /// A model, packed: from it one can go on without what comes before.
    case checkpoint
    /// What all lanes were, in long buckets.
    case overview

    var tag: UInt32 {
      switch self {
      case .events: 0x4B4E_4843  // "CHNK"
      case .checkpoint: 0x5450_4B43  // "CKPT"
      case .overview: 0x4C56_454C  // "LEVL"
      }
    }
  }
  var kind: Kind
  /// Where its head is in the file, and how many bytes follow that.
  public var place: UInt64
  public var length: Int
  var checksum: UInt32
  /// The source's time at its first look and at its last.
  public var first: Instant
  public var last: Instant
  public var events: UInt64
  /// Of a checkpoint: it has taken in everything up to so many bytes before it.
  var back: UInt64 = 0

  /// Where the next one may begin.
  var end: UInt64 { place + UInt64(RecordingFormat.chunkHeadSize + length) }
  /// Of a checkpoint: where what comes after it begins.
  var resume: UInt64 { place - back }
}
