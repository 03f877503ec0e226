/// Reads JSON as RFC 8259 has it and nothing beyond, and remembers where everything stood.
///
/// What is read may be anything: it gives a value or a fault and never traps, whatever the bytes are.
public struct JSONReader {
  /// Arrays and objects in one another.
  public static let deepest = 64
  /// Bytes of a text that is read at once: a file of settings, a line of events.
  public static let longest = 1 << 24

  var scanner: JSONScanner

  /// The one value of a text.
  public static func read(_ bytes: some Sequence<UInt8>) throws(JSONFault) -> JSONValue {
    let bytes = Array(bytes)
    guard bytes.count <= longest else {
      throw JSONFault(position: JSONPosition(line: 1, column: 1), problem: .tooLong)
    }
    var reader = JSONReader(scanner: JSONScanner(bytes))
    let value = try reader.value(depth: 0)
    reader.scanner.skipBlanks()
    guard reader.scanner.byte == nil else { throw reader.scanner.fault(.goesOn) }
    return value
  }

  public static func read(_ text: String) throws(JSONFault) -> JSONValue { try read(text.utf8) }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
    scanner.skipBlanks()
    let position = scanner.position
    guard let byte = scanner.byte else { throw scanner.fault(.endsTooSoon) }
    guard depth <= Self.deepest else { throw scanner.fault(.tooDeep) }
    let content: JSONValue.Content
    switch byte {
    case UInt8(ascii: "{"): content = .object(try members(depth: depth))
    case UInt8(ascii: "["): content = .array(try elements(depth: depth))
    case UInt8(ascii: "\""): content = .string(try scanner.string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      content = .number(try scanner.number())
    default: content = try scanner.word()
    }
    return JSONValue(position: position, content: content)
  }

  private mutating func elements(depth: Int) throws(JSONFault) -> [JSONValue] {
    scanner.skip()
    var all: [JSONValue] = []
    scanner.skipBlanks()
    if scanner.skip("]") { return all }
    repeat {
      all.append(try value(depth: depth + 1))
      scanner.skipBlanks()
    } while scanner.skip(",")
    try scanner.expect("]")
    return all
  }

  private mutating func members(depth: Int) throws(JSONFault) -> [JSONMember] {
    scanner.skip()
    var all: [JSONMember] = []
    var keys: Set<String> = []
    scanner.skipBlanks()
    if scanner.skip("}") { return all }
    repeat {
      scanner.skipBlanks()
      let (position, start) = (scanner.position, scanner)
      try scanner.expect("\"", skipping: false)
      let key = try scanner.string()
      guard keys.insert(key).inserted else { throw start.fault(.duplicateKey(key)) }
      scanner.skipBlanks()
      try scanner.expect(":")
      all.append(JSONMember(key: key, position: position, value: try value(depth: depth + 1)))
      scanner.skipBlanks()
    } while scanner.skip(",")
    try scanner.expect("}")
    return all
  }
}
