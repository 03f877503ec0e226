/// From when on something that only costs time is worth a note.
public struct FindingThresholds: Hashable, Sendable {
  /// A lock is held longer than this, in nanoseconds, while somebody waits for it. 2 s.
  public var longHold: Int64 = 2_000_000_000
  /// So many times in a row a lock was taken with two others in line or more. 100.
  public var convoy = 100
  /// One notify wakes so many or more, of which more than half wait again at once. 8.
  public var herd = 8
  /// So many waits in a row are given up, while others got each time what was waited for. 5.
  public var givenUp = 5

  public init() {}
}
