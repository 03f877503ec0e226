import CBenchmarks
import Glibc

/// Another process that measures something and writes `name number` lines to its descriptor 3.
enum Child {
  /// - Parameter terminal: is its standard input and output.
  static func run(
    _ arguments: [String], terminal: Terminal? = nil
  ) throws -> [(key: String, value: Double)] {
    var answers: Int32 = -1
    let process = withStrings(arguments) { cb_start($0, terminal?.name, &answers) }
    guard process > 0 else { throw Wrong(sentence: "\(arguments[0]) could not be started") }
    let text = String(decoding: readAll(answers), as: UTF8.self)
    close(answers)
    let status = cb_end(process)
    guard status == 0 else { throw Wrong(sentence: "\(arguments[0]) ended with status \(status)") }
    return text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard words.count == 2, let value = Double(words[1]) else { return nil }
      return (String(words[0]), value)
    }
  }

  /// Runs a program that has nothing to say but what it costs.
  static func usage(_ arguments: [String], terminal: Terminal) throws -> rusage {
    var answers: Int32 = -1
    let process = withStrings(arguments) { cb_start($0, terminal.name, &answers) }
    guard process > 0 else { throw Wrong(sentence: "\(arguments[0]) could not be started") }
    defer { close(answers) }
    var (status, usage): (Int32, rusage) = (0, rusage())
    while wait4(process, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw Wrong(sentence: "\(arguments[0]) is gone") }
    }
    guard status == 0 else { throw Wrong(sentence: "\(arguments[0]) ended with status \(status)") }
    return usage
  }

  /// What this process, being such a child, has to say.
  static func answer(_ key: String, _ value: Double) {
    let line = Array("\(key) \(value)\n".utf8)
    write(3, line, line.count)
  }

  private static func readAll(_ descriptor: Int32) -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return all }
      all += buffer[..<count]
    }
  }

  private static func withStrings<R>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> R
  ) -> R {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies.map { $0.map { UnsafePointer($0) } } + [nil])
  }
}

/// A terminal that nobody looks at: a thread takes what is written to it.
final class Terminal: @unchecked Sendable {
  let name: String
  private let master: Int32
  private var reader: Worker?
  /// What was written; known when it is closed.
  private(set) var bytes = 0

  init(columns: Int, rows: Int) throws {
    var buffer = [CChar](repeating: 0, count: 64)
    master = cb_open_terminal(Int32(columns), Int32(rows), &buffer, buffer.count)
    guard master >= 0 else { throw Wrong(sentence: "there is no pseudo-terminal") }
    name = buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    reader = Worker { [unowned self] in
      var buffer = [UInt8](repeating: 0, count: 65536)
      while true {
        let count = read(master, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        bytes += count
      }
    }
  }

  /// As if somebody had pressed these keys.
  func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    write(master, bytes, bytes.count)
  }

  /// When nobody has the other side open any more.
  func close() throws {
    try reader?.join()
    Glibc.close(master)
  }
}
