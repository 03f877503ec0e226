/// Every sentence that a person reads, in one language, with or without signs beyond ASCII.
///
/// A sentence is written in both languages side by side, so that neither can be forgotten.
public struct Phrasebook: Hashable, Sendable {
  public var language: Language
  /// For a terminal that cannot draw arrows: `->` for `→`. Chinese stays Chinese.
  public var isASCII: Bool
  /// What sentences call keys that are not where they usually are.
  public var ownKeys: [NamedKey: String] = [:]

  public init(_ language: Language, ascii: Bool = false) {
    self.language = language
    isASCII = ascii
  }

  /// The name under which every source declares the thread that carries out the person's commands.
  public static let controlThreadName = "you"

  /// What a thread is called here: its name, but the person's own thread in the person's language.
  public func called(_ name: String) -> String {
    name == Self.controlThreadName ? say("you", "你") : name
  }

  func say(_ english: @autoclosure () -> String, _ chinese: @autoclosure () -> String) -> String {
    switch language {
    case .en: english()
    case .zh: chinese()
    }
  }
}

// Signs.
extension Phrasebook {
  public var arrow: String { isASCII ? "->" : "→" }
  public var backArrow: String { isASCII ? "<-" : "←" }
  public var times: String { isASCII ? "x" : "×" }
  public var ellipsis: String { isASCII ? "~" : "…" }

  func names(_ all: [String]) -> String { all.map(called).joined(separator: " ") }
  func path(_ all: [String]) -> String { all.map(called).joined(separator: " \(arrow) ") }

  /// "1 permit", "3 permits"; "3 个许可".
  public func permits(_ count: Int) -> String {
    say(count == 1 ? "1 permit" : "\(count) permits", "\(count) 个许可")
  }
  func aPermit(_ count: Int) -> String {
    say(count == 1 ? "a permit" : "\(count) permits", "\(count) 个许可")
  }
  func threads(_ count: Int) -> String {
    say(count == 1 ? "1 thread" : "\(count) threads", "\(count) 个线程")
  }
  func items(_ count: Int) -> String {
    say(count == 1 ? "1 item" : "\(count) items", "\(count) 项")
  }
  /// "12 queued"; "12 个在排队".
  public func queued(_ count: Int) -> String { say("\(count) queued", "\(count) 个在排队") }
}
