public import SyncEvents

/// From when on something that only costs time is worth telling.
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

  /// What has one: a time of `longHold`, how often of the others.
  public static let kinds: [FindingKind] = [.starvation, .convoy, .thunderingHerd, .longHold]

  /// As a person writes it: `2s`, `100`. Nil where there is no threshold.
  public func text(of kind: FindingKind) -> String? {
    if kind == .longHold { return Nanoseconds.text(longHold) }
    return count(of: kind).map { "\(self[keyPath: $0])" }
  }

  /// - Returns: false, and nothing is changed, where it cannot be that: it is a time, or a number from 1 to a million.
  public mutating func set(_ kind: FindingKind, to text: String) -> Bool {
    if kind == .longHold {
      guard let length = Nanoseconds.parse(text), length > 0 else { return false }
      longHold = length
      return true
    }
    guard let path = count(of: kind), let count = Int(text), (1...1_000_000).contains(count)
    else { return false }
    self[keyPath: path] = count
    return true
  }

  private func count(of kind: FindingKind) -> WritableKeyPath<Self, Int>? {
    switch kind {
    case .starvation: \.givenUp
    case .convoy: \.convoy
    case .thunderingHerd: \.herd
    case .longHold, .selfDeadlock, .deadlock, .stall, .poolDeadlock, .lostNotify, .ownerGone,
      .lockOrderInversion:
      nil
    }
  }
}
