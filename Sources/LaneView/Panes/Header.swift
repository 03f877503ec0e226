import Frames
import LaneModel
import Phrases
import SyncEvents

extension Painter {
  /// The title at the left; at the right whether this is now, and the time.
  mutating func drawHeader(margin: Int) {
    var left = write(book.programName, x: margin, y: 0, Style(.bright, bold: true))
    if let program = viewer.subject.program {
      return drawTitle(of: program, margin: margin, left: left)
    }
    if let recording = viewer.subject.recording {
      _ = drawClock(margin: margin, left: left + 2)
      write(
        "\(recording.name)  \(book.recordingTitle)", x: left + 2, y: 0, Style(.plain),
        width: max(0, size.width / 2 - left - 4))
      return
    }
    guard let lesson = viewer.lesson else {
      write(book.programLine, x: left + 2, y: 0, Style(.dim), width: size.width - left - 2 - margin)
      return
    }
    let right = drawClock(margin: margin, left: left + 2)
    let card = book.card(lesson)
    func room() -> Int { right - 2 - left }
    guard room() > DisplayWidth.of(card.number) + 4 else { return }
    left = write(card.number, x: left + 2, y: 0, Style(.dim), width: room())
    left = write(card.title, x: left + 1, y: 0, Style(.plain), width: room() - 1)
    let bare = book.bare(in: lesson)
    if viewer.isBare, room() > DisplayWidth.of(bare) + 2 {
      left = write(bare, x: left + 2, y: 0, Style(.error, bold: true))
    }
    if viewer.isCured, room() > DisplayWidth.of(book.cured) + 2 {
      left = write(book.cured, x: left + 2, y: 0, Style(.running, bold: true))
    }
    if viewer.isHolding, room() > DisplayWidth.of(book.holding) + 2 {
      left = write(book.holding, x: left + 2, y: 0, Style(.you))
    }
    // Half a subtitle says nothing.
    if DisplayWidth.of(card.subtitle) + 2 <= room() {
      write(card.subtitle, x: left + 2, y: 0, Style(.dim))
    }
  }

  /// Somebody's own program: what it is called, which process it is, and what may be done to it.
  private mutating func drawTitle(of program: Subject.Program, margin: Int, left: Int) {
    var left = left
    let right = drawClock(margin: margin, left: left + 2)
    func room() -> Int { right - 2 - left }
    guard room() > 4 else { return }
    left = write(program.name, x: left + 2, y: 0, Style(.plain), width: room() - 2)
    var parts = [(book.program(program.pid), Style(.dim))]
    if viewer.isHolding { parts.append((book.holding, Style(.you))) }
    if !viewer.isReadOnly, program.life != .ended {
      parts.append((book.allowed(program.control), Style(.dim)))
    }
    for (text, style) in parts where DisplayWidth.of(text) + 2 <= room() {
      left = write(text, x: left + 2, y: 0, style)
    }
  }

  /// Right-aligned; what has no room is shortened or left out. Gives the column where it begins.
  private mutating func drawClock(margin: Int, left: Int) -> Int {
    let gap = 3
    func width(_ parts: [HeaderPart]) -> Int {
      parts.reduce(-gap) { $0 + gap + DisplayWidth.of($1.text) }
    }
    let room = size.width - margin - left
    let (all, least) = headerParts()
    // The title needs some room too; but that events are missing has to be said.
    let parts = all.first { width($0) <= room - 12 } ?? all.last { width($0) <= room } ?? least
    let begin = size.width - margin - width(parts)
    var column = begin
    for part in parts { column = write(part.text, x: column, y: 0, part.style) + gap }
    return begin
  }

  /// Which moment is shown: now, the moment at which the view was paused, or the cursor's; what counts most first.
  private func whenParts() -> [HeaderPart] {
    let cursor = viewer.time.cursor.map {
      book.cursor($0, decimals: clockDecimals, before: present.now)
    }
    if viewer.frozen != nil {
      let paused = "\(glyphs.track(.held)) \(book.paused(present.now - model.now))"
      return [
        HeaderPart(paused, Style(.you)), HeaderPart(cursor ?? book.clock(model.now), Style(.dim)),
      ]
    }
    if let cursor { return [HeaderPart("\(glyphs.lampDark) \(cursor)", Style(.you))] }
    if let recording = viewer.subject.recording {
      if let progress = recording.progress {
        return [HeaderPart(book.reading(Int(progress * 100)), Style(.you))]
      }
      let word = recording.isPlaying ? book.playing(recording.speed) : book.standing
      let place = "\(book.clock(recording.position)) / \(book.clock(recording.end))"
      return [
        HeaderPart(word, Style(recording.isPlaying ? .running : .you)),
        HeaderPart(place, Style(.dim)),
      ]
    }
    if let life = viewer.subject.program?.life, life != .running {
      let word = life == .stopped ? book.stopped : book.ended
      return [
        HeaderPart("\(glyphs.lampDark) \(word)", Style(.you)),
        HeaderPart(book.clock(model.now), Style(.dim)),
      ]
    }
    return [
      HeaderPart("\(glyphs.lampOn) \(book.live)", Style(.running)),
      HeaderPart(book.clock(model.now), Style(.dim)),
    ]
  }

  /// What the right side may say, the most first; and what it must say.
  private func headerParts() -> ([[HeaderPart]], least: [HeaderPart]) {
    let when = whenParts()
    let cell = HeaderPart(book.cell(1 << Int64(viewer.zoom)), Style(.dim))
    let pace = viewer.lesson == nil ? [] : [HeaderPart(book.pace(viewer.speed), Style(.dim))]
    let now = Array(when.prefix(1))
    func recording(_ form: HeaderForm) -> [HeaderPart] {
      let text = model.level.flatMap { book.recording($0, form) }
      return text.map { [HeaderPart($0, Style(.dim))] } ?? []
    }
    func lost(_ form: HeaderForm) -> [HeaderPart] {
      guard model.lost > 0 else { return [] }
      return [HeaderPart(book.lost(model.lost, since: model.lostSince, form), .lost)]
    }
    let recorded =
      viewer.isRecording ? [HeaderPart(book.isRecording, Style(.error, bold: true))] : []
    let looks = when + recorded + modeParts()
    let whole: [HeaderPart] = looks + recording(.whole) + lost(.whole)
    let needed: [HeaderPart] = recording(.short) + lost(.least)
    var all = [
      whole + detailParts() + [cell] + pace, whole + detailParts() + [cell], whole + [cell],
    ]
    all += [whole, looks + recording(.whole) + lost(.short)]
    all += [looks + recording(.short) + lost(.short), looks + needed, when + needed, now + needed]
    return (all, needed.isEmpty ? now : needed)
  }

  /// How cells are drawn, if not as usual.
  private func modeParts() -> [HeaderPart] {
    let mode = viewer.time.mode
    return mode == .mixed ? [] : [HeaderPart(book.cells(mode), Style(.you))]
  }

  /// How far back single changes are known, if not all the way.
  private func detailParts() -> [HeaderPart] {
    guard let since = model.detailSince else { return [] }
    return [HeaderPart(book.detail(since: present.now - since), Style(.dim))]
  }
}

private struct HeaderPart {
  var text: String
  var style: Style
  init(_ text: String, _ style: Style) {
    self.text = text
    self.style = style
  }
}

extension Style {
  /// That events were lost.
  static let lost = Style(.error, bold: true)
}
