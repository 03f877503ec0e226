import Phrases
import SyncEvents

/// What a key does about what stands below the lanes.
enum PanelDeed: Hashable, Sendable {
  /// Who waits for what, and back.
  case graph
}

extension PanelDeed {
  /// What it is called in the file of keys.
  var name: String {
    switch self {
    case .graph: "graph"
    }
  }
}

extension KeyTable {
  static let panels: [Binding] = [
    Binding([.sign("g")], .graph, [("g", .panel(.graph))], .low)
  ]
}
