import CBenchmarks
import Glibc

/// What it takes until the program stands there: it is started on a terminal with `q` typed already, so it opens, draws the
/// menu once, gives the terminal back and ends. All of that is measured.
enum OpeningRows {
  private static let mostRounds = 15

  static func figures(_ options: Options) throws -> [Figure] {
    guard Row.all.contains(where: { options.wants($0.key) && $0.key.hasPrefix("open.") }),
      let program
    else { return [] }
    // The first time the file may have to be read from a disk.
    _ = try open(program)
    let opened = try (0..<min(options.rounds, mostRounds)).map { _ in try open(program) }
    return [
      Figure("open.ms", opened.map(\.milliseconds)), Figure("open.bytes", opened.map(\.bytes)),
    ].filter { options.wants($0.key) }
  }

  private static func open(
    _ program: String
  ) throws -> (milliseconds: Double, bytes: Double) {
    let terminal = try Terminal(columns: 120, rows: 36)
    terminal.type("q")
    let begin = ContinuousClock.now
    let usage = try Child.usage([program, "--color", "always"], terminal: terminal)
    let time = begin.duration(to: .now) / .milliseconds(1)
    try terminal.close()
    // The titles of the lessons alone are more.
    guard terminal.bytes > 1000 else {
      throw Wrong(sentence: "\(program) wrote \(terminal.bytes) bytes, which is no menu")
    }
    return (time, Double(usage.ru_maxrss) * 1024)
  }

  /// Beside this one, if it was built.
  private static var program: String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    guard readlink("/proc/self/exe", &buffer, buffer.count - 1) > 0 else { return nil }
    let own = buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    let path = own.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/signalbox"
    return access(path, X_OK) == 0 ? path : nil
  }
}
