import Frames
import Testing

@testable import TerminalScreen

/// Every theme is for everybody's eyes: with all cones, or without one kind of them, in every colour or the nearest of 256.
@Suite struct ColourVisionTests {
  static let themes: [Theme] = [.dark, .light, .highContrast]

  /// They are drawn with one glyph, `▂`.
  private let waits: [Ink] = [.condition, .event, .semaphore, .queue, .others]
  /// What a lane's state is drawn with, and what has to be read.
  private let states: [Ink] = [
    .running, .sleeping, .lock, .condition, .event, .semaphore, .queue, .others, .idle, .held,
    .deadlocked, .unknown,
  ]
  private let texts: [Ink] = [
    .plain, .subdued, .dim, .bright, .you, .error, .lampGreen, .lampRed,
  ]

  /// Pairs of the paper that describes the formula (Sharma, Wu and Dalal 2005).
  @Test(arguments: [
    (LabColour(50, 2.6772, -79.7751), LabColour(50, 0, -82.7485), 2.0425),
    (LabColour(50, 2.5, 0), LabColour(50, 0, -2.5), 4.3065),
    (LabColour(50, 2.5, 0), LabColour(73, 25, -18), 27.1492),
    (LabColour(50, -1.3802, -84.2814), LabColour(50, 0, -82.7485), 1.0),
    (LabColour(60.2574, -34.0099, 36.2677), LabColour(60.4626, -34.1751, 39.4387), 1.2644),
    (LabColour(2.0776, 0.0795, -1.1350), LabColour(0.9033, -0.0636, -0.5514), 0.9082),
  ]) func theFormulaIsTheOneOfThePaper(_ a: LabColour, _ b: LabColour, _ difference: Double) {
    #expect(abs(a.difference(to: b) - difference) < 0.0001)
    #expect(abs(b.difference(to: a) - difference) < 0.0001)
  }

  @Test(arguments: themes) func statesWithOneGlyphStayApart(_ theme: Theme) {
    for (index, one) in waits.enumerated() {
      for other in waits[(index + 1)...] { expectApart(one, other, theme) }
      // The bar of a cell that ran for a part of its time is as high as one of theirs.
      for one in [one, .lock, .sleeping] { expectApart(one, .running, theme) }
    }
  }

  private func expectApart(_ one: Ink, _ other: Ink, _ theme: Theme) {
    for vision in ColourVision.allCases {
      for (a, b) in [
        (theme.colour(of: one), theme.colour(of: other)),
        (inTheCube(theme.colour(of: one)), inTheCube(theme.colour(of: other))),
      ] {
        let difference = vision.lab(a).difference(to: vision.lab(b))
        #expect(difference >= 10, "\(theme.name) \(one) \(other) \(vision)")
      }
    }
  }

  @Test(arguments: themes) func whatHasToBeReadCanBe(_ theme: Theme) {
    for ink in states + texts {
      for colour in [theme.colour(of: ink), inTheCube(theme.colour(of: ink))] {
        let contrast = ColourVision.contrast(colour, theme.ground)
        #expect(contrast >= 3, "\(theme.name) \(ink) \(contrast)")
      }
    }
    #expect(ColourVision.contrast(theme.colour(of: .keycap), theme.keycap) >= 3)
  }

  @Test func highContrastIsHigher() {
    for ink in states + texts {
      let contrast = ColourVision.contrast(
        Theme.highContrast.colour(of: ink), Theme.highContrast.ground)
      #expect(contrast >= 4.5, "\(ink) \(contrast)")
    }
  }

  /// The nearest of the 256 as a colour.
  private func inTheCube(_ colour: RGB) -> RGB {
    let index = Int(colour.nearestOf256)
    if index >= 232 {
      let level = 8 + 10 * (index - 232)
      return RGB(red: level, green: level, blue: level)
    }
    let steps = [0, 95, 135, 175, 215, 255]
    let cube = index - 16
    return RGB(red: steps[cube / 36], green: steps[cube / 6 % 6], blue: steps[cube % 6])
  }
}
