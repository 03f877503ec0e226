import CNcurses
import Testing

@testable import TerminalScreen

/// Does ncurses read the entry that is made for it? No terminal is needed for that.
@Suite(.serialized) struct AdaptedEntryTests {
  struct Facts: Equatable {
    var colours: Int32
    var pairs: Int32
    var isRGB: Bool
    var foreground: String?
    var changesPalette: Bool
    var up: String?
    var columns: Int32
    var repeats: Bool

    init?(_ name: String) {
      guard cn_set_up_terminal(name, 1) else { return nil }
      defer { cn_forget_terminal() }
      colours = tigetnum("colors")
      pairs = tigetnum("pairs")
      isRGB = tigetflag("RGB") == 1
      foreground = cn_string_with("setaf", 0x12_3456, 0).map { String(cString: $0) }
      changesPalette = cn_string("initc") != nil || cn_string("oc") != nil || tigetflag("ccc") == 1
      up = cn_string("kcuu1").map { String(cString: $0) }
      columns = tigetnum("cols")
      repeats = cn_string("rep") != nil || cn_string("csr") != nil
    }
  }

  @Test(arguments: ["xterm-256color", "tmux-256color", "xterm"])
  func theTerminalsOwnEntryGainsDirectColours(_ name: String) throws {
    let own = try #require(Facts(name))
    let direct = try #require(
      AdaptedEntry.with(name, directColour: true, descriptor: 1) { Facts(name) })
    #expect(direct.colours == 1 << 24)
    #expect(direct.pairs == 1 << 16)
    #expect(direct.isRGB)
    #expect(direct.foreground == "\u{1B}[38;2;18;52;86m")
    #expect(!direct.changesPalette)
    #expect(direct.up == own.up)
    #expect(direct.columns == own.columns)
    #expect(Facts(name) == own, "nothing remains of it")
  }

  @Test(arguments: ["xterm-256color", "xterm"])
  func withoutDirectColoursItIsTheTerminalsOwnButForWhatIsDoubtful(_ name: String) throws {
    var own = try #require(Facts(name))
    #expect(own.repeats)
    own.repeats = false
    own.changesPalette = false
    var adapted = try #require(
      AdaptedEntry.with(name, directColour: false, descriptor: 1) { Facts(name) })
    adapted.changesPalette = false
    #expect(adapted == own)
  }

  @Test(arguments: ["vt100", "nobodyknows"])
  func withoutColourOrEntryNothingIsDone(_ name: String) {
    #expect(AdaptedEntry.with(name, directColour: true, descriptor: 1) { true } == nil)
  }
}
