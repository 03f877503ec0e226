import Glibc
import Testing

/// What a command came to.
struct Ran {
  var status: Int32
  var output: String
  var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// Runs a line of shell, with `signalbox` in the path, and waits for it.
///
/// Standard error is left out unless the line redirects it.
func shell(_ line: String) throws -> Ran {
  let folder = Program.folder
  let former = unblockSignals()
  defer { restore(former) }
  guard let pipe = popen("PATH='\(folder)':\"$PATH\"; \(Program.homes); { \(line)\n}", "r") else {
    throw Program.Missing(reason: String(cString: strerror(errno)))
  }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65536)
  while true {
    let count = fread(&buffer, 1, buffer.count, pipe)
    guard count > 0 else { break }
    bytes += buffer[..<count]
  }
  let status = pclose(pipe)
  return Ran(
    status: status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F,
    output: String(decoding: bytes, as: UTF8.self))
}

/// Tests run on threads that block signals, and what they start would inherit that.
private func unblockSignals() -> sigset_t {
  var (none, former) = (sigset_t(), sigset_t())
  sigemptyset(&none)
  pthread_sigmask(SIG_SETMASK, &none, &former)
  return former
}
private func restore(_ former: sigset_t) {
  var former = former
  pthread_sigmask(SIG_SETMASK, &former, nil)
}

/// The program under test: what `make test` has built.
enum Program {
  struct Missing: Error { var reason: String }

  /// The person's own settings are nobody's business here, and nothing is left behind: below a file there are no folders.
  static let homes =
    "export XDG_CONFIG_HOME=/dev/null XDG_STATE_HOME=/dev/null XDG_DATA_HOME=/dev/null"

  /// The folder with the program: $SIGNALBOX_FOLDER, or the debug build's.
  static let folder: String = {
    if let folder = getenv("SIGNALBOX_FOLDER") { return String(cString: folder) }
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(root)/.build/debug"
  }()
}
