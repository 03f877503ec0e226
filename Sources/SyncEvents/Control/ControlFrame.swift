/// What goes over a control socket, both ways: a length of four bytes, the lowest first, and so many bytes of UTF-8.
public enum ControlFrame {
  /// Bytes of text. Whoever announces more is not listened to any more.
  public static let longest = 4096

  /// A frame as it is sent; a text that is too long is cut, between two characters.
  public static func bytes(_ text: String) -> [UInt8] {
    var text = text
    while text.utf8.count > longest { text.removeLast(max(1, (text.utf8.count - longest) / 4)) }
    let count = UInt32(text.utf8.count)
    return (0..<4).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) } + Array(text.utf8)
  }
}

/// Why nothing more can be read from a connection.
public enum ControlFault: Error, Hashable, Sendable {
  /// So many bytes were announced.
  case tooLong(UInt32)
  case notUTF8
}

/// Cuts what comes into frames, however it comes.
public struct ControlFrameReader: Sendable {
  private var bytes: [UInt8] = []

  public init() {}

  public mutating func add(_ new: some Sequence<UInt8>) { bytes.append(contentsOf: new) }

  /// The next whole frame; nil: it has not come yet.
  public mutating func next() throws(ControlFault) -> String? {
    guard bytes.count >= 4 else { return nil }
    let count = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[$1]) << (UInt32($1) * 8) }
    guard count <= ControlFrame.longest else { throw .tooLong(count) }
    let end = 4 + Int(count)
    guard bytes.count >= end else { return nil }
    guard let text = String(validating: bytes[4..<end], as: UTF8.self) else { throw .notUTF8 }
    bytes.removeFirst(end)
    return text
  }
}
