import SyncEvents
import Testing

/// Commands as text: what is written is read back, and what cannot be read says why.
@Suite struct ScriptLineTests {
  private func parse(_ line: String) throws(CommandTextError) -> ScriptLine? {
    try ScriptLine.parse(line)
  }

  static let commands: [Command] =
    [
      .notify(1), .notify(9), .notify(Int(Int32.max)), .notifyAll, .set, .clear, .flip,
      .size(.to(0)),
      .size(.to(5)), .size(.by(1)), .size(.by(7)), .release, .more, .restart, .bare, .cure,
      .lockTwice,
      .satisfy, .put, .capacity(.to(1)), .capacity(.to(2)), .capacity(.by(1)), .workers(.to(8)),
      .workers(.by(2)), .producers(.to(0)), .producers(.by(3)), .consumers(.to(4)),
      .consumers(.by(1)), .speed(2), .speed(0.5), .speed(0.01), .speed(1000), .speed(1.0 / 3),
      .hold,
      .go,
      .step("worker-3"), .step("a worker of mine"), .quit,
    ] + RecordingLevel.allCases.map(Command.level)
  static let fewer: [Command] = [
    .size(.by(-1)), .size(.by(-70)), .capacity(.by(-1)), .workers(.by(-2)), .producers(.by(-1)),
    .consumers(.by(-1)),
  ]
  static let targets = ["ready", "ready.lock", "a lock", "on", "work on hand", "線程"]

  @Test func everyWordIsTried() {
    #expect(Set(Self.commands.map(\.word)) == Set(Command.Word.allCases))
  }

  @Test(arguments: commands) func whatIsWrittenIsReadBack(_ command: Command) throws {
    #expect(try parse(command.text) == .instruction(Instruction(command)))
    #expect(command.text.hasPrefix(command.word.rawValue))
    guard command.takesTarget else { return }
    for target in Self.targets {
      let instruction = Instruction(command, on: target)
      #expect(try parse(instruction.text) == .instruction(instruction))
    }
  }

