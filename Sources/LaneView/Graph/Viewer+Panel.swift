import LaneModel

extension Viewer {
  mutating func look(_ deed: PanelDeed, _ model: LaneModel) {
    switch deed {
    case .graph: panel = panel == .graph ? nil : .graph
    case .findings: panel = panel == .findings ? nil : .findings
    case .remedies: askForRemedy(model)
    case .choose(let step): moveRemedy(by: step, model)
    case .difference: panel = panel == .difference ? nil : .difference
    // They may ask something of whoever runs the program.
    case .move, .carryOut, .align, .exchange: break
    }
  }
}
