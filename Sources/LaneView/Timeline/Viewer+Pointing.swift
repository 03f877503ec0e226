import Frames
import LaneModel
import Phrases
import SyncEvents

// What the mouse does over the timeline and its axis. A column is counted from the left edge of the timeline, and `width` is how
// many columns it has.
extension Viewer {
  /// The wheel over the axis: what is under it stays there. Without a cursor the newest bucket stays at the right edge.
  mutating func zoom(by step: Int, about column: Int, of width: Int, _ model: LaneModel) {
    guard let new = allowedZoom(step, at: model.now) else { return }
    let model = shown(model)
    time.zoom(
      to: new, about: column, of: time.window(width, at: model.now), within: knownTime(model))
  }

  /// A click on a cell: the cursor goes to its beginning.
  mutating func moveCursor(toColumn column: Int, of width: Int, _ model: LaneModel) {
    let model = shown(model)
    let window = time.window(width, at: model.now)
    let start = Instant(startOfBucket: window.bucket(inColumn: column), window.zoom)
    let known = knownTime(model)
    time.look(at: min(max(start, known.lowerBound), known.upperBound), in: window)
  }

  /// Press, drag and release mark a span of whole cells; a press alone is a click on a cell, and gives the old span up. True if
  /// the mouse did something here.
  mutating func mark(
    _ act: Mouse.Act, column: Int, of width: Int, _ model: LaneModel
  ) -> Bool {
    let window = time.window(width, at: shown(model).now)
    let bucket = min(window.bucket(inColumn: column), window.newest)
    switch act {
    case .press:
      time.span = nil
      moveCursor(toColumn: column, of: width, model)
      time.anchor = bucket
    case .drag:
      guard let anchor = time.anchor else { return false }
      moveCursor(toColumn: column, of: width, model)
      let (first, last) = (min(anchor, bucket), max(anchor, bucket))
      time.span = TimeSpan(
        from: Instant(startOfBucket: first, zoom), to: Instant(startOfBucket: last.adding(1), zoom))
    case .release:
      guard time.anchor != nil else { return false }
      time.anchor = nil
    case .wheelUp, .wheelDown: return false
    }
    return true
  }
}