  @Test(arguments: fewer) func fewerAreAskedForByKeysAlone(_ command: Command) throws {
    #expect(
      try ScriptLine.parse(command.text, takesFewer: true) == .instruction(Instruction(command)))
    #expect(throws: CommandTextError.self) { try parse(command.text) }
  }

  @Test func spacesDoNotMatter() throws {
    #expect(
      try parse("  notify \t 3  on   ready \r")
        == .instruction(Instruction(.notify(3), on: "ready")))
    #expect(try parse("wait   2s") == .wait(2_000_000_000))
  }

  @Test(arguments: ["", "   ", "\t", "# notify 3", "#", "  # a remark"])
  func emptyLinesAndRemarksAreNothing(_ line: String) throws {
    #expect(try parse(line) == nil)
  }

  @Test(arguments: [("wait 500ms", 500_000_000), ("wait 0s", 0), ("wait 1.5s", 1_500_000_000)])
  func waitsAreRead(_ line: String, _ length: Int64) throws {
    #expect(try parse(line) == .wait(length))
  }

  @Test(
    arguments: [
      ("notfy 3", .unknownWord("notfy", nearest: .notify)),
      ("hlod", .unknownWord("hlod", nearest: .hold)),
      ("NOTIFY 3", .unknownWord("NOTIFY", nearest: nil)),
      ("xyzzy", .unknownWord("xyzzy", nearest: nil)),
      ("3", .unknownWord("3", nearest: nil)),
      ("notify", .missing(.notify, .count)),
      ("notify on ready", .missing(.notify, .count)),
      ("notify 0", .outOfRange(.notify, "0", from: "1", to: "2147483647")),
      ("notify -1", .outOfRange(.notify, "-1", from: "1", to: "2147483647")),
      ("notify 2147483648", .outOfRange(.notify, "2147483648", from: "1", to: "2147483647")),
      (
        "notify 99999999999999999999",
        .outOfRange(.notify, "99999999999999999999", from: "1", to: "2147483647")
      ),
      ("notify x", .notANumber(.notify, "x")),
      ("notify 1.5", .notANumber(.notify, "1.5")),
      ("notify ٣", .notANumber(.notify, "٣")),
      ("notify -", .notANumber(.notify, "-")),
      ("notify 3 4", .unexpected(.notify, "4")),
      ("notify all 3", .unexpected(.notify, "3")),
      ("notify 3 on", .missing(.notify, .name)),
      ("size", .missing(.size, .size)),
      ("size -1", .outOfRange(.size, "-1", from: "0", to: "2147483647")),
      ("size x", .notANumber(.size, "x")),
      ("size +", .notANumber(.size, "+")),
      ("notify +3", .notANumber(.notify, "+3")),
      ("size +0", .outOfRange(.size, "+0", from: "1", to: "2147483647")),
      ("size +-1", .notANumber(.size, "+-1")),
      ("capacity 0", .outOfRange(.capacity, "0", from: "1", to: "2147483647")),
      ("capacity -1", .outOfRange(.capacity, "-1", from: "1", to: "2147483647")),
      ("capacity +0", .outOfRange(.capacity, "+0", from: "1", to: "2147483647")),
      ("capacity", .missing(.capacity, .size)),
      ("capacity on items", .missing(.capacity, .size)),
      ("workers 0", .outOfRange(.workers, "0", from: "1", to: "2147483647")),
      ("workers many", .notANumber(.workers, "many")),
      ("workers 3 4", .unexpected(.workers, "4")),
      ("producers -1", .outOfRange(.producers, "-1", from: "0", to: "2147483647")),
      ("producers", .missing(.producers, .size)),
      ("producers 2 on items", .noTarget(.producers)),
      ("consumers x", .notANumber(.consumers, "x")),
      ("consumers 1.5", .notANumber(.consumers, "1.5")),
      ("consumers 2147483648", .outOfRange(.consumers, "2147483648", from: "0", to: "2147483647")),
      ("put 3", .unexpected(.put, "3")),
      ("put on items", .noTarget(.put)),
      ("consumer 3", .unknownWord("consumer", nearest: .consumers)),
      ("speed", .missing(.speed, .speed)),
      ("speed 0", .outOfRange(.speed, "0", from: "0.01", to: "1000")),
      ("speed -2", .outOfRange(.speed, "-2", from: "0.01", to: "1000")),
      ("speed 1001", .outOfRange(.speed, "1001", from: "0.01", to: "1000")),
      ("speed fast", .notANumber(.speed, "fast")),
      ("speed nan", .notANumber(.speed, "nan")),
      ("speed inf", .notANumber(.speed, "inf")),
      ("speed 1e999", .notANumber(.speed, "1e999")),
      ("step", .missing(.step, .thread)),
      ("step worker on ready", .noTarget(.step)),
      ("hold on ready", .noTarget(.hold)),
      ("hold me", .unexpected(.hold, "me")),
      ("flip flip", .unexpected(.flip, "flip")),
      ("wait", .notADuration("")),
      ("wait 5", .notADuration("5")),
      ("wait -5s", .notADuration("-5s")),
      ("wait 5 s", .notADuration("5 s")),
      ("wait soon", .notADuration("soon")),
    ] as [(String, CommandTextError)])
  func badLinesSayWhatIsWrong(_ line: String, _ error: CommandTextError) {
    #expect(throws: error) { _ = try parse(line) }
  }

  /// Keys ask for one fewer; a script says a size.
  @Test func oneFewerIsNoScriptsWord() {
    #expect(Command.size(.by(-1)).text == "size -1")
    #expect(throws: CommandTextError.self) { _ = try parse("size -1") }
  }

  @Test func speedsThatNobodyCanAskForHaveATextToo() {
    #expect(Command.speed(.infinity).text == "speed inf")
    #expect(Command.speed(.nan).text == "speed nan")
    #expect(Command.speed(1e300).text == "speed 1e+300")
  }
}
