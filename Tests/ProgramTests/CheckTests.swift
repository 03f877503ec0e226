import Testing

/// `signalbox check` and `signalbox report`: what is found, and the exit codes.
@Suite(.serialized) struct CheckTests {
  /// All at once: most of the time they wait.
  private func check(_ runs: [(name: String, arguments: String)]) throws -> [String: Int] {
    let commands = runs.map { run in
      "{ timeout -k 1 100 signalbox check -- signalbox run \(run.arguments) --headless --speed 4 "
        + "</dev/null >/dev/null 2>&1; echo \(run.name) $?; } &"
    }
    let ran = try shell(commands.joined(separator: "\n") + "\nwait")
    return ran.lines.reduce(into: [:]) { codes, line in
      let words = line.split(separator: " ")
      if words.count == 2 { codes[String(words[0])] = Int(words[1]) }
    }
  }

  private static let wrong = [
    "deadlock", "philosophers", "lost-notify", "pool-deadlock", "starvation", "owner-gone",
  ]

  @Test func lessonsThatGoWrong() throws {
    let codes = try check(Self.wrong.map { ($0, $0) })
    #expect(codes == Dictionary(uniqueKeysWithValues: Self.wrong.map { ($0, 3) }))
  }
  @Test func theirCures() throws {
    let codes = try check(Self.wrong.map { ($0, "\($0) --cure") })
    #expect(codes == Dictionary(uniqueKeysWithValues: Self.wrong.map { ($0, 0) }))
  }
  @Test func theOthers() throws {
    let others = EveryLessonTests.lessons.filter { !Self.wrong.contains($0) }
    let codes = try check(others.map { ($0, $0) })
    #expect(codes == Dictionary(uniqueKeysWithValues: others.map { ($0, 0) }))
  }

  @Test func whatIsPrinted() throws {
    let ran = try shell(
      """
      d=$(mktemp -d)
      SIGNALBOX_EVENTS=$d/events signalbox run deadlock --headless --speed 4 --for 1s </dev/null >/dev/null
      signalbox check $d/events; echo code $?
      signalbox check --format json $d/events | head -c 300; echo
      signalbox check --lang zh --fail-on certain --ascii $d/events; echo code $?
      signalbox report $d/events; echo code $?
      rm -r $d
      """)
    let text = ran.output
    #expect(text.contains("deadlock, likely") || text.contains("likely"))
    #expect(text.contains("1 found"))
    #expect(text.contains("code 3"))
    #expect(text.contains("accounts"))
    #expect(text.contains(#"{"check":"finding","kind":"deadlock","grade":"likely","counts":true"#))
    #expect(text.contains("没有发现问题"))
    #expect(text.hasSuffix("code 0\n"))
  }

  @Test func limits() throws {
    let ran = try shell(
      """
      d=$(mktemp -d)
      signalbox run lock --headless --speed 8 --format jsonl --for 2s </dev/null >$d/events
      signalbox check --max-hold 1ms $d/events; echo code $?
      signalbox check --max-wait 1ms $d/events; echo code $?
      signalbox check --max-wait 10m --max-hold 10m $d/events; echo code $?
      rm -r $d
      """)
    #expect(ran.output.contains("held too long"))
    #expect(ran.output.contains("waited too long"))
    #expect(ran.lines.filter { $0.hasPrefix("code") } == ["code 3", "code 3", "code 0"])
  }

  @Test(arguments: [
    ("check /nowhere/at-all", 4, "No such file"), ("check /", 4, "directory"),
    ("check /dev/null", 4, "nothing in it"), ("check /etc/hostname", 4, "line 1"),
    ("check", 2, "either a file"), ("check x -- y", 2, "either a file"),
    ("check --fail-on sure x", 2, "--fail-on"), ("check --format xml x", 2, "--format"),
    ("check --max-wait soon x", 2, "--max-wait"),
    ("check --threshold convoi=5 x", 2, "write one of starvation, convoy"),
    ("check --threshold longHold=0s x", 2, "longHold=0s"),
    ("check -- /nowhere/at-all", 4, "No such file"),
    ("check -- true", 4, "recorded nothing"), ("check -- sh -c 'exit 7'", 4, "exit code 7"),
    ("report /nowhere/at-all", 4, "No such file"), ("report", 2, ""),
  ])
  func whatCannotBe(_ arguments: String, _ code: Int, _ words: String) throws {
    let ran = try shell("signalbox \(arguments) 2>&1; echo code $?")
    #expect(ran.lines.last == "code \(code)", "\(ran.output)")
    #expect(ran.output.contains(words), "\(ran.output)")
  }

  @Test func whatHangsIsEnded() throws {
    let ran = try shell("timeout 20 signalbox check --timeout 500ms -- sleep 60 2>&1; echo code $?")
    #expect(ran.lines.last == "code 4")
    #expect(ran.output.contains("did not end"))
  }
}
