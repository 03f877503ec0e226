import Frames
import LaneModel
import LaneView
import Phrases
import SyncEvents
import Testing

/// Every lesson in both languages, on a small screen and on a large one.
@Suite struct LessonGoldenTests {
  @Test(arguments: LessonID.allCases, Language.allCases)
  func lesson(_ lesson: LessonID, _ language: Language) throws {
    let model = Scene.$language.withValue(language) { Scene.of(lesson) }
    for size in [Size(width: 80, height: 24), Size(width: 120, height: 40)] {
      var viewer = Viewer(
        lesson: lesson, language: language, abilities: Abilities(colours: .direct, hasBlocks: true))
      viewer.screen = size
      viewer.follow(model)
      try golden(
        viewer.frame(model, size: size),
        "lesson-\(lesson.rawValue)-\(language.rawValue)-\(size.width)x\(size.height)")
    }
  }
}
