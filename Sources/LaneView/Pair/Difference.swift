import LaneModel
import SyncEvents

/// What two recordings differ in, primitive by primitive: what was waited for more or less comes first.
struct Difference {
  struct Row {
    let name: String
    let kind: PrimitiveKind
    /// Nil where it was not used.
    var first: PrimitiveContention?
    var second: PrimitiveContention?

    /// So much longer it was waited for in the second.
    var more: Int64 {
      (second?.waits.total ?? 0).subtracting(first?.waits.total ?? 0)
    }
  }
  let rows: [Row]

  /// Those of the same name and kind belong together; of several, in the order in which they were declared.
  init(_ first: LaneModel, _ second: LaneModel) {
    struct Key: Hashable {
      var name: String
      var kind: PrimitiveKind
      var turn: Int
    }
    var rows: [Row] = []
    var places: [Key: Int] = [:]
    func key(_ it: PrimitiveContention, _ turns: inout [String: Int]) -> Key {
      let turn = turns["\(it.kind) \(it.name)", default: 0]
      turns["\(it.kind) \(it.name)"] = turn + 1
      return Key(name: it.name, kind: it.kind, turn: turn)
    }
    var turns: [String: Int] = [:]
    for it in first.primitiveContention() {
      places[key(it, &turns)] = rows.count
      rows.append(Row(name: it.name, kind: it.kind, first: it))
    }
    turns = [:]
    for it in second.primitiveContention() {
      if let place = places[key(it, &turns)] {
        rows[place].second = it
      } else {
        rows.append(Row(name: it.name, kind: it.kind, second: it))
      }
    }
    self.rows = rows.enumerated().sorted {
      ($1.element.more.magnitude, $0.offset) < ($0.element.more.magnitude, $1.offset)
    }.map(\.element)
  }
}
