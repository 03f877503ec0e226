import LaneModel
import Phrases

extension Viewer {
  mutating func look(_ deed: LaneDeed, _ model: LaneModel) {
    switch deed {
    case .move(let step): moveLane(by: step, in: model)
    case .page(let pages):
      let page = Layout(screen, Layout.Wish(model, self)).lanes.count
      moveLane(by: pages * max(1, page), in: model)
    }
  }
}
