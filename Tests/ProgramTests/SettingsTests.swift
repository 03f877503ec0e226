import Testing

/// The file of settings, the options that win over it, and what is said of it.
@Suite(.serialized)
struct SettingsTests {
  /// Runs a line of shell with a file of settings, in a folder of its own.
  private func with(_ settings: String?, _ line: String) throws -> Ran {
    let file =
      settings.map {
        "mkdir -p $folder/signalbox; cat >$folder/signalbox/config.json <<'END'\n\($0)\nEND\n"
      } ?? ""
    return try shell(
      "folder=$(mktemp -d); trap 'rm -rf $folder' EXIT; export XDG_CONFIG_HOME=$folder\n\(file)\(line)"
    )
  }

  @Test func theDefaultGivenAsSettingsChangesNothing() throws {
    let ran = try with(
      nil,
      """
      mkdir -p $folder/signalbox; signalbox config | tail -n +2 >$folder/before
      signalbox config --default >$folder/signalbox/config.json
      signalbox config | tail -n +2 >$folder/after
      cmp $folder/before $folder/after && cmp $folder/after $folder/signalbox/config.json && echo same
      """)
    #expect(ran.lines == ["same"], "\(ran)")
  }

  @Test func whereTheyAreIsSaid() throws {
    let own = try with(
      nil, "signalbox config | head -n 1 | grep -c \"in $folder/signalbox/config.json\"")
    #expect(own.lines == ["1"])
    let home = try shell(
      "unset XDG_CONFIG_HOME; HOME=/tmp/none signalbox config | head -n 1; unset HOME; signalbox config --lang en | head -n 1"
    )
    #expect(home.lines.first?.hasSuffix("/tmp/none/.config/signalbox/config.json") == true)
    #expect(home.lines.last == "no file of settings: HOME is not set")
  }

