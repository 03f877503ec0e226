import Frames
import LaneModel
import Phrases
import SyncEvents

extension Painter {
  /// What a lane shows: what it does now, or did at the cursor.
  func look(of lane: Lane) -> Look {
    viewer.time.cursor.map { Past(lane, at: $0).look } ?? lane.state.look
  }

  /// With a cursor the columns of the present tell what was so then: the exact state, and how long it lasted altogether. False
  /// without a cursor.
  mutating func drawPast(of lane: Lane, y: Int, _ columns: Columns) -> Bool {
    guard let cursor = viewer.time.cursor else { return false }
    let past = Past(lane, at: cursor)
    let look = past.look
    let base = look == .absent ? Style(.dim) : look.isQuiet ? Style(.subdued) : Style(.plain)
    if look == .absent {
      frame.put(glyphs.dot, x: columns.letter, y: y, Style(.faint))
    } else {
      frame.put(look.letter, x: columns.letter, y: y, look.letterStyle)
    }
    if let room = columns.words {
      write(words(of: past), x: room.lowerBound, y: y, base, width: room.count)
    }
    if let duration = columns.duration, look != .absent, case .stretch(let stretch) = past {
      let length = (stretch.until ?? model.now) - stretch.since
      let text = book.brief(length, columns: duration.count)
      writeRight(text, end: duration.upperBound, y: y, base, width: duration.count)
    }
    drawTimeline(of: lane, y: y, columns.timeline)
    return true
  }

  private func words(of past: Past) -> String {
    switch past {
    case .notStarted: book.notStarted
    case .unknown: book.word(.unknown)
    case .stretch(let stretch): words(of: stretch.state)
    }
  }

  /// A state, and the primitive that it waits for.
  func words(of state: LaneState) -> String {
    guard let primitive = state.primitive, state.look != .idle else { return book.word(state.word) }
    return book.word(state.word, model.name(of: primitive))
  }

  func actor(_ id: ThreadID) -> Actor {
    Actor(id: id, name: model.name(of: id), isPerson: model.lane(id)?.isControl ?? false)
  }

  /// Where in the program: "main.swift:12".
  func place(of site: SiteID?) -> String? {
    site.flatMap(model.site).map { site in
      "\(site.file.split(separator: "/").last ?? "?"):\(site.line)"
    }
  }

  /// So many that neighbouring cells differ.
  var clockDecimals: Int {
    switch viewer.zoom {
    case ..<20: 6
    default: 3
    }
  }

  /// What the why pane says instead of the present: of the span that was marked, or of the cursor's moment.
  func pastPhrase(of lane: Lane, isShort: Bool) -> Phrase? {
    if let span = viewer.time.span {
      let shares = StateShares(of: lane, in: span, model)
      return book.sentence(
        SpanStory(
          who: actor(lane.id), from: span.from, to: min(span.to, model.now),
          decimals: clockDecimals, shares: shares.all.map { ($0.word, $0.share) },
          changes: shares.changes, isCut: shares.isCut), isShort: isShort)
    }
    guard let cursor = viewer.time.cursor else { return nil }
    switch Past(lane, at: cursor) {
    case .notStarted: return book.hadNotStarted(actor(lane.id))
    case .unknown: return book.wasUnknown(actor(lane.id))
    case .stretch(let stretch): return sentence(stretch, of: lane, isShort: isShort)
    }
  }

  private func sentence(_ stretch: Stretch, of lane: Lane, isShort: Bool) -> Phrase {
    let end = stretch.until.flatMap { lane.stretch(at: $0) }
    let isWait = stretch.state.primitive != nil
    return book.sentence(
      PastStory(
        who: actor(lane.id), state: stretch.state.word,
        primitive: stretch.state.primitive.map { model.name(of: $0) }, from: stretch.since,
        to: stretch.until, lasted: (stretch.until ?? model.now) - stretch.since,
        decimals: clockDecimals, place: place(of: stretch.site),
        wokenBy: stretch.wokenBy.map(actor), endedBy: isWait ? end?.wokenBy.map(actor) : nil),
      isShort: isShort)
  }
}
