import Glibc

/// What the system says of another process.
enum ProcessState: Equatable {
  case running, stopped, gone

  /// - Parameters:
  ///   - pid: its number, which may have been given to another since.
  ///   - started: when it began, as its stat file says it; 0 is not known.
  static func look(_ pid: Int32, started: UInt64) -> ProcessState {
    guard pid > 0, let text = stat(pid) else { return .gone }
    // The name, in parentheses, may be anything.
    guard let end = text.lastIndex(of: UInt8(ascii: ")")) else { return .gone }
    let fields = text[(end + 1)...].split(separator: UInt8(ascii: " "))
    guard fields.count > 19, let state = fields[0].first else { return .gone }
    let began = UInt64(String(decoding: fields[19], as: UTF8.self))
    guard started == 0 || began == started else { return .gone }
    switch Character(UnicodeScalar(state)) {
    case "T", "t": return .stopped
    case "Z", "X", "x": return .gone
    default: return .running
    }
  }

  private static func stat(_ pid: Int32) -> [UInt8]? {
    let file = open("/proc/\(pid)/stat", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return [UInt8](unsafeUninitializedCapacity: 1024) { buffer, count in
      count = max(0, read(file, buffer.baseAddress, 1024))
    }
  }
}
