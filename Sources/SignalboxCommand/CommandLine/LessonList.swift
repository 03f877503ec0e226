import LaneView
import Phrases
import SyncEvents

/// The lessons, for people and for programs.
enum LessonList {
  /// Number, name and title; below them what to try. Above the first of a group stands what that is called.
  static func text(_ id: LessonID, _ book: Phrasebook) -> String {
    let card = book.card(id)
    let indent = 18
    let head = padded(card.number, 4) + padded(id.rawValue, indent - 4)
    let attempt = wrapped(Phrase(card.attempt), width: 80 - indent).map(\.text)
    let lines = [head + book.heading(id)] + attempt.map { padded("", indent) + $0 }
    let isFirst = LessonID.allCases.first { $0.group == id.group } == id
    let heading = isFirst ? book.heading(id.group).map { ["", $0] } ?? [] : []
    return (heading + lines).joined(separator: "\n") + "\n"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: width - text.count)
  }

  static var json: String {
    let objects = LessonID.allCases.map { id in
      let (en, zh) = (Phrasebook(.en).heading(id), Phrasebook(.zh).heading(id))
      let words = id.commands.map { quoted($0.rawValue) }.joined(separator: ",")
      return "{\"id\":\(quoted(id.rawValue)),\"number\":\(quoted(id.number)),"
        + "\"group\":\(quoted(id.group.rawValue)),"
        + "\"title\":{\"en\":\(quoted(en)),\"zh\":\(quoted(zh))},"
        + "\"commands\":[\(words)]}"
    }
    return "[" + objects.joined(separator: ",\n ") + "]"
  }

  private static func quoted(_ text: String) -> String { JSONText.quoted(text) }
}
