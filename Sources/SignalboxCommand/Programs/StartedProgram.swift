import Attachment
import Glibc
import Phrases

/// A program that was started here, in the same terminal.
final class StartedProgram {
  private let process: pid_t
  private var status: Int32?

  /// - Parameter variables: what is added to its environment.
  /// - Throws: `ProgramNotStarted`.
  init(_ arguments: [String], adding variables: [(name: String, value: String)]) throws {
    guard let process = spawn(arguments, adding: variables) else {
      throw ProgramNotStarted(name: arguments[0], errno: errno)
    }
    self.process = process
  }

  var isRunning: Bool {
    var status: Int32 = 0
    if self.status == nil, waitpid(process, &status, WNOHANG) == process { self.status = status }
    return self.status == nil
  }

  /// As soon as it, or what it has started, has published itself, even if it has ended by then; nil if it does not, or that
  /// takes too long.
  func published(until end: ContinuousClock.Instant?) -> PublishedProgram? {
    while Interruption.signal == nil, end.map({ .now < $0 }) ?? true {
      let isLast = !isRunning
      if let found = PublishedFolder.living(where: isOurs) { return found }
      if isLast { return PublishedFolder.left().first { $0.trouble == nil } }
      usleep(1000)
    }
    return nil
  }

  /// It is that process, or came from it.
  private func isOurs(_ pid: Int32) -> Bool {
    var pid = pid
    for _ in 0..<64 {
      if pid == process { return true }
      guard let parent = Self.parent(of: pid), parent > 1 else { return false }
      pid = parent
    }
    return false
  }

  private static func parent(of pid: Int32) -> Int32? {
    guard let file = fopen("/proc/\(pid)/stat", "r") else { return nil }
    defer { fclose(file) }
    var text = [UInt8](repeating: 0, count: 1024)
    text.removeSubrange(fread(&text, 1, text.count, file)...)
    // The name, in parentheses, may be anything.
    guard let end = text.lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = text[(end + 1)...].split(separator: UInt8(ascii: " "))
    return fields.count > 1 ? Int32(String(decoding: fields[1], as: UTF8.self)) : nil
  }

  func pass(on signal: Int32) { if isRunning { kill(process, signal) } }

  /// Its end, as `waitpid` has it.
  func wait() -> Int32 {
    if let status { return status }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    self.status = status
    return status
  }

  static func end(_ status: Int32) -> CheckTrouble.End {
    let signal = status & 0x7F
    return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
  }
  static func exitCode(_ status: Int32) -> Int32 {
    status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }
}
