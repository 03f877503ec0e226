import Frames
import LaneModel
import Phrases
import SyncEvents

/// The cell under the cursor, taken apart: what it comes to, and its changes one by one.
struct Inspection {
  let lane: Lane
  let span: TimeSpan
  /// The lane's states in it, and the changes between them.
  let shares: StateShares
  /// The cell itself, as it is drawn.
  let cell: LaneCell
  /// Some of its single changes have been given up, or all of them.
  let isCoarse: Bool

  init(_ lane: Lane, _ viewer: Viewer, _ model: LaneModel) {
    self.lane = lane
    let zoom = viewer.zoom
    let bucket = min(viewer.time.cursor ?? model.now, model.now).bucket(zoom)
    span = TimeSpan(
      from: Instant(startOfBucket: bucket, zoom),
      to: Instant(startOfBucket: bucket.adding(1), zoom))
    shares = StateShares(of: lane, in: span, model)
    cell = model.cells(of: lane, k: zoom, first: bucket, count: 1).first ?? .absent
    let detailSince = lane.detailSince ?? span.from
    isCoarse = cell.isCoarse || span.from < detailSince
  }
}

/// One row of the list.
enum InspectionLine: Hashable {
  case blank
  case heading(String)
  case text(Phrase)
  /// A state, how long it lasted within the cell, and its share of it.
  case total(StateShares.Share)
  /// A change, with what is told behind it if there is room for it.
  case change(Stretch, isBefore: Bool, beside: Phrase?)
}

extension Painter {
  /// The cell under the cursor, in the lane that is selected.
  var inspection: Inspection? {
    viewer.lane(in: model).map { Inspection($0, viewer, model) }
  }

  /// What there is to say of the cell.
  func lines(of it: Inspection, _ columns: ChangeColumns) -> [InspectionLine] {
    let width = columns.width
    let range = book.inspected(
      from: it.span.from, to: it.span.to, decimals: max(clockDecimals, 3))
    var lines = [InspectionLine.heading(name(of: it.lane))]
    var summary = Phrase(range, .dim)
    if !it.isCoarse {
      summary.add(book.listComma + book.changes(it.shares.changes, isCut: it.shares.isCut), .plain)
    }
    lines += wrapped(summary, width: width).map(InspectionLine.text)
    if it.isCoarse {
      let cell = it.cell
      lines += text(
        book.coarse(
          changes: cell.changes, eighths: cell.runningEighths, worst: cell.worst.word,
          dominant: cell.dominant.word, last: cell.last.word), width)
    } else if it.shares.all.isEmpty {
      lines += text(book.nothingInCell, width)
    }
    if !it.shares.stretches.isEmpty { lines += it.shares.all.map(InspectionLine.total) }
    if !it.shares.stretches.isEmpty { lines.append(.blank) }
    for stretch in it.shares.stretches {
      lines += changeLines(stretch, isBefore: stretch.since < it.span.from, columns)
    }
    if it.shares.changes > it.shares.stretches.count {
      lines += text(book.onlyFirst(StateShares.mostListed), width)
    }
    return lines
  }

  private func text(_ text: String, _ width: Int) -> [InspectionLine] {
    wrapped(Phrase(text), width: width).map(InspectionLine.text)
  }

  /// The change, and where in the program it was and who woke the thread: beside it, or below it where the screen is narrow.
  private func changeLines(
    _ stretch: Stretch, isBefore: Bool, _ columns: ChangeColumns
  ) -> [InspectionLine] {
    var details = Phrase()
    if let place = place(of: stretch.site) { details.add(place, .dim) }
    if let waker = stretch.wokenBy {
      if !details.text.isEmpty { details.add(book.listComma) }
      for segment in book.woken(by: actor(waker)).segments {
        details.add(segment.text, segment.tone)
      }
    }
    if columns.hasRoomBeside || details.text.isEmpty {
      return [.change(stretch, isBefore: isBefore, beside: details)]
    }
    let below = wrapped(details, width: columns.width - columns.letter - 2).map { line in
      var indented = Phrase(String(repeating: " ", count: columns.letter + 2))
      for segment in line.segments { indented.add(segment.text, segment.tone) }
      return InspectionLine.text(indented)
    }
    return [.change(stretch, isBefore: isBefore, beside: nil)] + below
  }
}

/// Where the parts of a change stand, counted from the left edge of the list.
struct ChangeColumns {
  let width: Int
  let letter: Int
  let words: Range<Int>
  /// Right-aligned before it.
  let durationEnd: Int
  let details: Int
  /// Of a second: to the microsecond, or where cells are finer than a millisecond, to the nanosecond.
  let decimals: Int
  var hasRoomBeside: Bool { width >= 72 }

  init(_ it: Inspection, _ book: Phrasebook, width: Int) {
    self.width = width
    decimals = it.span.to - it.span.from < 1_000_000 ? 9 : 6
    letter = DisplayWidth.of(book.clock(it.span.to, decimals: decimals)) + 1
    let duration = DisplayWidth.of(book.exact(999_999)) + 1
    if width >= 72 {
      words = letter + 2..<letter + 2 + 24
      durationEnd = words.upperBound + duration
    } else {
      durationEnd = width
      words = letter + 2..<max(letter + 2, width - duration)
    }
    details = durationEnd + 2
  }
}

extension Look {
  /// What a cell that is known only as a whole is called; several waits look the same.
  var word: StateWord {
    switch self {
    case .absent: .ended
    case .running: .running
    case .idle: .idle
    case .sleeping: .sleeping
    case .joining: .waiting(.end)
    case .future: .waiting(.result)
    case .barrier: .waiting(.others)
    case .queue: .waiting(.room)
    case .semaphore: .waiting(.permit)
    case .event: .waiting(.green)
    case .condition: .waiting(.notification)
    case .lock: .blocked
    case .held: .held
    case .unknown: .unknown
    case .deadlocked: .deadlocked
    }
  }
}
