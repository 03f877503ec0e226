import Frames
import Testing

@testable import TerminalScreen

@Suite struct ThemeTests {
  @Test func statesHaveTheColoursOfTheDesign() {
    #expect(Theme.dark.colour(of: .running).number == 0x00A878)
    #expect(Theme.dark.colour(of: .sleeping).number == 0x3F7F68)
    #expect(Theme.dark.colour(of: .lock).number == 0xD55E00)
    #expect(Theme.dark.colour(of: .condition).number == 0xE69F00)
    #expect(Theme.dark.colour(of: .event).number == 0xB85A90)
    #expect(Theme.dark.colour(of: .semaphore).number == 0x2C84D8)
    #expect(Theme.dark.colour(of: .queue).number == 0x7CC8F0)
    #expect(Theme.dark.colour(of: .others).number == 0xF5EE8A)
    #expect(Theme.dark.colour(of: .idle).number == 0x666C75)
    #expect(Theme.dark.colour(of: .deadlocked).number == 0xFF6B3D)
  }

  @Test func aTintIsAQuarterOfItsInkInTheGround() {
    #expect(RGB(0x000000).mixed(25, into: RGB(0x646464)).number == 0x4B4B4B)
    #expect(Theme.dark.tint(of: .lock).number == 0x442814)
    for ink in Ink.allCases {
      let tint = Theme.dark.tint(of: ink)
      #expect(max(tint.red, tint.green, tint.blue) <= 0x55, "\(ink) stays dark")
    }
  }

  @Test func everyThemeIsFoundByItsName() {
    for name in Theme.Name.allCases { #expect(Theme(name).name == name) }
    #expect(Theme.Name(rawValue: "high-contrast") == .highContrast)
    #expect(RGB(0x00A878).hexadecimal == "#00a878" && RGB(0).hexadecimal == "#000000")
  }

  @Test func brightDeadlockedAndErrorsAreAlwaysBold() {
    for ink in Ink.allCases {
      #expect(Theme.isBold(Style(ink)) == [.bright, .deadlocked, .error].contains(ink))
      #expect(Theme.isBold(Style(ink, bold: true)))
    }
  }

  @Test(arguments: [
    (0x000000, 16), (0xFFFFFF, 231), (0xFF0000, 196), (0x0087AF, 31), (0x5F5F5F, 59),
    (0x14161B, 234), (0x080808, 232), (0xEEEEEE, 255), (0xF5EE8A, 228), (0x6B7078, 243),
  ])
  func colourHasANearestOf256(_ number: Int32, _ index: Int32) {
    #expect(RGB(number).nearestOf256 == index)
  }

  @Test func nearestOf256IsTheNearest() {
    for number in stride(from: Int32(0), to: 0x1000000, by: 7919) {
      let colour = RGB(number)
      let best = (16..<256).map { distance(colour, xterm($0)) }.min()
      let found = distance(colour, xterm(Int(colour.nearestOf256)))
      // By parts first, then grey: never off by more than half a step of the greys.
      #expect(Double(found) <= Double(best ?? 0) + 75, "\(String(number, radix: 16))")
    }
  }

  private func distance(_ a: RGB, _ b: RGB) -> Int {
    let (r, g, b) = (a.red - b.red, a.green - b.green, a.blue - b.blue)
    return r * r + g * g + b * b
  }

  private func xterm(_ index: Int) -> RGB {
    if index >= 232 {
      let level = 8 + 10 * (index - 232)
      return RGB(red: level, green: level, blue: level)
    }
    let steps = [0, 95, 135, 175, 215, 255]
    let cube = index - 16
    return RGB(red: steps[cube / 36], green: steps[cube / 6 % 6], blue: steps[cube % 6])
  }
}
