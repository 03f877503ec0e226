public import SyncEvents

/// Where in the program something is done, packed into one word: the address of `#fileID`'s text, and the line.
public struct Site: Hashable, Sendable {
  /// 48 bits of address, 16 bits of line; 0 is unknown.
  public let word: UInt64
  public static let unknown = Site(word: 0)

  /// - Parameters:
  ///   - file: a literal, as `#fileID` is: its text must live as long as the program.
  ///   - line: lines beyond 65,535 count as that.
  @inlinable
  public init(_ file: StaticString, _ line: UInt) {
    guard file.hasPointerRepresentation else {
      word = 0
      return
    }
    word = UInt64(UInt(bitPattern: file.utf8Start)) << 16 | UInt64(min(line, 0xFFFF))
  }
  @usableFromInline init(word: UInt64) { self.word = word }

  public var id: SiteID? { word == 0 ? nil : SiteID(word) }

  /// The file and line that a word of this process stands for.
  static func resolve(_ id: SiteID) -> (file: String, line: Int) {
    let line = Int(id.rawValue & 0xFFFF)
    guard let text = UnsafePointer<CChar>(bitPattern: UInt(id.rawValue >> 16)) else {
      return ("?", line)
    }
    return (String(cString: text), line)
  }
}
