/// What one bucket of 2^k nanoseconds of a lane comes to.
public struct LaneCell: Hashable, Sendable {
  /// How much of it was spent running, 0 to 8 eighths; rounded, but never to 0 or 8 unless exactly so. The whole bucket
  /// counts, also what lies before the thread's start or after its end; of an open bucket, what has passed of it.
  public var runningEighths: Int
  /// The worst look in it that is neither running nor absent; else running, if it ran at all; else absent.
  public var worst: Look
  /// The look it ended with.
  public var last: Look
  /// More than one look in it, absent included. Deadlock and lost data are never mixed: they take the whole cell.
  public var isMixed: Bool

  public init(runningEighths: Int, worst: Look, last: Look, isMixed: Bool) {
    self.runningEighths = runningEighths
    self.worst = worst
    self.last = last
    self.isMixed = isMixed
  }
  public static let absent = LaneCell(
    runningEighths: 0, worst: .absent, last: .absent, isMixed: false)
}
