import LaneModel

extension Viewer {
  mutating func look(_ deed: PanelDeed, _ model: LaneModel) {
    switch deed {
    case .graph: panel = panel == .graph ? nil : .graph
    }
  }
}
