import LaneModel
import Phrases

extension Viewer {
  /// Does what a key asks. `present` is what is so now; the picture may stand still meanwhile.
  mutating func look(_ deed: TimeDeed, _ present: LaneModel) {
    let inability = perform(deed, shown(present), present)
    if let inability { show(.cannot(.time(inability)), at: present.now) }
  }

  private mutating func perform(
    _ deed: TimeDeed, _ model: LaneModel, _ present: LaneModel
  ) -> Status.TimeInability? {
    switch deed {
    case .zoom(let step): zoom(by: step, at: present.now)
    case .move(let cells):
      let inability = moveCursor(by: cells, model)
      scrollInspector(model) { _ in 0 }
      return inability
    case .leap(let halves): return leapCursor(by: halves, model)
    case .beginning: return goToBeginning(model)
    case .live: return goLive()
    case .change(let step):
      let inability = jump(by: step, model)
      scrollInspector(model) { _ in 0 }
      return inability
    case .unblocker: return goToUnblocker(model)
    case .back: return goBack()
    case .mode: time.mode = time.mode.next
    // They may ask something of whoever has the recording.
    case .bookmark, .bookmarks: break
    case .inspect: return inspect(model)
    case .close: closeInspector()
    case .scroll(let rows): scrollInspector(model) { $0 + rows }
    case .scrollPage(let pages):
      scrollInspector(model) { [page = inspectorPage] in $0 + pages * page }
    case .scrollToTop: scrollInspector(model) { _ in 0 }
    case .scrollToEnd: scrollInspector(model) { _ in .max }
    }
    return nil
  }
}

extension CellMode {
  var next: CellMode {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }
}
