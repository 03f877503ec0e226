import CTerminal
public import Glibc

/// A program in a terminal of its own. Nothing here ever waits, but for the program's end.
public final class PseudoTerminal {
  private let descriptor: Int32
  /// Of the program; also its session's.
  public let process: pid_t
  /// As `waitpid` has it; nil as long as it runs.
  public private(set) var status: Int32?
  private var outgoing: [UInt8] = []

  public struct Fault: Error {
    public var errno: Int32
  }

  /// Whoever types faster than the program reads is not listened to.
  private static let mostUnread = 1 << 16

  /// - Parameter variables: what is added to the environment.
  /// - Throws: the system's reason.
  public init(_ arguments: [String], adding variables: [(String, String)]) throws(Fault) {
    var name = [CChar](repeating: 0, count: 128)
    let master = st_open_pseudo_terminal(&name, name.count)
    guard master >= 0 else { throw Fault(errno: errno) }
    do throws(Fault) {
      process = try Self.spawn(arguments, adding: variables, on: name)
    } catch {
      close(master)
      throw error
    }
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    descriptor = master
  }

  /// As the leader of a session whose terminal it is.
  private static func spawn(
    _ arguments: [String], adding variables: [(String, String)], on terminal: [CChar]
  ) throws(Fault) -> pid_t {
    var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // The first terminal that a leader opens is its session's.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let flags = 0x80 | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF  // POSIX_SPAWN_SETSID
    posix_spawnattr_setflags(&attributes, Int16(flags))

    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var environment = Self.environment(adding: variables)
    defer { for word in words + environment { free(word) } }
    var process = pid_t()
    let code = posix_spawnp(&process, arguments[0], &actions, &attributes, &words, &environment)
    guard code == 0 else { throw Fault(errno: code) }
    return process
  }

  private static func environment(
    adding variables: [(String, String)]
  ) -> [UnsafeMutablePointer<CChar>?] {
    let added = Set(variables.map(\.0))
    var kept: [String] = []
    var place = environ
    while let entry = place.pointee {
      let text = String(cString: entry)
      if !added.contains(String(text.prefix { $0 != "=" })) { kept.append(text) }
      place += 1
    }
    return (kept + variables.map { "\($0)=\($1)" }).map { strdup($0) } + [nil]
  }

  // MARK: in and out

  /// What the program has written since the last time; not all at once, if it is much.
  public func output() -> [UInt8] {
    flush()
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while bytes.count < 1 << 18 {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  public func type(_ bytes: [UInt8]) {
    guard outgoing.count < Self.mostUnread else { return }
    outgoing += bytes
    flush()
  }

  private func flush() {
    while !outgoing.isEmpty {
      let count = write(descriptor, outgoing, outgoing.count)
      guard count > 0 else { return }
      outgoing.removeFirst(count)
    }
  }

  public func resize(columns: Int, rows: Int) {
    var size = winsize(
      ws_row: UInt16(clamping: rows), ws_col: UInt16(clamping: columns), ws_xpixel: 0,
      ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
  }

  // MARK: end

  /// Looks whether it has ended.
  public func look() {
    var status: Int32 = 0
    if self.status == nil, waitpid(process, &status, WNOHANG) == process { self.status = status }
  }

  /// Closes the terminal: the program is told so, and if that does not end it, it is ended.
  public func end() {
    look()
    if status == nil { kill(-process, SIGHUP) }
    close(descriptor)
    for signal in [SIGTERM, SIGKILL] where !hasEnded(within: 100) {
      kill(-process, signal)
      kill(process, signal)
    }
    _ = hasEnded(within: 100)
  }

  private func hasEnded(within tries: Int) -> Bool {
    for _ in 0..<tries {
      look()
      if status != nil { return true }
      usleep(10_000)
    }
    return false
  }
}
