import CNcurses
import Glibc

/// ncurses believes the terminal's entry and nothing else. So an entry is made for it: the terminal's own, without what not
/// every emulator of that name can do and, where `COLORTERM` says so, with colours by red, green and blue. Nothing is
/// installed; the entry travels in `TERMINFO` itself.
enum AdaptedEntry {
  /// Calls the body while the entry of that name is the adapted one.
  ///
  /// Nil, without a call, if there is nothing to adapt: no such entry, or direct colours that it cannot be given.
  static func with<Result>(
    _ name: String, directColour: Bool, descriptor: Int32, _ body: () -> Result?
  ) -> Result? {
    guard let entry = entry(name, directColour, descriptor) else { return nil }
    let former = getenv("TERMINFO").map { String(cString: $0) }
    setenv("TERMINFO", "b64:" + base64(entry.compiled(name: name)), 1)
    defer {
      if let former { setenv("TERMINFO", former, 1) } else { unsetenv("TERMINFO") }
    }
    return body()
  }

  private static func entry(
    _ name: String, _ directColour: Bool, _ descriptor: Int32
  ) -> TerminfoEntry? {
    guard cn_set_up_terminal(name, descriptor) else { return nil }
    defer { cn_forget_terminal() }
    let colours = tigetnum("colors")
    guard directColour ? (8..<1 << 24).contains(colours) : doubtful.contains(where: has) else {
      return nil
    }
    let (newNumbers, newStrings) = directColour ? (numbers, strings) : ([:], [:])
    var entry = TerminfoEntry(extraFlags: directColour ? ["RGB"] : [])
    for capability in names(cn_flag_name) {
      let isSet = tigetflag(capability) == 1
      entry.flags.append(isSet && !(directColour && capability == "ccc"))
    }
    for capability in names(cn_number_name) {
      let number = tigetnum(capability)
      entry.numbers.append(newNumbers[capability] ?? (number >= 0 ? number : nil))
    }
    for capability in names(cn_string_name) {
      // Not by way of a String: a capability's bytes need not be UTF-8.
      let own = cn_string(capability).map { text in
        UnsafeRawBufferPointer(start: text, count: strlen(text)).map { $0 }
      }
      let new = newStrings[capability].map { $0.map { Array($0.utf8) } }
      entry.strings.append(doubtful.contains(capability) ? nil : new ?? own)
    }
    return entry
  }

  /// To repeat a character, and to scroll by several rows: not every emulator that calls itself xterm can. And to scroll
  /// within a region: it is never needed, and would stay set on the terminal afterwards, in the size it had first.
  private static let doubtful = ["rep", "indn", "rin", "csr"]
  private static func has(_ capability: String) -> Bool { cn_string(capability) != nil }

  private static func names(_ name: (Int32) -> UnsafePointer<CChar>?) -> [String] {
    var names: [String] = []
    while let next = name(Int32(names.count)) { names.append(String(cString: next)) }
    return names
  }

  private static let numbers: [String: Int32] = ["colors": 1 << 24, "pairs": 1 << 16]

  /// The first eight keep their short form. The palette is its owner's: what would change it is
  /// taken out.
  private static let strings: [String: String?] = [
    "setaf": set(short: 3, long: 38), "setab": set(short: 4, long: 48), "op": "\u{1B}[39;49m",
    "initc": nil, "initp": nil, "oc": nil, "scp": nil, "setf": nil, "setb": nil,
  ]

  private static func set(short: Int, long: Int) -> String {
    "\u{1B}[%?%p1%{8}%<%t\(short)%p1%d%e\(long);2;%p1%{65536}%/%d"
      + ";%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"
  }
}
