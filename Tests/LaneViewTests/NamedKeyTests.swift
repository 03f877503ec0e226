import Frames
import Phrases
import SyncEvents
import Testing

@testable import LaneView

/// Sentences call keys what they are called here.
@Suite struct NamedKeyTests {
  private func change(_ deed: String, _ key: String) -> KeyChange {
    let place = JSONPosition(line: 1, column: 1)
    return KeyChange(KeyChange.Word(deed, at: place), keys: [KeyChange.Word(key, at: place)])
  }

  @Test func lessonsSpeakOfTheKeysThatAPersonHas() throws {
    var viewer = Viewer(lesson: .condition, language: .en, abilities: Abilities())
    viewer.keys = try KeyTable.standard.changed([
      change("notify-3", "Z"), change("zoom-out", "F5"), change("bare", "G"),
      change("lock-twice", "Y"), change("release", "U"),
    ])
    #expect(viewer.book.card(.condition).attempt.hasPrefix("Press Z: three wake up"))
    #expect(
      viewer.book.card(.lock).attempt
        == "Take the lock away with G; let a thread lock itself out with Y, and help it with U.")
    for words in ["(G)", "(Y)", "(U)"] {
      #expect(viewer.book.card(.lock).explanation.contains(words))
    }
    viewer.keys = .standard
    for lesson in LessonID.allCases {
      #expect(viewer.book.card(lesson) == Phrasebook(.en).card(lesson))
    }
  }
}
