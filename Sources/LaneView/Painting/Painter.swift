import Frames
import LaneModel
import Phrases
import SyncEvents

/// Draws one frame: what all panes need, and the verbs that they share.
struct Painter {
  var frame: Frame
  let viewer: Viewer
  /// What is drawn: frozen while the view is paused.
  let model: LaneModel
  /// What is so now.
  let present: LaneModel
  let book: Phrasebook
  let glyphs: Glyphs
  /// The other of two recordings.
  let beside: LaneModel?
  /// The times of the cells, if they are not the viewer's.
  var window: TimeWindow?

  init(_ viewer: Viewer, _ model: LaneModel, _ size: Size, beside: LaneModel? = nil) {
    self.beside = beside
    frame = Frame(size)
    self.viewer = viewer
    self.model = viewer.shown(model)
    present = model
    book = viewer.book
    glyphs = Glyphs(viewer.abilities)
  }

  var size: Size { frame.size }

  /// Writes a text over at most so many columns, with an ellipsis where it was cut. Gives the column after it.
  @discardableResult
  mutating func write(_ text: String, x: Int, y: Int, _ style: Style, width: Int = .max) -> Int {
    let room = min(width, size.width - x)
    guard room > 0 else { return x }
    let cut = DisplayWidth.cut(DisplayWidth.clean(text), to: room, ellipsis: book.ellipsis)
    return x + frame.put(cut, x: x, y: y, style, width: room)
  }

  /// Writes a text so that it ends before column `end`.
  mutating func writeRight(_ text: String, end: Int, y: Int, _ style: Style, width: Int = .max) {
    let cut = DisplayWidth.cut(DisplayWidth.clean(text), to: width, ellipsis: book.ellipsis)
    frame.put(cut, x: end - DisplayWidth.of(cut), y: y, style)
  }

  /// Writes a sentence with its emphasis. Gives the column after it.
  @discardableResult
  mutating func write(_ phrase: Phrase, x: Int, y: Int, width: Int) -> Int {
    var column = x
    for segment in cut(phrase, to: width, ellipsis: book.ellipsis).segments {
      column = write(segment.text, x: column, y: y, style(segment.tone))
    }
    return column
  }

  /// Writes the lines of a sentence. What has no row is cut off visibly in the last one.
  mutating func draw(_ lines: [Phrase], rows: Range<Int>, x: Int, width: Int) {
    for (y, line) in zip(rows, lines) {
      let isCut = y == rows.upperBound - 1 && lines.count > rows.count
      let shown = isCut ? joined(lines.dropFirst(rows.count - 1)) : line
      write(shown, x: x, y: y, width: width)
    }
  }

  private func joined(_ lines: ArraySlice<Phrase>) -> Phrase {
    var all = Phrase()
    for line in lines {
      for segment in line.segments { all.add(segment.text, segment.tone) }
      all.add(" ")
    }
    return all
  }

  func style(_ tone: Tone) -> Style {
    switch tone {
    case .plain: Style(.plain)
    case .dim: Style(.dim)
    case .bright: Style(.bright, bold: true)
    case .you: Style(.you)
    case .finding: Style(.deadlocked, bold: true)
    case .key: Style(.plain, bold: true)
    case .thread(let id): Style(ink(of: id))
    case .primitive(let id): Style(model.primitive(id).map(\.kind.ink) ?? .plain)
    }
  }

  /// A thread has the colour of what it is doing, or did at the cursor.
  func ink(of thread: ThreadID) -> Ink {
    model.lane(thread).map { ink(of: $0, look(of: $0)) } ?? .subdued
  }

  func ink(of lane: Lane, _ look: Look) -> Ink {
    if lane.isControl { return .you }
    switch look {
    case .absent, .idle, .held, .unknown: return .subdued
    default: return look.ink
    }
  }

  /// In a list of what was: only what runs now, and the person, are told apart.
  func quietInk(of thread: ThreadID) -> Ink {
    let ink = ink(of: thread)
    return ink == .running || ink == .you || ink == .deadlocked ? ink : .subdued
  }

  /// The heading of a pane, on a line across the columns that it has.
  mutating func drawRule(_ heading: String, y: Int, _ columns: Range<Int>) {
    let (x, width) = (columns.lowerBound, columns.count)
    frame.fill(x: x, y: y, width: width, height: 1, glyphs.rule, Style(.rule))
    write(" \(heading) ", x: x + 2, y: y, Style(.subdued), width: width - 2)
  }

  func name(of lane: Lane) -> String { lane.isControl ? book.called(lane.name) : lane.name }

  /// Which of `count` rows are in sight when `selected` has to be.
  static func window(_ count: Int, rows: Int, around selected: Int?) -> Range<Int> {
    guard count > rows else { return 0..<count }
    let top = min(max(0, (selected ?? 0) - rows / 2), count - rows)
    return top..<top + rows
  }
}
