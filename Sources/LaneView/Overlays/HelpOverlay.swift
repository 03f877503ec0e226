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
  /// Only looked at by the search: what else one may call the line above.
  case also(String)
}

extension Viewer {
  /// The help of the lesson, or of the menu, for a screen of so many columns; or of it only what has a text in it.
  func helpLines(width: Int, with text: String = "") -> [HelpLine] {
    let entries = helpEntries(width: width)
    guard !text.isEmpty else { return entries.flatMap(\.self).filter { !$0.isHidden } }
    let wanted = text.lowercased()
    return entries.filter { entry in
      entry.map { $0.text(book) }.joined(separator: " ").lowercased().contains(wanted)
    }.map { entry in entry.filter { !$0.isHidden } }.flatMap(\.self)
  }

  /// Lines that belong together: what is wrapped is found as a whole.
  private func helpEntries(width: Int) -> [[HelpLine]] {
    var entries: [[HelpLine]] = []
    if let lesson {
      let card = book.card(lesson)
      entries.append([.heading("\(card.number) \(card.title)")])
      entries.append(wrapped(Phrase(card.explanation), width: width).map(HelpLine.text))
      entries.append([.blank])
    }
    entries.append([.heading(book.keysHeading)])
    let own: Binding.Place = subject == .menu ? .menu : .lesson
    for binding in keys.bindings where binding.places.contains(own) {
      if allows(binding) { entries.append(keyLines(binding, width: width)) }
    }
    entries += [[.blank], [.heading(book.mouseHeading)]]
    for (what, does) in book.mouseHelp { entries.append(keyLines(what, does, width: width)) }
    entries += [[.blank], [.heading(book.lanesHeading)]]
    entries.append(wrapped(Phrase(book.barRule), width: width).map(HelpLine.text))
    entries += Self.legend.map { [.state($0.look, $0.word)] }
    return entries
  }

  /// The key, and beside it what it does; below it where there is no room beside it.
  private func keyLines(_ binding: Binding, width: Int) -> [HelpLine] {
    let texts = keyLines(
      binding.allCaps(book), book.explanation(binding.word, in: lesson), width: width)
    // The footer's words, and those of the settings.
    let words = Language.allCases.map { Phrasebook($0).word(binding.word, in: lesson) }
    return texts + [.also((words + binding.keys.map(\.deed.name)).joined(separator: " "))]
  }

  private func keyLines(_ cap: String, _ text: String, width: Int) -> [HelpLine] {
    let indent = HelpLine.keyIndent(width: width)
    let texts = wrapped(Phrase(text), width: width - indent).map(\.text)
    let isWide = DisplayWidth.of(cap) + 2 > indent
    let first = isWide ? HelpLine.key(cap: cap, text: "") : .key(cap: cap, text: texts[0])
    return [first] + texts.dropFirst(isWide ? 0 : 1).map { .key(cap: "", text: $0) }
  }

  /// How wide the help is written, and how many of its rows there is room for.
  var helpWidth: Int { Self.helpWidth(screen) }
  var helpRows: Int { max(1, screen.height - 4) }
  static func helpWidth(_ size: Size) -> Int { min(size.width - (size.width >= 60 ? 4 : 2), 96) }

  mutating func scrollHelp(_ move: (Int) -> Int) {
    func moved(_ top: Int, _ text: String) -> Int {
      let last = max(0, helpLines(width: helpWidth, with: text).count - helpRows)
      return min(max(0, move(min(top, last))), last)
    }
    switch overlay {
    case .help(let top): overlay = .help(top: moved(top, ""))
    case .helpSearch(let text, let top, let isTyping):
      overlay = .helpSearch(text, top: moved(top, text), isTyping: isTyping)
    default: break
    }
  }

  private static let legend: [(look: Look, word: StateWord)] = [
    (.running, .running), (.sleeping, .sleeping), (.lock, .blocked),
    (.condition, .waiting(.notification)), (.event, .waiting(.green)),
    (.semaphore, .waiting(.permit)), (.queue, .waiting(.room)), (.queue, .waiting(.item)),
    (.barrier, .waiting(.others)), (.joining, .waiting(.end)), (.future, .waiting(.result)),
    (.idle, .idle),
    (.held, .held), (.deadlocked, .deadlocked), (.unknown, .unknown),
  ]
}

extension Painter {
  mutating func drawHelp(from top: Int, with text: String = "", isTyping: Bool = false) {
    let margin = size.width >= 60 ? 1 : 0
    drawHeader(margin: margin)
    let width = Viewer.helpWidth(size)
    let lines = viewer.helpLines(width: width, with: text)
    if lines.isEmpty {
      write(book.noHelp(with: text), x: margin + 2, y: 2, Style(.dim), width: width)
    }
    let rows = 2..<max(2, size.height - 2)
    let first = min(top, max(0, lines.count - rows.count))
    for (y, line) in zip(rows, lines.dropFirst(first)) {
      draw(line, x: margin + 2, y: y, width: width)
    }
    if isTyping || !text.isEmpty {
      let end = write("\(book.searchPrompt) \(text)", x: margin, y: size.height - 2, Style(.you))
      if isTyping { frame.put(" ", x: end, y: size.height - 2, Style(.you, on: .inverse)) }
    } else {
      drawMessage(y: size.height - 2, margin: margin)
    }
    let below = lines.count - first - rows.count
    if below > 0 {
      writeRight(book.moreBelow(below), end: size.width - margin, y: size.height - 2, Style(.dim))
    }
    drawFooter(y: size.height - 1, margin: margin)
  }

  private mutating func draw(_ line: HelpLine, x: Int, y: Int, width: Int) {
    switch line {
    case .blank, .also: break
    case .heading(let text): write(text, x: x, y: y, Style(.bright, bold: true), width: width)
    case .text(let phrase): write(phrase, x: x, y: y, width: width)
    case .key(let cap, let text):
      write(cap, x: x, y: y, Style(.plain, bold: true))
      let column = x + HelpLine.keyIndent(width: width)
      write(text, x: column, y: y, Style(.subdued), width: x + width - column)
    case .state(let look, let word):
      frame.put(look.letter, x: x, y: y, look.letterStyle)
      for step in 0..<4 { frame.put(glyphs.track(look), x: x + 2 + step, y: y, look.style) }
      write(book.legend(word), x: x + 8, y: y, Style(.subdued), width: width - 8)
    }
  }
}

extension HelpLine {
  /// What is read in it.
  func text(_ book: Phrasebook) -> String {
    switch self {
    case .blank: ""
    case .also(let words): words
    case .heading(let text): text
    case .text(let phrase): phrase.text
    case .key(let cap, let text): "\(cap) \(text)"
    case .state(let look, let word): "\(look.letter) \(book.legend(word))"
    }
  }

  fileprivate var isHidden: Bool { if case .also = self { true } else { false } }

  /// Where the texts beside the keys begin.
  static func keyIndent(width: Int) -> Int { width >= 60 ? 20 : 8 }
}
