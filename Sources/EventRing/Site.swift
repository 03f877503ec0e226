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
}
