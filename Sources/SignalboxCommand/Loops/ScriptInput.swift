import Glibc
import Phrases
import SyncEvents

/// Standard input as lines of a script, read without ever waiting for more of it.
struct ScriptInput {
  private(set) var hasEnded = false
  private var rest: [UInt8] = []
  private var lineNumber = 0

  /// No line of a script is longer.
  private static let longestLine = 4096

  /// The lines that have come. Waits for the first of them, but no longer than `milliseconds`.
  ///
  /// - Throws: a `UsageProblem` for a line that is no command, with its number.
  mutating func read(within milliseconds: Int32) throws(UsageProblem) -> [(line: Int, ScriptLine)] {
    guard !hasEnded else {
      poll(nil, 0, milliseconds)
      return []
    }
    var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return [] }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
    if count > 0 {
      rest += buffer[..<count]
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      hasEnded = true
    }
    return try lines()
  }

  private mutating func lines() throws(UsageProblem) -> [(line: Int, ScriptLine)] {
    var out: [(line: Int, ScriptLine)] = []
    while let end = rest.firstIndex(of: 10) ?? (hasEnded && !rest.isEmpty ? rest.endIndex : nil) {
      let text = String(decoding: rest[..<end], as: UTF8.self)
      rest.removeSubrange(..<min(end + 1, rest.endIndex))
      lineNumber += 1
      do throws(CommandTextError) {
        if let line = try ScriptLine.parse(text) { out.append((lineNumber, line)) }
      } catch {
        throw .line(lineNumber, error)
      }
    }
    guard rest.count <= Self.longestLine else { throw .line(lineNumber + 1, .tooLong) }
    return out
  }
}
