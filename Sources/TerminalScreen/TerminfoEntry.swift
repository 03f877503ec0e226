/// A terminal's capabilities in the compiled form that ncurses reads: `term(5)`, with 32-bit
/// numbers.
struct TerminfoEntry {
  /// Each list in the order in which ncurses names its capabilities.
  var flags: [Bool] = []
  var numbers: [Int32?] = []
  var strings: [[UInt8]?] = []
  /// Flags that have no place in those lists.
  var extraFlags: [String] = []

  /// The bytes of the entry for a terminal of that name.
  func compiled(name: String) -> [UInt8] {
    let names = Array(name.utf8) + [0]
    var table: [UInt8] = []
    var offsets: [Int] = []
    for string in strings {
      offsets.append(string == nil ? -1 : table.count)
      if let string { table += string + [0] }
    }
    var entry = Bytes()
    entry.shorts([
      Self.magic, names.count, flags.count, numbers.count, strings.count, table.count,
    ])
    entry.bytes += names
    entry.bytes += flags.map { $0 ? 1 : 0 }
    entry.align()
    for number in numbers { entry.long(number ?? -1) }
    entry.shorts(offsets)
    entry.bytes += table
    appendExtraFlags(to: &entry)
    return entry.bytes
  }

  /// The second part of an entry brings the names of its capabilities along.
  private func appendExtraFlags(to entry: inout Bytes) {
    guard !extraFlags.isEmpty else { return }
    var table: [UInt8] = []
    var offsets: [Int] = []
    for name in extraFlags {
      offsets.append(table.count)
      table += Array(name.utf8) + [0]
    }
    entry.align()
    entry.shorts([extraFlags.count, 0, 0, extraFlags.count, table.count])
    entry.bytes += extraFlags.map { _ in 1 }
    entry.align()
    entry.shorts(offsets)
    entry.bytes += table
  }

  private static let magic = 0o1036

  private struct Bytes {
    var bytes: [UInt8] = []

    mutating func shorts(_ values: [Int]) {
      for value in values {
        let bits = UInt16(truncatingIfNeeded: value)
        bytes += [UInt8(bits & 0xFF), UInt8(bits >> 8)]
      }
    }
    mutating func long(_ value: Int32) {
      let bits = UInt32(bitPattern: value)
      bytes += (0..<4).map { UInt8(bits >> (8 * $0) & 0xFF) }
    }
    /// Numbers start at even positions.
    mutating func align() {
      if bytes.count % 2 == 1 { bytes.append(0) }
    }
  }
}

/// Bytes as text, by RFC 4648.
func base64(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  var text = ""
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
    for place in 0..<4 {
      text.append(place <= group.count ? alphabet[bits >> (6 * (3 - place)) & 0x3F] : "=")
    }
  }
  return text
}
