import LaneModel
import Phrases

extension Viewer {
  mutating func look(_ deed: TimeDeed, _ model: LaneModel) {
    switch deed {
    case .zoom(let step):
      if Self.zooms.contains(zoom + step) {
        zoom += step
      } else {
        show(.cannot(step < 0 ? .closest : .widest), at: model.now)
      }
    }
  }
}
