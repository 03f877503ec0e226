import Phrases
import SyncEvents

/// What is still to be asked for, in order: what a person has sent, or a demonstration while nobody sends anything.
struct Script {
  enum Author { case nobody, person, demonstration }

  private(set) var author = Author.nobody
  private var items: [(line: Int, item: ScriptLine)] = []

  var isEmpty: Bool { items.isEmpty }
  var count: Int { items.count }
  var next: ScriptLine? { items.first?.item }

  /// From the first line on it is the person's script: the rest of a demonstration is dropped.
  mutating func add(_ lines: [(Int, ScriptLine)]) {
    guard !lines.isEmpty else { return }
    if author == .demonstration { items = [] }
    author = .person
    items += lines.map { (line: $0.0, item: $0.1) }
  }

  /// - Returns: false if that lesson needs none.
  mutating func demonstrate(_ lesson: LessonID, isBare: Bool, isCured: Bool) -> Bool {
    let lines = lesson.demonstration(isBare: isBare, isCured: isCured)
      .compactMap { try? ScriptLine.parse($0) }
    author = .demonstration
    items = lines.map { (line: 0, item: $0) }
    return !lines.isEmpty
  }

  mutating func take() -> ScriptLine? { items.isEmpty ? nil : items.removeFirst().item }
}
