import Frames
import Testing

@testable import TerminalScreen

@Suite struct LookTests {
  /// The states that share the low glyph `▂`, and the one with `▃`.
  let waits: [Ink] = [.lock, .condition, .event, .semaphore, .queue, .others]
  let everyStyle = Ink.allCases.flatMap { ink in
    ([.plain, .keycap, .inverse] + Ink.allCases.map { Ground.tint($0) }).map { Style(ink, on: $0) }
  }

  @Test func directColoursAreTheTheme() {
    let look = Look(Style(.running, on: .tint(.lock)), depth: .direct)
    #expect(look.ink == 0x00A878)
    #expect(look.ground == 0x442814)
    #expect(Look(Style(.keycap, on: .keycap), depth: .direct).ground == 0x7D828C)
  }

  @Test(arguments: [ColourDepth.eight, .sixteen, .indexed, .direct])
  func thePlainGroundIsTheTerminalsOwn(_ depth: ColourDepth) {
    for ink in Ink.allCases {
      #expect(Look(Style(ink), depth: depth).ground == Look.own)
      let inverse = Look(Style(ink, on: .inverse), depth: depth)
      #expect(inverse.ground == Look.own && inverse.isReverse)
    }
  }

  @Test(arguments: [ColourDepth.eight, .sixteen, .indexed, .direct])
  func waitsAreToldApartByColour(_ depth: ColourDepth) {
    for theme in [Theme.dark, .light, .highContrast] {
      let looks = waits.map { Look(Style($0), depth: depth, theme: theme) }
      #expect(Set(looks).count == waits.count, "\(theme.name)")
    }
  }

  /// A theme that does not fit the terminal brings its own ground, where colours are certain.
  @Test func aThemeThatDoesNotFitIsPainted() {
    let painted = { (depth: ColourDepth) in
      Look(Style(.plain), depth: depth, theme: .light, isPainted: true).ground
    }
    #expect(painted(.direct) == 0xFFFFFF && painted(.indexed) == 231)
    #expect(painted(.sixteen) == Look.own && painted(.eight) == Look.own)
    #expect(Look(Style(), depth: .direct, theme: .light).ground == Look.own)
  }

  /// Neither white nor the bright colours can be seen on white.
  @Test func aLightGroundHasNoWhite() {
    for depth in [ColourDepth.eight, .sixteen] {
      for ink in Ink.allCases {
        let look = Look(Style(ink), depth: depth, theme: .light)
        #expect(look.ink < 7 || look.ink == 8, "\(ink)")
      }
    }
  }

  @Test func tintsOfWaitsAreToldApartOn256() {
    for theme in [Theme.dark, .light, .highContrast] {
      let grounds = waits.map {
        Look(Style(.running, on: .tint($0)), depth: .indexed, theme: theme).ground
      }
      #expect(Set(grounds).count == waits.count, "\(theme.name)")
    }
  }

  @Test func fewColoursHaveNoTints() {
    for depth in [ColourDepth.eight, .sixteen] {
      for ink in Ink.allCases {
        let tinted = Look(Style(.running, on: .tint(ink)), depth: depth)
        #expect(tinted == Look(Style(.running), depth: depth))
      }
    }
  }

  @Test func numbersStayWithinTheDepth() {
    for (depth, limit) in [
      (ColourDepth.mono, Int32(0)), (.eight, 8), (.sixteen, 16), (.indexed, 256),
      (.direct, 1 << 24),
    ] {
      for style in everyStyle {
        let look = Look(style, depth: depth)
        #expect((Look.own..<limit).contains(look.ink))
        #expect((Look.own..<limit).contains(look.ground))
      }
    }
  }

  @Test func withoutColourBoldAndReverseRemain() {
    #expect(Look(Style(.bright), depth: .mono).isBold)
    #expect(Look(Style(.keycap, on: .keycap), depth: .mono).isReverse)
    #expect(Look(Style(.held, on: .inverse), depth: .mono).isReverse)
    let plain = Look(Style(.running, on: .tint(.lock)), depth: .mono)
    #expect(plain == Look(Style(), depth: .mono))
    #expect(!plain.isBold && !plain.isReverse && !plain.isDim)
  }

  @Test func keycapsAreReadableWithFewColours() {
    for depth in [ColourDepth.eight, .sixteen] {
      let look = Look(Style(.keycap, on: .keycap), depth: depth)
      #expect(look.isReverse && look.ink == Look.own && look.ground == Look.own)
    }
  }

  @Test func depthFollowsTheNumberOfColours() {
    let depths = [0, 2, 8, 16, 88, 256, 1 << 24].map { ColourDepth(count: $0) }
    #expect(depths == [.mono, .mono, .eight, .sixteen, .sixteen, .indexed, .direct])
    #expect(depths.map(\.colours) == [.none, .none, .few, .few, .few, .many, .direct])
  }
}
