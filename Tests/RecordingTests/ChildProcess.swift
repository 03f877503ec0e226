import Glibc
import TestSupport

/// The stress program as a process of its own, with pipes to its standard input and output.
final class ChildProcess {
  struct Failed: Error { var what: String }

  let pid: pid_t
  private let input: Int32
  private let output: UnsafeMutablePointer<FILE>
  private var status: Int32?

  /// - Parameter environment: in addition to this process's.
  init(_ arguments: [String], environment: [String: String] = [:]) throws {
    var (toChild, fromChild): ([Int32], [Int32]) = ([0, 0], [0, 0])
    guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else { throw Failed(what: "no pipe") }
    // Another child that is started meanwhile shall not keep them open.
    for file in toChild + fromChild { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
    // Tests run on threads that block signals; the child is to be stopped and killed.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
      close(toChild[0])
      close(fromChild[1])
    }
    let path = Self.folder + "/StressProgram"
    let all = [path] + arguments
    let variables = Self.environment.merging(environment) { $1 }.map { "\($0)=\($1)" }
    var child: pid_t = 0
    let code = withStrings(all) { argv in
      withStrings(variables) { posix_spawn(&child, path, &actions, &attributes, argv, $0) }
    }
    guard code == 0, let stream = fdopen(fromChild[0], "r") else {
      throw Failed(what: "\(path): \(String(cString: strerror(code)))")
    }
    (pid, input, output) = (child, toChild[1], stream)
  }
  deinit {
    close(input)
    fclose(output)
    if status == nil {
      kill(pid, SIGKILL)
      wait()
    }
  }

  /// The next line that it prints; nil at the end.
  func line() -> String? {
    var (buffer, size): (UnsafeMutablePointer<CChar>?, Int) = (nil, 0)
    defer { free(buffer) }
    let count = getline(&buffer, &size, output)
    guard count > 0, let buffer else { return nil }
    return String(decoding: UnsafeRawBufferPointer(start: buffer, count: count), as: UTF8.self)
      .split(separator: "\n").first.map(String.init) ?? ""
  }
  /// It has printed nothing since, and is there.
  var isSilent: Bool {
    var look = pollfd(fd: fileno(output), events: Int16(POLLIN), revents: 0)
    return poll(&look, 1, 0) == 0
  }
  func say(_ line: String) { _ = (line + "\n").withCString { Glibc.write(input, $0, strlen($0)) } }
  func send(_ signal: Int32) { kill(pid, signal) }

  /// Waits for its end; its exit status, or 128 and the signal that ended it.
  @discardableResult
  func wait() -> Int32 {
    if let status { return status }
    var word: Int32 = 0
    while waitpid(pid, &word, 0) == -1, errno == EINTR {}
    status = word & 0x7F == 0 ? word >> 8 & 0xFF : 128 + word & 0x7F
    return status ?? 0
  }

  private static var environment: [String: String] {
    var all: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
      let parts = String(cString: entry).split(separator: "=", maxSplits: 1)
      if parts.count == 2 { all[String(parts[0])] = String(parts[1]) }
      next += 1
    }
    return all
  }

  /// Where the built programs are: the folder of the running tests.
  private static var folder: String {
    if let folder = getenv("SIGNALBOX_FOLDER") { return String(cString: folder) }
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let path = String(
      decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
  }
}

private func withStrings<R>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> R
) -> R {
  var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
  pointers.append(nil)
  defer { for pointer in pointers { free(pointer) } }
  let copy = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: pointers.count)
  copy.initialize(from: pointers, count: pointers.count)
  defer { copy.deallocate() }
  return body(copy)
}
