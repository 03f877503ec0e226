import Frames
import LaneModel
import LaneView
import Phrases
import SyncEvents
import TestSupport
import Testing

/// The table of keys, as it is and as a person has changed it.
@Suite struct KeyTableTests {
  private func change(_ deed: String, _ keys: String..., line: Int = 1) -> KeyChange {
    KeyChange(
      KeyChange.Word(deed, at: JSONPosition(line: line, column: 1)),
      keys: keys.enumerated().map {
        KeyChange.Word($0.element, at: JSONPosition(line: line, column: $0.offset + 2))
      })
  }
  private func viewer(_ changes: [KeyChange], _ lesson: LessonID? = .condition) throws -> Viewer {
    var viewer = Viewer(lesson: lesson, language: .en, abilities: Abilities())
    viewer.keys = try KeyTable.standard.changed(changes)
    return viewer
  }
  private func fault(_ changes: KeyChange...) -> ConfigFault? {
    do throws(ConfigFault) {
      _ = try KeyTable.standard.changed(changes)
      return nil
    } catch { return error }
  }

  // MARK: names

  @Test func everyDeedHasANameOfItsOwn() {
    let names = KeyTable.standard.entries.map(\.deed)
    #expect(Set(names).count == names.count, "\(names)")
    for name in names { #expect(name.wholeMatch(of: /[a-z][a-z0-9-]*/) != nil, "\(name)") }
    for name in ["notify-1", "zoom-in", "pause", "hold", "menu-open", "save", "theme", "quit"] {
      #expect(names.contains(name))
    }
  }

  @Test func everyKeyIsReadAsItIsWritten() {
    for entry in KeyTable.standard.entries {
      #expect(!entry.keys.isEmpty)
      for key in entry.keys {
        #expect(KeyText.key(key).map(KeyText.of) == key, "\(key)")
      }
    }
  }

  @Test(
    arguments: [
      ("space", .character(" ")), ("Ctrl-S", .control("s")), ("ctrl-s", .control("s")),
      ("F1", .function(1)), ("Esc", .escape), ("PgUp", .pageUp), ("a", .character("a")),
      ("A", .character("A")), ("↑", .up), ("Up", .up), ("Shift-Tab", .shiftTab),
      ("é", .character("é")), ("Del", .delete), ("<", .character("<")),
    ] as [(String, Key)])
  func keysAreWrittenAsTheFooterWritesThem(_ text: String, _ key: Key) {
    #expect(KeyText.key(text) == key)
  }

  @Test(arguments: ["", " ", "Ctrl-I", "Ctrl-M", "F0", "F13", "Alt-a", "ab", "\t", "Ctrl-", "FF"])
  func whatIsNoKeyIsNone(_ text: String) { #expect(KeyText.key(text) == nil) }

  // MARK: changing

  @Test func theStandardGivenAsAChangeChangesNothing() throws {
    let changes = KeyTable.standard.entries.map { entry in
      KeyChange(
        KeyChange.Word(entry.deed, at: JSONPosition(line: 1, column: 1)),
        keys: entry.keys.map { KeyChange.Word($0, at: JSONPosition(line: 1, column: 1)) })
    }
    #expect(try KeyTable.standard.changed(changes) == KeyTable.standard)
  }

  @Test func theNewKeyDoesItAndTheOldOneDoesNot() throws {
    let model = Scene.condition()
    var viewer = try viewer([change("notify-all", "P", "F5")])
    #expect(viewer.handle(.character("a"), model) == nil)
    for key in [Key.character("P"), .function(5)] {
      #expect(viewer.handle(key, model) == .instruction(Instruction(.notifyAll)))
    }
  }

  @Test func twoDeedsMayChangePlaces() throws {
    let model = Scene.condition()
    var viewer = try viewer([change("notify-1", "2"), change("notify-2", "1")])
    #expect(viewer.handle(.character("1"), model) == .instruction(Instruction(.notify(2))))
    #expect(viewer.handle(.character("2"), model) == .instruction(Instruction(.notify(1))))
  }

  @Test func footerAndHelpShowTheNewKey() throws {
    let size = Size(width: 160, height: 60)
    var viewer = try viewer([change("pause", "F9"), change("help", "F2")])
    viewer.screen = size
    let footer = viewer.frame(Scene.condition(), size: size).text.split(separator: "\n").last ?? ""
    #expect(footer.contains(" F9  pause") && footer.contains(" F2  help"), "\(footer)")
    #expect(!footer.contains("space"))
    #expect(viewer.handle(.function(2), Scene.condition()) == nil)
    #expect(viewer.overlay == .help(top: 0))
    let help = viewer.frame(Scene.condition(), size: size).text
    #expect(help.contains(/F9 +freeze the picture/), "\(help)")
  }

  @Test func sentencesNameTheNewKey() throws {
    let size = Size(width: 120, height: 30)
    var viewer = try viewer([change("hold", "F5"), change("help", "F2")])
    _ = viewer.handle(.character("s"), Scene.condition())
    #expect(viewer.frame(Scene.condition(), size: size).text.contains("held: F5 holds all"))
    _ = viewer.handle(.character("y"), Scene.condition())
    #expect(viewer.frame(Scene.condition(), size: size).text.contains("nothing; F2 lists"))
  }

  @Test func aDeedWithoutAKeyIsNotShown() throws {
    let size = Size(width: 160, height: 60)
    let viewer = try viewer([change("pause")])
    let footer = viewer.frame(Scene.condition(), size: size).text.split(separator: "\n").last ?? ""
    #expect(!footer.contains("pause") && footer.contains("notify"), "\(footer)")
  }

  @Test func oneOfSeveralKeysOfABindingChangesOnlyItsOwnSign() throws {
    let size = Size(width: 160, height: 60)
    let viewer = try viewer([change("size-up", "F6")], .semaphore)
    let footer = viewer.frame(Scene.semaphore(), size: size).text.split(separator: "\n").last ?? ""
    #expect(footer.contains(" F6 -  size"), "\(footer)")
  }

  @Test func menuShowsTheNewKeyOfALesson() throws {
    let viewer = try viewer([change("menu-lock", "F7")], nil)
    let lines = viewer.frame(LaneModel(), size: Size(width: 100, height: 40)).text.split(
      separator: "\n")
    #expect(lines.contains { $0.contains(" F7 ") })
  }

  @Test func ctrlCAlwaysQuits() throws {
    let changes = [change("quit", "x"), change("satisfy"), change("help-quit", "F3")]
    for opener in [nil, Key.function(1), .character("n"), .escape] {
      var viewer = try viewer(changes)
      if let opener { _ = viewer.handle(opener, Scene.condition()) }
      #expect(
        viewer.handle(.control("c"), Scene.condition()) == .quit, "\(String(describing: opener))")
    }
    var viewer = try viewer(changes)
    #expect(viewer.handle(.character("x"), Scene.condition()) == .quit)
    #expect(viewer.handle(.character("q"), Scene.condition()) == nil)
  }

  // MARK: what is wrong

  @Test func faultsNameDeedKeyAndPlace() {
    let second = JSONPosition(line: 7, column: 2)
    #expect(
      fault(change("zoom-inn", "y", line: 7))
        == ConfigFault(
          at: JSONPosition(line: 7, column: 1), .unknownDeed("zoom-inn", nearest: "zoom-in")))
    #expect(
      fault(change("zoom-in", "Hyper-x", line: 7))
        == ConfigFault(at: second, .unknownKey("Hyper-x", of: "zoom-in")))
    #expect(
      fault(change("zoom-in", "H", line: 7))
        == ConfigFault(at: second, .takenKey("H", of: "zoom-in", alsoOf: "hold")))
    #expect(
      fault(change("hold", "y", line: 3), change("zoom-in", "y", line: 7))
        == ConfigFault(at: second, .takenKey("y", of: "zoom-in", alsoOf: "hold")))
    #expect(
      fault(change("hold", "Ctrl-C", line: 7))
        == ConfigFault(at: second, .fixedKey("Ctrl-C", of: "hold", always: "quit")))
    #expect(
      fault(change("hold", "Ctrl-Z", line: 7))
        == ConfigFault(at: second, .fixedKey("Ctrl-Z", of: "hold", always: "suspend")))
  }

  @Test(arguments: [
    ("filter-accept", "x"), ("search-accept", "é"), ("count-accept", "5"),
    ("filter-accept", "Backspace"),
  ]) func whereOneTypesAKeyThatTypesIsAFault(_ deed: String, _ key: String) throws {
    let name = try #require(KeyTable.standard.entries.map(\.deed).first { $0 == deed })
    #expect(
      fault(change(name, key, line: 7))
        == ConfigFault(at: JSONPosition(line: 7, column: 2), .typedKey(key, of: name)))
    #expect(fault(change(name, "F5", line: 7)) == nil)
  }

  @Test(arguments: ["q\u{301}", "👨‍👩‍👧", "\u{200B}", "\u{301}"])
  func whatNoTerminalSendsAsOneKeyIsNone(_ text: String) {
    #expect(KeyText.key(text) == nil)
  }

  @Test func oneKeyMayDoDifferentThingsAtDifferentPlaces() {
    #expect(fault(change("menu-open", "H", "Enter")) == nil)
    #expect(fault(change("menu-open", "q")) != nil)
  }

  // MARK: only watching

  @Test func readOnlyRefusesWhatActsAndNothingElse() {
    let model = Scene.condition()
    for key in "123456789anxwrb<>Hs" {
      var viewer = Viewer(lesson: .condition, language: .en, abilities: Abilities())
      viewer.isReadOnly = true
      #expect(viewer.handle(.character(key), model) == nil, "\(key)")
      #expect(viewer.overlay == .none)
      let text = viewer.frame(model, size: Size(width: 120, height: 40)).text
      #expect(text.contains("--readonly") || text.contains("this lesson has no"), "\(key)")
    }
    var viewer = Viewer(lesson: .condition, language: .en, abilities: Abilities())
    viewer.isReadOnly = true
    #expect(viewer.handle(.character(" "), model) == nil)
    #expect(viewer.frozen != nil)
    #expect(viewer.handle(.character("q"), model) == .quit)
    viewer.enter(.lock)
    #expect(viewer.isReadOnly)
  }

  @Test(arguments: LessonID.allCases) func readOnlyFooterNamesNothingThatActs(_ lesson: LessonID) {
    var viewer = Viewer(lesson: lesson, language: .en, abilities: Abilities())
    viewer.isReadOnly = true
    let frame = viewer.frame(Scene.of(lesson), size: Size(width: 200, height: 50)).text
    let footer = String(frame.split(separator: "\n").last ?? "")
    for word in ["notify", "hold", "step", "more", "restart", "pace", "size", "release", "flip"] {
      #expect(!footer.contains(" \(word)"), "\(footer)")
    }
    #expect(footer.contains("pause") && footer.contains("quit"))
    #expect(!frame.contains(/: press|, press/), "\(frame)")
  }
}
