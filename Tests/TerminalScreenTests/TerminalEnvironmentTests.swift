import Testing

@testable import TerminalScreen

@Suite struct TerminalEnvironmentTests {
  func environment(_ name: String, _ more: [String: String] = [:]) -> TerminalEnvironment {
    TerminalEnvironment(more.merging(["TERM": name]) { $1 })
  }

  @Test(arguments: [
    "xterm-kitty", "kitty", "alacritty", "alacritty-direct", "foot", "foot-extra", "xterm-ghostty",
    "ghostty", "wezterm", "contour", "konsole-256color", "rio", "xterm-direct",
  ])
  func knownEmulatorsHaveDirectColourAndAreLikeXterm(_ name: String) {
    #expect(environment(name).hasDirectColour)
    #expect(environment(name).isLikeXterm)
    #expect(!environment(name).lacksBlocks)
  }

  @Test(arguments: [
    "xterm", "xterm-256color", "tmux-256color", "rxvt-unicode", "st-256color", "vte-256color",
  ])
  func othersHaveDirectColourWhenToldSo(_ name: String) {
    #expect(environment(name).isLikeXterm)
    #expect(!environment(name).lacksBlocks)
    #expect(!environment(name).hasDirectColour)
    #expect(environment(name, ["COLORTERM": "truecolor"]).hasDirectColour)
    #expect(environment(name, ["COLORTERM": "24bit"]).hasDirectColour)
    #expect(!environment(name, ["COLORTERM": "yes"]).hasDirectColour)
  }

  @Test func inheritedColourTermIsNotBelievedWhereItCannotBe() {
    let inherited = ["COLORTERM": "truecolor"]
    #expect(!environment("screen-256color", inherited).hasDirectColour)
    #expect(!environment("linux", inherited).hasDirectColour)
    let tmux = inherited.merging(["TMUX": "/tmp/tmux-0/default,1,0"]) { $1 }
    #expect(environment("screen-256color", tmux).hasDirectColour)
  }

  @Test(arguments: ["", "nobodyknows", "footnote", "vt100", "linux", "dumb"])
  func unknownNamesAreNotLikeXterm(_ name: String) {
    #expect(!environment(name).isLikeXterm)
  }

  @Test(arguments: ["linux", "linux-16color", "vt100", "vt220", "cons25", "dumb", ""])
  func consolesLackBlocks(_ name: String) {
    #expect(environment(name).lacksBlocks)
  }

  @Test(arguments: [
    ([:], false),
    (["LANG": "zh_CN.UTF-8"], true),
    (["LANG": "en_US.utf8"], true),
    (["LANG": "C"], false),
    (["LC_ALL": "C", "LANG": "zh_CN.UTF-8"], false),
    (["LC_ALL": "", "LC_CTYPE": "xx_YY.UTF-8", "LANG": "C"], true),
  ])
  func theFirstLocaleVariableThatIsSetDecides(_ variables: [String: String], _ isUTF8: Bool) {
    #expect(TerminalEnvironment(variables).namesUTF8Locale == isUTF8)
  }

  @Test func colourIsWantedUnlessRefused() {
    let plain = TerminalEnvironment([:])
    let refusing = TerminalEnvironment(["NO_COLOR": "1"])
    let forcing = TerminalEnvironment(["NO_COLOR": "1", "CLICOLOR_FORCE": "1"])
    #expect(ColourChoice.auto.wantsColour(in: plain))
    #expect(!ColourChoice.auto.wantsColour(in: refusing))
    #expect(ColourChoice.auto.wantsColour(in: forcing))
    #expect(ColourChoice.auto.wantsColour(in: TerminalEnvironment(["NO_COLOR": ""])))
    #expect(
      !ColourChoice.auto.wantsColour(
        in: TerminalEnvironment(["NO_COLOR": "1", "CLICOLOR_FORCE": "0"])))
    #expect(ColourChoice.always.wantsColour(in: refusing))
    #expect(!ColourChoice.never.wantsColour(in: forcing))
  }
}
