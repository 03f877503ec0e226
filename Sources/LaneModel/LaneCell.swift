/// What one bucket of 2^k nanoseconds of a lane comes to.
public struct LaneCell: Hashable, Sendable {
  /// How much of it was spent running, 0 to 8 eighths; rounded, but never to 0 or 8 unless exactly so. The whole bucket
  /// counts, also what lies before the thread's start or after its end; of an open bucket, what has passed of it.
  public var runningEighths: Int
  /// The worst look in it that is neither running nor absent; else running, if it ran at all; else absent.
  public var worst: Look
  /// The look it had longest; of several, the mildest.
  public var dominant: Look
  /// The look it ended with.
  public var last: Look
  /// More than one look in it, absent included. Deadlock and lost data are never mixed: they take the whole cell.
  public var isMixed: Bool

  /// How many changes of state were in it.
  public var changes: Int
  /// It is known only as a part of a longer bucket: what is drawn is that one.
  public var isCoarse: Bool

  public init(
    runningEighths: Int, worst: Look, dominant: Look? = nil, last: Look, isMixed: Bool,
    changes: Int = 0, isCoarse: Bool = false
  ) {
    self.runningEighths = runningEighths
    self.worst = worst
    self.dominant = dominant ?? worst
    self.changes = changes
    self.isCoarse = isCoarse
    self.last = last
    self.isMixed = isMixed
  }
  public static let absent = LaneCell(
    runningEighths: 0, worst: .absent, last: .absent, isMixed: false)
}
