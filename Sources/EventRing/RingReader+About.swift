import CSignalbox
public import SyncEvents

// What a mapping says of the program whose it is.
extension RingReader {
  /// What it is called, as the system has it; empty where that is not known.
  public var program: String {
    guard var name = view.load(sb_header.self, at: 0)?.program else { return "" }
    return withUnsafeBytes(of: &name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
  public var pid: Int32 { header.pid }
  /// What it lets viewers do to it.
  public var control: ControlScope {
    guard let word = view.load(sb_header.self, at: 0)?.control else { return .none }
    return ControlScope(rawValue: UInt8(clamping: word)) ?? .none
  }
  /// When it began to record, in nanoseconds since 1970.
  public var beganInRealTime: Int64 {
    Int64(clamping: view.load(sb_header.self, at: 0)?.real ?? 0)
  }
  /// How the process is now.
  public func sourceNow() -> Source { look() }
}
