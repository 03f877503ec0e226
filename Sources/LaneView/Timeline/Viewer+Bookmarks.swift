import LaneModel
import Phrases
import SyncEvents

extension Viewer {
  /// Marks the moment that one looks at; a second time takes the mark away. Whoever has the recording keeps them with it.
  mutating func bookmark(_ model: LaneModel) -> Action? {
    let here = time.cursor ?? model.now
    let there = bookmarks.inCell(of: here, zoom)
    if let first = there.first {
      bookmarks.remove(there)
      show(.bookmarkRemoved(first), at: model.now)
    } else if bookmarks.add(here) {
      show(.bookmarked(here, of: bookmarks.times.count), at: model.now)
    } else {
      show(.cannot(.time(.tooManyBookmarks(Bookmarks.most))), at: model.now)
      return nil
    }
    return subject.recording == nil ? nil : .keepBookmarks
  }

  /// To the next or the previous one. A recording is wound on to what it has not come to yet.
  mutating func goToBookmark(by step: Int, _ model: LaneModel) -> Action? {
    let here = time.cursor ?? model.now
    guard
      let mark = step > 0 ? bookmarks.next(after: here) : bookmarks.previous(before: here)
    else {
      let inability: Status.TimeInability =
        bookmarks.times.isEmpty ? .noBookmark : step > 0 ? .noLaterBookmark : .noEarlierBookmark
      show(.cannot(.time(inability)), at: model.now)
      return nil
    }
    return go(to: mark, model)
  }

  /// Puts the cursor there, or winds a recording on to it.
  mutating func go(to moment: Instant, _ model: LaneModel) -> Action? {
    if moment > model.now, subject.recording != nil {
      time.goLive()
      return .replay(.stand(at: moment))
    }
    time.look(at: moment, in: timeWindow(model), centred: true)
    return nil
  }
}
