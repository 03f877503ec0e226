public import SyncEvents

/// Moments that the person wants to come back to, the earliest first.
public struct Bookmarks: Hashable, Sendable {
  public private(set) var times: [Instant]
  public static let most = 999

  public init(_ times: [Instant] = []) {
    self.times = Array(Set(times).sorted().prefix(Self.most))
  }

  /// False if there is no room for more.
  mutating func add(_ time: Instant) -> Bool {
    guard times.count < Self.most else { return false }
    self = Bookmarks(times + [time])
    return true
  }

  /// What lies in the same cell of 2^zoom nanoseconds.
  func inCell(of time: Instant, _ zoom: Int) -> [Instant] {
    times.filter { $0.bucket(zoom) == time.bucket(zoom) }
  }
  mutating func remove(_ gone: [Instant]) { times.removeAll(where: gone.contains) }

  func next(after time: Instant) -> Instant? { times.first { $0 > time } }
  func previous(before time: Instant) -> Instant? { times.last { $0 < time } }
}
