import Frames
import LaneModel
import SyncEvents

/// The marks that this terminal can draw.
struct Glyphs: Hashable {
  let hasBlocks: Bool

  init(_ abilities: Abilities) { hasBlocks = abilities.hasBlocks }

  /// Height says how free the thread is.
  func track(_ look: Look) -> Character {
    switch look {
    case .absent: " "
    case .running: hasBlocks ? "▇" : "#"
    case .idle: dot
    case .sleeping: hasBlocks ? "▅" : "="
    case .joining, .future, .barrier, .queue, .semaphore, .event, .condition: hasBlocks ? "▂" : "_"
    case .lock: hasBlocks ? "▃" : "-"
    case .held: hasBlocks ? "║" : "|"
    case .unknown: "?"
    case .deadlocked: "X"
    }
  }

  /// A bar of one to seven eighths.
  func bar(eighths: Int) -> Character { Self.bars[min(max(1, eighths), 7) - 1] }
  private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]

  var dot: Character { hasBlocks ? "·" : "." }
  var marker: Character { hasBlocks ? "▸" : ">" }
  /// Beside a line of the listing on which threads stand.
  var stand: Character { hasBlocks ? "▌" : "|" }
  /// Before the heading of the column that a table is sorted by.
  var sorted: Character { hasBlocks ? "▾" : "v" }
  /// On the time axis.
  var cursor: Character { hasBlocks ? "▼" : "v" }
  var bookmark: Character { hasBlocks ? "◆" : "+" }
  var rule: Character { hasBlocks ? "─" : "-" }
  var lampOn: Character { hasBlocks ? "●" : "*" }
  var lampOff: Character { hasBlocks ? "●" : "o" }
  /// Beside a moment that has passed.
  var lampDark: Character { hasBlocks ? "○" : "o" }
  var taken: Character { hasBlocks ? "■" : "#" }
  var open: Character { hasBlocks ? "□" : "." }
  /// Before what belongs to the line above.
  var branch: Character { hasBlocks ? "└" : "`" }
  /// Between the permits that there are and those that are owed.
  var edge: Character { hasBlocks ? "│" : "|" }
}

extension Look {
  /// What it is called without height or colour.
  var letter: Character {
    switch self {
    case .absent: " "
    case .running: "R"
    case .idle: "I"
    case .sleeping: "Z"
    case .joining: "J"
    case .future: "F"
    case .barrier: "B"
    case .queue: "Q"
    case .semaphore: "S"
    case .event: "E"
    case .condition: "C"
    case .lock: "L"
    case .held: "H"
    case .unknown: "?"
    case .deadlocked: "X"
    }
  }

  var ink: Ink {
    switch self {
    case .absent: .faint
    case .running: .running
    case .idle: .idle
    case .sleeping: .sleeping
    case .joining, .future, .barrier: .others
    case .queue: .queue
    case .semaphore: .semaphore
    case .event: .event
    case .condition: .condition
    case .lock: .lock
    case .held: .held
    case .unknown: .unknown
    case .deadlocked: .deadlocked
    }
  }

  var style: Style { Style(ink, bold: self == .deadlocked) }

  /// Of the letter: what the person did to a lane stands out.
  var letterStyle: Style { self == .held ? Style(.held, on: .inverse) : style }
}

extension PrimitiveKind {
  /// A primitive has the colour of those that wait for it.
  var ink: Ink {
    switch self {
    case .lock, .recursiveLock, .synchronized, .array, .dictionary: .lock
    case .condition: .condition
    case .event: .event
    case .countingSemaphore, .boundedSemaphore: .semaphore
    case .queue: .queue
    case .pool: .idle
    case .thread, .barrier, .future, .crew: .others
    case .threadLocal, .variable: .plain
    }
  }
}
