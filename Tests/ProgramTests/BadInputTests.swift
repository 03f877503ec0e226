import Testing

/// A wrong use is one sentence on standard error and exit code 2, and nothing else.
@Suite(.serialized)
struct BadInputTests {
  @Test(arguments: [
    ("run semafore", "no lesson is called semafore; did you mean semaphore?"),
    ("run nonsense", "no lesson is called nonsense; they are containers, lock"),
    ("rum", "rum is not a command; did you mean run?"),
    ("semaphore", "semaphore is not a command; did you mean run semaphore?"),
    ("run lock --spede 2", "no option is called --spede; did you mean --speed?"),
    ("run lock --speed 0", "--speed 0: a speed is a number from 0.01 to 1000"),
    ("run lock --speed fast", "--speed fast: a speed is a number"),
    ("run lock --print-frame --size 0x0", "--size 0x0: a size is columns x rows"),
    ("run lock --size 0x0", "--size 0x0: a size is columns x rows"),
    ("run lock --print-frame --size 80", "--size 80: a size is columns x rows"),
    ("run lock --print-frame --at soon", "--at soon: a duration is a number with"),
    ("run lock --for 10", "--for 10: a duration is a number with"),
    ("run lock --format xml", "--format xml: it is one of text, jsonl"),
    ("run lock --lang fr", "--lang fr: it is one of en, zh"),
    ("run lock --color pink", "--color pink: it is one of auto, always, never"),
    ("run lock --theme pink", "--theme pink: it is one of auto, dark, light, high-contrast, mono"),
    ("run lock --history lots", "--history lots: a size is a number with KiB, MiB or GiB"),
    ("run lock --history 1KiB", "--history 1KiB: a size is a number with KiB, MiB or GiB"),
    ("run", "<lesson> is missing"),
    ("lessons --format xml", "--format xml: it is one of text, json"),
  ])
  func arguments(_ arguments: String, _ sentence: String) throws {
    try expectRefusal("signalbox \(arguments) </dev/null", sentence)
  }

  @Test(arguments: [
    ("semaphore", "size -1", "line 1: size -1: must be from 0 to"),
    ("semaphore", "size x", "line 1: size x: not a number"),
    ("semaphore", "size", "line 1: size needs a size"),
    ("condition", "notify 0", "line 1: notify 0: must be from 1 to"),
    ("condition", "notify 3 4", "line 1: notify: 4 is too much"),
    ("condition", "notify 1\\nnotfy 3", "line 2: notfy is not a command; did you mean notify?"),
    ("condition", "\\n# a comment\\nwait 5", "line 3: wait 5: a duration is a number"),
    ("condition", "flip", "line 1: the lesson condition has nothing that flip could act on"),
    ("condition", "speed 0", "line 1: speed 0: must be from 0.01 to 1000"),
    ("condition", "notify 99999999999999999999", "line 1: notify 99999999999999999999: must be"),
    ("condition", "hold on ready", "line 1: hold is not for one primitive"),
  ])
  func commands(_ lesson: String, _ script: String, _ sentence: String) throws {
    try expectRefusal("printf '\(script)\\n' | signalbox run \(lesson) --headless", sentence)
  }

  @Test func aLineWithoutEndIsTooLong() throws {
    try expectRefusal(
      "head -c 100000 /dev/zero | tr '\\0' a | signalbox run lock --headless",
      "line 1: the line is too long")
  }

  @Test func controlCharactersAreNotRepeated() throws {
    let ran = try shell(
      "{ printf '\\033[2J\\007boo\\n' | signalbox run lock --headless; } 2>&1 >/dev/null")
    #expect(ran.status == 2)
    #expect(!ran.output.contains("\u{1B}") && !ran.output.contains("\u{07}"))
  }

  @Test func inChineseToo() throws {
    let ran = try shell("signalbox run semafore --lang zh 2>&1 >/dev/null </dev/null")
    #expect(ran.status == 2)
    #expect(ran.lines == ["signalbox: 没有叫 semafore 的课；是不是 semaphore？"])
  }

  @Test func helpAndVersionAreNoMistakes() throws {
    for arguments in ["--help", "run --help", "help", "--version", "lessons --help"] {
      let ran = try shell("signalbox \(arguments) 2>/dev/null")
      #expect(ran.status == 0)
      #expect(!ran.output.isEmpty)
    }
  }

  private func expectRefusal(_ line: String, _ sentence: String) throws {
    let ran = try shell("{ \(line); } 2>&1 >/dev/null")
    #expect(ran.status == 2, "\(line): \(ran)")
    #expect(ran.lines.count == 1, "\(line): \(ran)")
    #expect(ran.output.hasPrefix("signalbox: \(sentence)"), "\(line): \(ran.output)")
  }
}
