import Frames
public import Phrases

/// Breaks a sentence into lines of so many columns: at blanks, and between Chinese characters, but not before a closing mark.
/// A word that is wider than a line is cut.
public func wrapped(_ phrase: Phrase, width: Int) -> [Phrase] {
  var lines = LineBreaker(width: max(1, width))
  for segment in phrase.segments {
    for glyph in DisplayWidth.clean(segment.text) { lines.add(glyph, segment.tone) }
  }
  return lines.finish()
}

/// A sentence cut to so many columns, with an ellipsis where something was cut.
func cut(_ phrase: Phrase, to width: Int, ellipsis: String) -> Phrase {
  guard DisplayWidth.of(phrase.text) > width else { return phrase }
  var room = width - DisplayWidth.of(ellipsis)
  var result = Phrase()
  for segment in phrase.segments {
    let text = DisplayWidth.cut(segment.text, to: room, ellipsis: "")
    result.add(text, segment.tone)
    room -= DisplayWidth.of(text)
    if text.count < segment.text.count {
      result.add(ellipsis, segment.tone)
      break
    }
  }
  return result
}

private struct LineBreaker {
  struct Glyph {
    var character: Character
    var tone: Tone
    var width: Int

    init(_ character: Character, _ tone: Tone) {
      self.character = character
      self.tone = tone
      width = DisplayWidth.of(character)
    }
  }
  let width: Int
  private var lines: [Phrase] = []
  private var line: [Glyph] = []
  /// Not to be parted.
  private var word: [Glyph] = []
  /// The blanks between the line and the word.
  private var blanks: [Glyph] = []

  init(width: Int) { self.width = width }

  mutating func add(_ character: Character, _ tone: Tone) {
    let glyph = Glyph(character, tone)
    if character == " " {
      endWord()
      blanks.append(glyph)
      return
    }
    let isParted = glyph.width == 2 || word.last?.width == 2
    let clings =
      Self.closing.contains(character) || Self.opening.contains(word.last?.character ?? " ")
    if isParted && !clings { endWord() }
    word.append(glyph)
  }

  mutating func finish() -> [Phrase] {
    endWord()
    if !line.isEmpty || lines.isEmpty { endLine() }
    return lines
  }

  private mutating func endWord() {
    guard !word.isEmpty else { return }
    if columns(line) + columns(blanks) + columns(word) > width, !line.isEmpty { endLine() }
    if !line.isEmpty || lines.isEmpty { line += blanks }
    blanks = []
    for glyph in word {
      if columns(line) + glyph.width > width, !line.isEmpty { endLine() }
      line.append(glyph)
    }
    word = []
  }

  private mutating func endLine() {
    var phrase = Phrase()
    var run = ""
    var tone = line.first?.tone ?? .plain
    for glyph in line {
      if glyph.tone != tone {
        phrase.add(run, tone)
        (run, tone) = ("", glyph.tone)
      }
      run.append(glyph.character)
    }
    phrase.add(run, tone)
    lines.append(phrase)
    line = []
    blanks = []
  }

  private func columns(_ glyphs: [Glyph]) -> Int { glyphs.reduce(0) { $0 + $1.width } }
  private static let closing: Set<Character> = ["，", "。", "；", "：", "、", "）", "”", "？", "！"]
  private static let opening: Set<Character> = ["（", "“"]
}