  @Test func whatHoldsIsPrinted() throws {
    let ran = try with(
      #"{"theme": "light", "history": "64MiB", "thresholds": {"longHold": "1500ms"}, "keys": {"hold": ["F5", "Ctrl-H"], "step": []}}"#
        .replacing("Ctrl-H", with: "Ctrl-B"),
      "signalbox config")
    #expect(ran.status == 0)
    for line in [
      #"  "theme": "light","#, #"  "history": "64MiB","#, #"    "hold": ["F5", "Ctrl-B"],"#,
      #"    "convoy": 100,"#, #"    "longHold": "1500ms""#, #"    "step": [],"#,
      #"    "pause": ["space"],"#,
    ] { #expect(ran.lines.contains(line), "\(line)\n\(ran.output)") }
  }

  @Test(arguments: [
    ("{\"keys\": {\n \"hold\": [\"s\"]}}", 2, #"the key "s" would do both "hold" and "step""#),
    (
      "{\n\n\"keys\": {\"zom-in\": [\"y\"]}}", 3, #"no key does "zom-in" (did you mean "zoom-in"?)"#
    ),
    ("{\"keys\": {\"hold\": [\"Foo\"]}}", 1, #""hold": no key is called "Foo""#),
    ("{\"keys\": {\"hold\": [\"Ctrl-C\"]}}", 1, #"it is always "quit""#),
    ("{\"keys\": {\"hold\": \"x\"}}", 1, #""hold" must be a list of keys"#),
    ("{\"keys\": [],\n \"x\": 1}", 1, #""keys" must be an object"#),
    ("{\"thema\": \"dark\"}", 1, #"no setting "thema" (did you mean "theme"?)"#),
    ("{\n\"theme\": \"pink\"}", 2, #""theme" cannot be "pink": it is one of auto, dark"#),
    ("{\"mouse\": 1}", 1, #""mouse" must be true or false"#),
    ("{\"speed\": \"fast\"}", 1, #""speed" must be a number"#),
    ("{\"speed\": 1e9}", 1, #""speed" cannot be 1e9"#),
    ("{\"history\": \"1KiB\"}", 1, #""history" cannot be "1KiB""#),
    ("{\"thresholds\": {\n\"convoi\": 5}}", 2, #"no setting "convoi" (did you mean "convoy"?)"#),
    ("{\"thresholds\": {\"convoy\": 0}}", 1, #""convoy" cannot be 0"#),
    ("{\"thresholds\": {\"longHold\": 5}}", 1, #""longHold" must be a text in quotes"#),
    ("{\"thresholds\": {\"longHold\": \"soon\"}}", 1, #""longHold" cannot be "soon""#),
    ("{\"thresholds\": 5}", 1, #""thresholds" must be an object"#),
    ("{\"theme\": \"dark\",\n}", 2, #""}" is not expected here"#),
    ("// dark\n{}", 1, #""/" is not expected here"#), ("[]", 1, "it must be an object"),
    ("{\"mouse\": true, \"mouse\": true}", 1, #""mouse" stands there twice"#),
  ])
  func whatIsWrongIsSaidWithItsLine(_ text: String, _ line: Int, _ sentence: String) throws {
    let ran = try with(
      text,
      "signalbox config --lang en 2>&1 >$folder/out; echo $?; grep -c '\"hold\": \\[\"H\"\\]' $folder/out"
    )
    #expect(ran.lines.first?.contains("/signalbox/config.json, line \(line): ") == true, "\(ran)")
    #expect(ran.lines.first?.contains(sentence) == true, "\(ran)")
    #expect(ran.lines.first?.hasSuffix("; the defaults hold") == true)
    #expect(ran.lines.dropFirst() == ["1", "1"])
  }

  @Test func whatIsNoPlainFileIsNotWaitedFor() throws {
    let ran = try with(
      nil,
      "mkdir -p $folder/signalbox; mkfifo $folder/signalbox/config.json; signalbox config 2>&1 >/dev/null"
    )
    #expect(ran.lines.first?.contains("config.json: it cannot be read") == true, "\(ran)")
    let large = try with(
      nil,
      "mkdir -p $folder/signalbox; head -c 3000000 /dev/zero >$folder/signalbox/config.json; signalbox config 2>&1 >/dev/null"
    )
    #expect(large.lines.first?.contains("the text is too long") == true, "\(large)")
  }

  @Test func aProgramWithoutAScreenSaysItToo() throws {
    let ran = try with("{", "echo quit | signalbox run lock --headless --lang en 2>&1 >/dev/null")
    #expect(ran.status == 0)
    #expect(ran.lines.count == 1 && ran.output.contains("line 2: the text ends too soon"), "\(ran)")
  }

  @Test func settingsHoldAndOptionsWin() throws {
    let settings = #"{"language": "zh", "ascii": true, "speed": 4}"#
    let frame = "signalbox run lock --print-frame --at 100ms --size 100x12"
    let own = try with(settings, "\(frame) </dev/null")
    #expect(own.output.contains("现在") && own.output.contains("x4"), "\(own.output)")
    #expect(!own.output.contains("▇"))
    let other = try with(settings, "\(frame) --lang en --no-ascii --speed 2 </dev/null")
    #expect(other.output.contains("now") && other.output.contains("×2"), "\(other.output)")
    #expect(try with(settings, "signalbox --help").output.hasPrefix("概述"))
  }

  @Test func onlyWatchingLetsNoCommandThrough() throws {
    let ran = try shell(
      "echo more | signalbox run lock --headless --readonly --lang en 2>&1 >/dev/null")
    #expect(ran.status == 2)
    #expect(
      ran.lines == ["signalbox: line 1: more would act, and with --readonly one only watches"])
    let quit = try shell("echo quit | signalbox run lock --headless --readonly 2>&1 >/dev/null")
    #expect(quit.status == 0 && quit.output.isEmpty)
  }

  @Test func manualIsAPageForMan() throws {
    let ran = try shell(
      "signalbox manual >/dev/null && signalbox manual | groff -man -Tutf8 -ww -z 2>&1; signalbox manual | groff -man -Tutf8 -P-cbou 2>/dev/null"
    )
    #expect(ran.status == 0)
    #expect(ran.output.hasPrefix("SIGNALBOX(1)"), "\(ran.output.prefix(400))")
    for word in [
      "NAME", "--readonly", "Ctrl-S", "notify 3, notify all", "zoom-in", "NO_COLOR", "128 + n",
    ] {
      #expect(ran.output.contains(word), "\(word)")
    }
    let chinese = try shell("LC_ALL=zh_CN.UTF-8 signalbox manual")
    #expect(try shell("LC_ALL=C signalbox manual").output == chinese.output)
    #expect(try shell("signalbox --help").output.contains("manual") == false)
  }
}
