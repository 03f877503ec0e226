import Frames
import Phrases
import Testing

@testable import LaneView

/// What somebody may look for in the help.
@Suite struct HelpSearchTests {
  @Test(arguments: [
    "pause", "step", "live", "restart", "filter", "wake", "zoom", "mouse", "click", "wheel",
    "drag", "legend", "next-change", "jump", "theme",
  ]) func wordsOfTheFooterOfTheSettingsAndOfTheMouseAreFound(_ text: String) {
    let viewer = Viewer(lesson: .condition, language: .en, abilities: Abilities())
    let lines = viewer.helpLines(width: 80, with: text)
    #expect(!lines.isEmpty, "\(text)")
    #expect(lines.count < viewer.helpLines(width: 80).count / 2)
  }

  @Test func whatIsOnlyLookedAtIsNotShown() {
    let viewer = Viewer(lesson: .condition, language: .zh, abilities: Abilities())
    for text in ["", "pause"] {
      let lines = viewer.helpLines(width: 80, with: text)
      #expect(lines.allSatisfy { if case .also = $0 { false } else { true } })
      #expect(!lines.isEmpty)
    }
  }
}
