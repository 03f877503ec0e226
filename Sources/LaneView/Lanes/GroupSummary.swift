import LaneModel
import SyncEvents

/// What the lanes of a group come to.
struct GroupSummary {
  /// Each state that some of them are in, and how many: those that run first, then the worst, those that ended last.
  let counts: [(look: Look, count: Int)]

  init(_ looks: some Sequence<Look>) {
    var number = [Int](repeating: 0, count: Look.allCases.count)
    for look in looks { number[Int(look.rawValue)] += 1 }
    let order = [Look.running] + Look.allCases.reversed().filter { $0 != .running }
    counts = order.compactMap { look in
      let count = number[Int(look.rawValue)]
      return count > 0 ? (look, count) : nil
    }
  }

  /// So many lanes are looked at for the timelines of all groups in sight, and so many for one at most: a frame costs the same
  /// however large a group is.
  static let budget = 256
  static let most = 64
  static func looksAt(groups: Int) -> Int { min(most, max(4, budget / max(1, groups))) }
}

extension LaneCell {
  /// The cells of several lanes as one: the worst that was in any of them, and how much of them all was spent running.
  static func merged(_ cells: [LaneCell]) -> LaneCell {
    guard let first = cells.first, cells.count > 1 else { return cells.first ?? .absent }
    var merged = first
    var dominants = [Int](repeating: 0, count: Look.allCases.count)
    var lasts = dominants
    merged.runningEighths = 0
    merged.changes = 0
    for cell in cells {
      merged.worst = max(merged.worst, cell.worst)
      merged.isMixed = merged.isMixed || cell.isMixed || cell.dominant != first.dominant
      merged.isCoarse = merged.isCoarse || cell.isCoarse
      merged.runningEighths += cell.runningEighths
      merged.changes += cell.changes
      dominants[Int(cell.dominant.rawValue)] += 1
      lasts[Int(cell.last.rawValue)] += 1
    }
    merged.runningEighths = share(merged.runningEighths, of: cells.count)
    merged.dominant = mostFrequent(dominants)
    merged.last = mostFrequent(lasts)
    return merged
  }

  /// Rounded, but never to nothing or to all unless exactly so.
  private static func share(_ eighths: Int, of count: Int) -> Int {
    guard eighths > 0, eighths < 8 * count else { return eighths / count }
    return min(7, max(1, (eighths + count / 2) / count))
  }

  /// Of several the mildest.
  private static func mostFrequent(_ counts: [Int]) -> Look {
    let most = counts.max() ?? 0
    return Look.allCases.first { counts[Int($0.rawValue)] == most } ?? .absent
  }
}
