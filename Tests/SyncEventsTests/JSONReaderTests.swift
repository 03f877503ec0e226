import SyncEvents
import TestSupport
import Testing

/// JSON, strictly, with the places of everything in it.
@Suite struct JSONReaderTests {
  private func fault(_ text: String) -> JSONFault? {
    do throws(JSONFault) {
      _ = try JSONReader.read(text)
      return nil
    } catch { return error }
  }
  private func problem(_ text: String) -> JSONFault.Problem? { fault(text)?.problem }

  @Test func everyKindOfValueIsRead() throws {
    let value = try JSONReader.read(
      """
      {"a": [1, -2.5e+3, true, false, null], "b": {"c": "d"}, "": ""}
      """)
    let array = try #require(value["a"]?.array)
    #expect(array[0].integer == 1 && array[0].double == 1)
    #expect(array[1].integer == nil && array[1].double == -2500)
    #expect(array[2].bool == true && array[3].bool == false)
    #expect(array[4].content == .null)
    #expect(value["b"]?["c"]?.string == "d")
    #expect(value[""]?.string == "")
    #expect(value["x"] == nil)
    #expect(value.members?.map(\.key) == ["a", "b", ""])
  }

  @Test(arguments: ["0", "-0", "12", "-1", "0.5", "1e5", "1E-5", "1.25e+10"])
  func numbersStayAsTheyWereWritten(_ text: String) throws {
    #expect(try JSONReader.read(" \(text)\n").content == .number(text))
  }

  @Test func whatIsTooLargeIsNoNumberOfOurs() throws {
    #expect(try JSONReader.read("1e999").double == nil)
    #expect(try JSONReader.read("9223372036854775807").integer == .max)
    #expect(try JSONReader.read("9223372036854775808").integer == nil)
  }

  @Test func escapesAndPairs() throws {
    let text = #""\"\\\/\b\f\n\r\t\u0041\u4e2d\ud83d\ude00""#
    #expect(try JSONReader.read(text).string == "\"\\/\u{8}\u{C}\n\r\tA中😀")
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    for text in ["", "a\"b\\c\nd", "\u{0}\u{1F}\u{7F}", "中文 😀 e\u{301}", "/\u{2028}"] {
      #expect(try JSONReader.read(JSONText.quoted(text)).string == text)
    }
  }

  @Test func placesAreLinesAndColumnsOfCharacters() throws {
    let value = try JSONReader.read("{\n  \"a\": 1,\r\n\t\"中文\": [\"中\", {\"b\": 2}]\n}")
    #expect(value.position == JSONPosition(line: 1, column: 1))
    let members = try #require(value.members)
    #expect(members[0].position == JSONPosition(line: 2, column: 3))
    #expect(members[0].value.position == JSONPosition(line: 2, column: 8))
    #expect(members[1].position == JSONPosition(line: 3, column: 2))
    let array = try #require(members[1].value.array)
    #expect(members[1].value.position == JSONPosition(line: 3, column: 8))
    #expect(array[1].position == JSONPosition(line: 3, column: 14))
    #expect(array[1]["b"]?.position == JSONPosition(line: 3, column: 20))
  }

