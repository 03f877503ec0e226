import Frames
import Phrases
import SyncEvents

/// What a key does about what stands below the lanes.
enum PanelDeed: Hashable, Sendable {
  /// Who waits for what, and back.
  case graph
  /// What is or was wrong, and back; from one to the other.
  case findings, move(Int)
  /// What two recordings differ in, and back; aligned otherwise; the other leads.
  case difference, align, exchange
  /// What would end it; which of that; do it.
  case remedies, choose(Int), carryOut
}

extension PanelDeed {
  /// What it is called in the file of keys.
  var name: String {
    switch self {
    case .graph: "graph"
    case .findings: "findings"
    case .move(let step): step > 0 ? "next-finding" : "previous-finding"
    case .difference: "difference"
    case .align: "align"
    case .exchange: "exchange"
    case .remedies: "remedies"
    case .choose(let step): step > 0 ? "down" : "up"
    case .carryOut: "carry-out"
    }
  }
}

extension PanelDeed {
  /// Whether it does something to primitives.
  var acts: Bool { self == .carryOut }
}

extension KeyTable {
  static let panels: [Binding] = [
    Binding([.sign("g")], .graph, [("g", .panel(.graph))], .low),
    Binding([.sign("!")], .findings, [("!", .panel(.findings))], .low),
    Binding(
      [.sign("{"), .sign("}")], .nextFinding,
      [("{", .panel(.move(-1))), ("}", .panel(.move(1)))], .helpOnly),
    Binding([.sign("D")], .difference, [("D", .panel(.difference))], .high),
    Binding([.sign("A")], .align, [("A", .panel(.align))], .middle),
    Binding([.sign("X")], .exchange, [("X", .panel(.exchange))], .middle),
    Binding([.sign("F")], .remedies, [("F", .panel(.remedies))], .helpOnly),
    Binding(
      [.name(.up), .name(.down)], .choose,
      [("k", .panel(.choose(-1))), ("j", .panel(.choose(1)))],
      others: [(.up, .panel(.choose(-1))), (.down, .panel(.choose(1)))], .high, in: [.remedies]),
    Binding(
      [.name(.enter)], .carryOut, others: [(.enter, .panel(.carryOut))], .always, in: [.remedies]),
    Binding(
      [.name(.escape)], .back, [("q", .cancel), ("F", .cancel)], others: [(.escape, .cancel)],
      .always, in: [.remedies]),
  ]
}
