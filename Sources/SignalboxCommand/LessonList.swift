import Phrases
import SyncEvents

/// The lessons as JSON, for programs.
enum LessonList {
  static var json: String {
    let objects = LessonID.allCases.map { id in
      let (en, zh) = (Phrasebook(.en).card(id), Phrasebook(.zh).card(id))
      let words = id.commands.map { quoted($0.rawValue) }.joined(separator: ",")
      return "{\"id\":\(quoted(id.rawValue)),\"number\":\(quoted(id.number)),"
        + "\"title\":{\"en\":\(quoted(title(en))),\"zh\":\(quoted(title(zh)))},"
        + "\"commands\":[\(words)]}"
    }
    return "[" + objects.joined(separator: ",\n ") + "]"
  }

  private static func title(_ card: LessonCard) -> String { "\(card.title): \(card.subtitle)" }
  private static func quoted(_ text: String) -> String { JSONText.quoted(text) }
}
