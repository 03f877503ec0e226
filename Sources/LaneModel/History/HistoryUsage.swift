import SyncEvents

/// A part of the history of all lanes; the one that tells more exactly comes first.
enum HistoryPart: Hashable, Sendable {
  /// The changes one by one.
  case changes
  /// The buckets of a level.
  case level(Int)
}

/// How many bytes the history of all lanes takes.
struct HistoryUsage: Equatable, Sendable {
  private(set) var total = 0
  private var changes = 0
  private var levels = [Int](repeating: 0, count: Pyramid.levelCount)

  mutating func grow(_ part: HistoryPart, _ bytes: Int) {
    guard bytes != 0 else { return }
    total += bytes
    switch part {
    case .changes: changes += bytes
    case .level(let level): levels[level] += bytes
    }
  }

  subscript(part: HistoryPart) -> Int {
    switch part {
    case .changes: changes
    case .level(let level): levels[level]
    }
  }
}
