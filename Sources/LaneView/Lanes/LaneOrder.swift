import LaneModel
import Phrases
import SyncEvents

/// Puts lanes into an order. Of equals the one that started first comes first, so the order is always the same.
struct LaneOrder {
  let sort: LaneSort
  let model: LaneModel
  let moments: LaneMoments

  /// Indices of lanes.
  func sorted(_ indices: [Int]) -> [Int] {
    switch sort {
    case .start: indices
    case .name: indices.sorted { isBefore($0, $1) }
    case .state: largestFirst(indices) { Int64(moments.look($0).rawValue) }
    case .waiting: largestFirst(indices) { moments.waited($0) }
    case .changes: largestFirst(indices) { Int64(moments.changeCount($0)) }
    }
  }

  private func largestFirst(_ indices: [Int], _ value: (Int) -> Int64) -> [Int] {
    let keys = indices.map { (value($0), $0) }
    return keys.sorted { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0 > $1.0 }.map(\.1)
  }

  private func isBefore(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (model.lanes[a].name, model.lanes[b].name)
    return first == second ? a < b : Self.isNaturally(first, before: second)
  }

  /// As a person counts: worker-2 stands before worker-10.
  static func isNaturally(_ a: String, before b: String) -> Bool {
    let (first, second) = (Array(a.utf8), Array(b.utf8))
    var (i, j) = (0, 0)
    while i < first.count, j < second.count {
      if isDigit(first[i]), isDigit(second[j]) {
        let (x, y) = (digits(first, &i), digits(second, &j))
        if x.count != y.count { return x.count < y.count }
        if x != y { return x.lexicographicallyPrecedes(y) }
      } else {
        if first[i] != second[j] { return first[i] < second[j] }
        (i, j) = (i + 1, j + 1)
      }
    }
    let (restOfA, restOfB) = (first.count - i, second.count - j)
    return restOfA == restOfB ? first.count < second.count : restOfA < restOfB
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The digits from `index` on without leading zeros; `index` goes behind them.
  private static func digits(_ bytes: [UInt8], _ index: inout Int) -> ArraySlice<UInt8> {
    let start = index
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    return bytes[start..<index].drop { $0 == 0x30 }
  }
}
