import Frames
import LaneModel
import Phrases
import SyncEvents

/// One row of the help.
enum HelpLine: Hashable {
  case blank
  case heading(String)
  case text(Phrase)
  case key(cap: String, text: String)
  case state(Look, StateWord)
}

extension Viewer {
  /// The help of the lesson, or of the menu, for a screen of so many columns.
  func helpLines(width: Int) -> [HelpLine] {
    var lines: [HelpLine] = []
    if let lesson {
      let card = book.card(lesson)
      lines.append(.heading("\(card.number) \(card.title)"))
      lines += wrapped(Phrase(card.explanation), width: width).map(HelpLine.text)
      lines.append(.blank)
    }
    lines.append(.heading(book.keysHeading))
    let own: Binding.Place = lesson == nil ? .menu : .lesson
    lines += KeyTable.bindings.filter { $0.places.contains(own) && $0.applies(to: lesson) }
      .map { .key(cap: $0.cap(book), text: book.explanation($0.word)) }
    lines += [.blank, .heading(book.lanesHeading)]
    lines += wrapped(Phrase(book.barRule), width: width).map(HelpLine.text)
    lines += Self.legend.map { .state($0.look, $0.word) }
    return lines
  }

  /// How far the help can be scrolled without knowing the size of the screen: its last line stays in sight.
  func clampedHelpTop(_ top: Int) -> Int {
    min(max(0, top), max(0, helpLines(width: Layout.least.width).count - 1))
  }

  private static let legend: [(look: Look, word: StateWord)] = [
    (.running, .running), (.sleeping, .sleeping), (.lock, .blocked),
    (.condition, .waiting(.condition)), (.event, .waiting(.event)),
    (.semaphore, .waiting(.boundedSemaphore)), (.joining, .waiting(.thread)), (.idle, .idle),
    (.held, .held), (.deadlocked, .deadlocked), (.unknown, .unknown),
  ]
}

extension Painter {
  mutating func drawHelp(from top: Int) {
    let margin = size.width >= 60 ? 1 : 0
    drawHeader(margin: margin)
    let width = min(size.width - 2 * margin - 2, 96)
    let lines = viewer.helpLines(width: width)
    let rows = 2..<max(2, size.height - 2)
    let first = min(top, max(0, lines.count - rows.count))
    let caps = lines.map(\.capWidth).max() ?? 0
    for (y, line) in zip(rows, lines.dropFirst(first)) {
      draw(line, x: margin + 2, y: y, width: width, capWidth: caps)
    }
    drawFooter(y: size.height - 1, margin: margin)
  }

  private mutating func draw(_ line: HelpLine, x: Int, y: Int, width: Int, capWidth: Int) {
    switch line {
    case .blank: break
    case .heading(let text): write(text, x: x, y: y, Style(.bright, bold: true), width: width)
    case .text(let phrase): write(phrase, x: x, y: y, width: width)
    case .key(let cap, let text):
      _ = drawCap(cap, x: x, y: y)
      let column = x + min(capWidth, width / 2) + 2
      write(text, x: column, y: y, Style(.subdued), width: x + width - column)
    case .state(let look, let word):
      frame.put(look.letter, x: x, y: y, look.style)
      for step in 0..<4 { frame.put(glyphs.track(look), x: x + 2 + step, y: y, look.style) }
      write(book.legend(word), x: x + 8, y: y, Style(.subdued), width: width - 8)
    }
  }
}

extension HelpLine {
  fileprivate var capWidth: Int {
    if case .key(let cap, _) = self { return DisplayWidth.of(cap) + 2 }
    return 0
  }
}
