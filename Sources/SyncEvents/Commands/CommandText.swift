/// Why a line of text is not a command. `Phrases` has the sentences.
public enum CommandTextError: Error, Hashable, Sendable {
  case unknownWord(String, nearest: Command.Word?)
  case missing(Command.Word, Argument)
  case unexpected(Command.Word, String)
  case notANumber(Command.Word, String)
  /// Below the smallest, or beyond the largest, that makes sense.
  case outOfRange(Command.Word, String, from: String, to: String?)
  /// A duration that is not a number with ns, us, ms, s, m or h.
  case notADuration(String)
  case noTarget(Command.Word)
  case notALevel(String)
  /// No line of a script is that long.
  case tooLong

  public enum Argument: Hashable, Sendable {
    case count, size, speed, thread, duration, name, level
  }
}

/// A line of a script: a command, or a wait between two of them.
public enum ScriptLine: Hashable, Sendable {
  case instruction(Instruction)
  /// Nanoseconds.
  case wait(Int64)
}

extension ScriptLine {
  /// Reads one line. Nil for an empty one and for a comment that begins with `#`.
  ///
  /// - Parameter takesFewer: `size -1` is one fewer, as a viewer's key asks for it; else it is a mistake: a script that
  ///   computes its sizes should hear of one below the smallest.
  public static func parse(
    _ line: String, takesFewer: Bool = false
  ) throws(CommandTextError) -> ScriptLine? {
    var words = line.split { $0.isWhitespace }.map(String.init)
    guard let first = words.first, !first.hasPrefix("#") else { return nil }
    words.removeFirst()
    if first == "wait" {
      guard let text = words.first else { throw .notADuration("") }
      guard words.count == 1, let length = Nanoseconds.parse(text) else {
        throw .notADuration(words.joined(separator: " "))
      }
      return .wait(length)
    }
    guard let word = Command.Word(rawValue: first) else {
      throw .unknownWord(first, nearest: nearest(first, Command.Word.allCases) { $0.rawValue })
    }
    let target = try takeTarget(word, &words)
    let command = try command(word, &words, takesFewer)
    if let extra = words.first { throw .unexpected(word, extra) }
    if target != nil, !command.takesTarget { throw .noTarget(word) }
    return .instruction(Instruction(command, on: target))
  }

  /// Takes `on NAME` off the end. What stands before it is never `on`, so a name may have the word in it.
  private static func takeTarget(
    _ word: Command.Word, _ words: inout [String]
  ) throws(CommandTextError) -> String? {
    guard let at = words.firstIndex(of: "on") else { return nil }
    let name = words[(at + 1)...].joined(separator: " ")
    guard !name.isEmpty else { throw .missing(word, .name) }
    words.removeSubrange(at...)
    return name
  }

  private static func command(
    _ word: Command.Word, _ words: inout [String], _ takesFewer: Bool
  ) throws(CommandTextError) -> Command {
    func argument(_ what: CommandTextError.Argument) throws(CommandTextError) -> String {
      guard !words.isEmpty else { throw .missing(word, what) }
      return words.removeFirst()
    }
    func amount(from smallest: Int) throws(CommandTextError) -> Command.Amount {
      try Self.amount(word, try argument(.size), from: smallest, takesFewer)
    }
    switch word {
    case .notify:
      let text = try argument(.count)
      return text == "all" ? .notifyAll : .notify(try integer(word, text, from: 1))
    case .size: return .size(try amount(from: 0))
    case .capacity: return .capacity(try amount(from: 1))
    case .workers: return .workers(try amount(from: 1))
    case .producers: return .producers(try amount(from: 0))
    case .consumers: return .consumers(try amount(from: 0))
    case .level:
      let text = try argument(.level)
      guard let level = RecordingLevel.allCases.first(where: { $0.word == text }) else {
        throw .notALevel(text)
      }
      return .level(level)
    case .speed:
      let text = try argument(.speed)
      return .speed(try parseSpeed(text))
    case .step:
      let name = ([try argument(.thread)] + words).joined(separator: " ")
      words.removeAll()
      return .step(name)
    case .set: return .set
    case .clear: return .clear
    case .flip: return .flip
    case .release: return .release
    case .more: return .more
    case .restart: return .restart
    case .bare: return .bare
    case .cure: return .cure
    case .lockTwice: return .lockTwice
    case .satisfy: return .satisfy
    case .put: return .put
    case .hold: return .hold
    case .go: return .go
    case .quit: return .quit
    }
  }

  /// `5` is a size and `+1` is one more.
  private static func amount(
    _ word: Command.Word, _ text: String, from smallest: Int, _ takesFewer: Bool
  ) throws(CommandTextError) -> Command.Amount {
    if text.hasPrefix("+") { return .by(try integer(word, text, from: 1, sign: "+")) }
    if takesFewer, text.hasPrefix("-") {
      return .by(try integer(word, text, from: -Int(Int32.max)))
    }
    return .to(try integer(word, text, from: smallest))
  }

  private static func integer(
    _ word: Command.Word, _ text: String, from smallest: Int, sign: Character = "-"
  ) throws(CommandTextError) -> Int {
    let digits = text.first == sign ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) }) else {
      throw .notANumber(word, text)
    }
    let largest = Int(Int32.max)
    guard let number = Int(text), number >= smallest, number <= largest else {
      throw .outOfRange(word, text, from: String(smallest), to: String(largest))
    }
    return number
  }

  /// A speed: above 0, at most 1000.
  public static func parseSpeed(_ text: String) throws(CommandTextError) -> Double {
    guard let speed = Double(text), speed.isFinite else { throw .notANumber(.speed, text) }
    guard speed >= 0.01, speed <= 1000 else {
      throw .outOfRange(.speed, text, from: "0.01", to: "1000")
    }
    return speed
  }
}

extension Instruction {
  /// As it is written in a script.
  public var text: String { command.text + (target.map { " on \($0)" } ?? "") }
}

extension Command {
  /// As it is written in a script.
  public var text: String {
    switch self {
    case .notify(let count): "notify \(count)"
    case .notifyAll: "notify all"
    case .size(let amount), .capacity(let amount), .workers(let amount), .producers(let amount),
      .consumers(let amount):
      "\(word.rawValue) \(amount.text)"
    case .speed(let speed): "speed \(Int(exactly: speed).map(String.init) ?? "\(speed)")"
    case .step(let thread): "step \(thread)"
    case .level(let level): "level \(level.word)"
    case .set, .clear, .flip, .release, .more, .restart, .bare, .cure, .lockTwice, .satisfy, .put,
      .hold, .go, .quit:
      word.rawValue
    }
  }
}

extension Command.Amount {
  fileprivate var text: String {
    switch self {
    case .to(let size): "\(size)"
    case .by(let more): "\(more < 0 ? "" : "+")\(more)"
    }
  }
}

/// The one that is spelled most like `word`, if one is near: at most two letters away.
public func nearest<T>(_ word: String, _ all: [T], _ spelling: (T) -> String) -> T? {
  all.map { ($0, distance(word, spelling($0))) }
    .filter { $0.1 <= max(2, word.count / 3) && $0.1 < word.count }
    .min { $0.1 < $1.1 }?.0
}

/// Levenshtein's: how many letters must be put in, taken out or changed.
private func distance(_ a: String, _ b: String) -> Int {
  let b = Array(b)
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      (diagonal, row[j + 1]) = (
        row[j + 1], min(row[j] + 1, row[j + 1] + 1, diagonal + (x == y ? 0 : 1))
      )
    }
  }
  return row[b.count]
}
