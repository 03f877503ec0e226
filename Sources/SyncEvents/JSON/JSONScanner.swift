/// The words of JSON, one after the other: blanks, signs, strings, numbers, names.
struct JSONScanner {
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var lineStart = 0
  /// Bytes of this line that begin no character.
  private var continuations = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Nil at the end.
  var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  var position: JSONPosition {
    JSONPosition(line: line, column: index - lineStart - continuations + 1)
  }

  func fault(_ problem: JSONFault.Problem) -> JSONFault {
    JSONFault(position: position, problem: problem)
  }

  mutating func skip() { index += 1 }

  mutating func skip(_ sign: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: sign) else { return false }
    index += 1
    return true
  }

  mutating func expect(_ sign: Unicode.Scalar, skipping: Bool = true) throws(JSONFault) {
    guard let byte else { throw fault(.endsTooSoon) }
    guard byte == UInt8(ascii: sign) else { throw fault(.unexpected(try character())) }
    if skipping { index += 1 }
  }

  mutating func skipBlanks() {
    while let byte {
      switch byte {
      case 0x20, 0x09, 0x0D: index += 1
      case 0x0A:
        index += 1
        line += 1
        lineStart = index
        continuations = 0
      default: return
      }
    }
  }

  /// The character here, for a complaint.
  private func character() throws(JSONFault) -> String {
    let rest = bytes[index...].prefix(8)
    let length = rest.dropFirst().prefix { $0 & 0xC0 == 0x80 }.count + 1
    guard let text = String(validating: rest.prefix(length), as: UTF8.self) else {
      throw fault(.notUTF8)
    }
    return text
  }

  mutating func word() throws(JSONFault) -> JSONValue.Content {
    let letters = bytes[index...].prefix(24).prefix { isLetter($0) }
    let text = String(decoding: letters, as: UTF8.self)
    switch text {
    case "": throw fault(.unexpected(try character()))
    case "true", "false", "null":
      index += text.utf8.count
      return text == "null" ? .null : .bool(text == "true")
    default: throw fault(.unknownWord(text))
    }
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || isDigit(byte)
  }

  // MARK: numbers

  mutating func number() throws(JSONFault) -> String {
    let start = index
    let before = self
    _ = skip("-")
    let first = byte
    var isRight =
      skipDigits() > 0 && (first != UInt8(ascii: "0") || index == start + leading(start))
    if isRight, skip(".") { isRight = skipDigits() > 0 }
    if isRight, skip("e") || skip("E") {
      _ = skip("+") || skip("-")
      isRight = skipDigits() > 0
    }
    guard isRight, byte.map({ isLetter($0) || $0 == UInt8(ascii: ".") }) != true else {
      let sign = bytes[start...].prefix(24).prefix {
        isLetter($0) || [UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: ".")].contains($0)
      }
      throw before.fault(.badNumber(String(decoding: sign, as: UTF8.self)))
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// How long a number is that is only a zero, perhaps with its sign.
  private func leading(_ start: Int) -> Int { bytes[start] == UInt8(ascii: "-") ? 2 : 1 }

  private mutating func skipDigits() -> Int {
    let start = index
    while let byte, isDigit(byte) { index += 1 }
    return index - start
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  // MARK: strings

  mutating func string() throws(JSONFault) -> String {
    let opening = self
    index += 1
    var text = ""
    while true {
      let start = index
      while let byte, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        index += 1
        if byte & 0xC0 == 0x80 { continuations += 1 }
      }
      guard let piece = String(validating: bytes[start..<index], as: UTF8.self) else {
        throw opening.fault(.notUTF8)
      }
      text += piece
      switch byte {
      case nil, 0x0A, 0x0D: throw opening.fault(.unclosedString)
      case UInt8(ascii: "\""):
        index += 1
        return text
      case UInt8(ascii: "\\"): text.unicodeScalars.append(try escape())
      default: throw fault(.controlCharacter)
      }
    }
  }

  private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
    let before = self
    index += 1
    guard let byte else { throw fault(.endsTooSoon) }
    switch byte {
    case UInt8(ascii: "u"): return try codePoint(before)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): break
    case UInt8(ascii: "b"): return skipped("\u{8}")
    case UInt8(ascii: "f"): return skipped("\u{C}")
    case UInt8(ascii: "n"): return skipped("\n")
    case UInt8(ascii: "r"): return skipped("\r")
    case UInt8(ascii: "t"): return skipped("\t")
    default: throw before.fault(.badEscape("\\" + (try character())))
    }
    return skipped(Unicode.Scalar(byte))
  }

  private mutating func skipped(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    index += 1
    return scalar
  }

  /// `\u` and four digits; where that is the first half of a pair, the second one too.
  private mutating func codePoint(_ before: JSONScanner) throws(JSONFault) -> Unicode.Scalar {
    let unit = try fourDigits(before)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    let second = self
    guard unit < 0xDC00, skip("\\"), byte == UInt8(ascii: "u") else {
      throw before.fault(.loneSurrogate)
    }
    let other = try fourDigits(second)
    guard (0xDC00..<0xE000).contains(other),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (other - 0xDC00))
    else { throw before.fault(.loneSurrogate) }
    return scalar
  }

  private mutating func fourDigits(_ before: JSONScanner) throws(JSONFault) -> UInt32 {
    index += 1
    let digits = bytes[index...].prefix(4)
    let text = String(decoding: digits, as: UTF8.self)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt32(text, radix: 16)
    else { throw before.fault(.badEscape("\\u" + String(text.prefix { $0.isHexDigit }))) }
    index += 4
    return unit
  }
}