  @Test(
    arguments: [
      ("", .endsTooSoon, 1, 1), ("  \n ", .endsTooSoon, 2, 2), ("[1,", .endsTooSoon, 1, 4),
      ("[1", .endsTooSoon, 1, 3), ("{\"a\"", .endsTooSoon, 1, 5), ("{\"a\":", .endsTooSoon, 1, 6),
      ("[1 2]", .unexpected("2"), 1, 4), ("[,]", .unexpected(","), 1, 2),
      ("[1,]", .unexpected("]"), 1, 4), ("{\"a\":1,}", .unexpected("}"), 1, 8),
      ("{a:1}", .unexpected("a"), 1, 2), ("{\"a\" 1}", .unexpected("1"), 1, 6),
      ("{\n \"a\": 1,\n // b\n}", .unexpected("/"), 3, 2), ("/* */ 1", .unexpected("/"), 1, 1),
      ("'a'", .unexpected("'"), 1, 1), ("中", .unexpected("中"), 1, 1),
      ("\u{FEFF}1", .unexpected("\u{FEFF}"), 1, 1), ("1 1", .goesOn, 1, 3), ("{} x", .goesOn, 1, 4),
      ("True", .unknownWord("True"), 1, 1), ("nul", .unknownWord("nul"), 1, 1),
      ("[NaN]", .unknownWord("NaN"), 1, 2), ("01", .badNumber("01"), 1, 1),
      ("-", .badNumber("-"), 1, 1), ("1.", .badNumber("1."), 1, 1),
      ("1.e3", .badNumber("1.e3"), 1, 1),
      ("-01", .badNumber("-01"), 1, 1), ("1e", .badNumber("1e"), 1, 1),
      ("0x1F", .badNumber("0x1F"), 1, 1), ("1..2", .badNumber("1..2"), 1, 1),
      ("+1", .unexpected("+"), 1, 1), (".5", .unexpected("."), 1, 1),
      ("\"a", .unclosedString, 1, 1), ("[\"a\nb\"]", .unclosedString, 1, 2),
      ("\"a\tb\"", .controlCharacter, 1, 3), ("\"\\x\"", .badEscape("\\x"), 1, 2),
      ("\"\\u12\"", .badEscape("\\u12"), 1, 2), ("\"\\u+123\"", .badEscape("\\u"), 1, 2),
      ("\"a\\ud83d\"", .loneSurrogate, 1, 3), ("\"\\ude00\"", .loneSurrogate, 1, 2),
      ("\"\\ud83d\\u0041\"", .loneSurrogate, 1, 2),
      ("{\"a\": 1,\n \"a\": 2}", .duplicateKey("a"), 2, 2),
      ("{\"a\": 1, \"\\u0061\": 2}", .duplicateKey("a"), 1, 10),
    ] as [(String, JSONFault.Problem, Int, Int)])
  func faultsSayWhereTheyAre(
    _ text: String, _ problem: JSONFault.Problem, _ line: Int, _ column: Int
  ) {
    let position = JSONPosition(line: line, column: column)
    #expect(fault(text) == JSONFault(position: position, problem: problem))
  }

  @Test func bytesThatAreNoUTF8AreAFault() {
    for bytes: [UInt8] in [
      [0x22, 0xFF, 0x22], [0x22, 0xC3], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x80],
    ] {
      #expect(throws: JSONFault.self) { try JSONReader.read(bytes) }
    }
  }

  @Test func depthIsBounded() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(fault(nested(JSONReader.deepest + 1)) == nil)
    #expect(problem(nested(JSONReader.deepest + 2)) == .tooDeep)
    #expect(problem(String(repeating: "[", count: 1_000_000)) == .tooDeep)
    #expect(problem(String(repeating: "{\"a\":", count: 100_000)) == .tooDeep)
  }

  @Test func lengthIsBounded() {
    #expect(problem(String(repeating: " ", count: JSONReader.longest + 1)) == .tooLong)
    #expect(problem(String(repeating: " ", count: 100_000)) == .endsTooSoon)
  }

  /// Ten thousand texts that were JSON, each with something changed, put in, left out or doubled: a value or a fault, never a trap.
  @Test func changedTextsDoNoHarm() throws {
    let text = Array(
      #"{"keys": {"zoom-in": ["z", "Ctrl-Up", "\u4e2d\ud83d\ude00"], "b": []}, "n": [-1.5e3, 0, true, null], "t": "中"}"#
        .utf8)
    let signs = Array("{}[]\",:\\u0d8-+.eE \n\t/tfn\u{0}".utf8) + [0x80, 0xC3, 0xED, 0xFF]
    var random = FixedNumbers(seed: 5)
    var (values, faults) = (0, 0)
    for _ in 0..<10_000 {
      var bytes = text
      for _ in 0...Int.random(in: 0..<4, using: &random) where !bytes.isEmpty {
        let at = Int.random(in: bytes.indices, using: &random)
        let sign = signs.randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[at] = sign
        case 1: bytes.insert(sign, at: at)
        case 2: bytes.remove(at: at)
        case 3: bytes.removeSubrange(at...)
        default: bytes.insert(contentsOf: bytes[at...].prefix(9), at: at)
        }
      }
      do throws(JSONFault) {
        _ = try JSONReader.read(bytes)
        values += 1
      } catch {
        #expect(error.position.line >= 1 && error.position.column >= 1)
        #expect(error.position.column <= bytes.count + 1)
        faults += 1
      }
    }
    #expect(values > 100 && faults > 1000, "\(values) \(faults)")
  }
}
