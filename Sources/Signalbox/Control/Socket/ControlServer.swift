import CSignalbox
import EventRing
import Glibc
import SyncEvents

/// Answers viewers at the control socket: on a thread of its own, which has no lane and never waits for any of them.
final class ControlServer: @unchecked Sendable {
  private let socket: ControlSocket
  private let scope: GuardedValue<ControlScope>
  private let process = getpid()
  /// A byte into one end wakes whoever polls the other.
  private let bell: (in: Int32, out: Int32)
  private var connections: [Int: ControlConnection] = [:]

  private static let mostConnections = 16
  /// Whoever connects and says nothing is not waited for.
  private static let shyness: UInt64 = 5_000_000_000

  private static let shared = GuardedValue<ControlServer?>(nil).guardedAtFork()
  /// What a child must close: the connections are its parent's.
  nonisolated(unsafe) private static let descriptors: UnsafeMutablePointer<Int32> = {
    let all = UnsafeMutablePointer<Int32>.allocate(capacity: mostConnections + 3)
    all.initialize(repeating: -1, count: mostConnections + 3)
    return all
  }()

  /// From now on so much may be asked of this process. A second call may allow more, or less.
  ///
  /// - Throws: when there is no socket or no thread to be had.
  static func allow(_ new: ControlScope, at path: String) throws(PublishError) {
    var failure: PublishError?
    shared.withLock { server in
      if let server, server.process == getpid() {
        server.scope.withLock { $0 = new }
      } else if new > .none {
        do throws(PublishError) { server = try begin(new, at: path + ".control") } catch {
          failure = error
        }
      }
      if failure == nil { sb_set_control(UInt32(new.rawValue)) }
    }
    if let failure { throw failure }
  }

  /// Started by `SIGNALBOX=1` and `SIGNALBOX_CONTROL`, when the first primitive is made.
  static func beginIfAsked() {
    guard let scope = ControlScope(rawValue: UInt8(sb_control_asked_for())), scope > .none,
      sb_is_published()
    else { return }
    do throws(PublishError) { try Recorder.publish(control: scope) } catch {
      let line = "signalbox: \(error)\n"
      line.withCString { _ = write(STDERR_FILENO, $0, strlen($0)) }
    }
  }

  private static func begin(
    _ scope: ControlScope, at path: String
  ) throws(PublishError) -> ControlServer {
    let socket: ControlSocket
    do throws(ControlSocket.SystemFault) { socket = try ControlSocket(path) } catch {
      throw PublishError(reason: .noSocket, path: path, errno: error.errno)
    }
    let server: ControlServer
    guard let made = ControlServer(socket, scope), made.start() else {
      let code = errno
      close(socket.descriptor)
      unlink(path)
      throw PublishError(reason: .noSocket, path: path, errno: code)
    }
    server = made
    removal.withLock { isRegistered in
      guard !isRegistered else { return }
      isRegistered = true
      atexit { ControlServer.shared.withLock { $0 }?.removeName() }
      pthread_atfork(nil, nil) { ControlServer.closeAll() }
    }
    return server
  }
  private static let removal = GuardedValue(false)

  private init?(_ socket: ControlSocket, _ scope: ControlScope) {
    self.socket = socket
    self.scope = GuardedValue(scope)
    var ends: [Int32] = [-1, -1]
    let kind = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
    guard socketpair(AF_UNIX, Int32(kind), 0, &ends) == 0 else { return nil }
    bell = (ends[0], ends[1])
    for (place, descriptor) in [socket.descriptor, ends[0], ends[1]].enumerated() {
      Self.descriptors[place] = descriptor
    }
  }

  /// In the child of a fork, where there is nothing but this thread.
  private static func closeAll() {
    for place in 0..<(mostConnections + 3) where descriptors[place] >= 0 {
      close(descriptors[place])
      descriptors[place] = -1
    }
  }

  private func removeName() { if process == getpid() { unlink(socket.path) } }

  private func start() -> Bool {
    do throws(BackgroundThread.Refused) {
      try BackgroundThread("signalbox-ctl") { self.run() }.detach()
      return true
    } catch {
      errno = error.code
      return false
    }
  }

  private func wake() {
    var byte: UInt8 = 1
    _ = write(bell.in, &byte, 1)  // full: it is awake already
  }

  // MARK: on its thread

  private func run() {
    while true {
      var polled = [
        pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: bell.out, events: Int16(POLLIN), revents: 0),
      ]
      let asked = connections.keys.sorted()
      for key in asked {
        guard let connection = connections[key] else { continue }
        let events = POLLIN | (connection.hasOutgoing ? POLLOUT : 0)
        polled.append(pollfd(fd: connection.descriptor, events: Int16(events), revents: 0))
      }
      guard poll(&polled, nfds_t(polled.count), connections.isEmpty ? -1 : 1000) >= 0 else {
        if errno == EINTR { continue }
        return  // there is no memory for it
      }
      if polled[1].revents != 0 { quieten() }
      let allowed = scope.withLock { $0 }
      for (place, key) in asked.enumerated() where polled[place + 2].revents != 0 {
        guard let connection = connections[key] else { continue }
        let isThere = connection.receive(allowed) { [weak self] in self?.wake() }
        if !isThere { drop(key) }
      }
      attend()
      if polled[0].revents != 0 { welcome() }
    }
  }

  private func quieten() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(bell.out, &bytes, bytes.count) > 0 {}
  }

  /// Sends what there is to send, and sees to those who are not heard of.
  private func attend() {
    let now = sb_now()
    for (key, connection) in connections {
      if connection.holds, now &- connection.heard > ControlConnection.lease { connection.letGo() }
      let isShy = !connection.hasGreeted && now &- connection.heard > Self.shyness
      if isShy || !connection.flush() { drop(key) }
    }
  }

  private func welcome() {
    while let descriptor = socket.accepted() {
      guard let key = (0..<Self.mostConnections).first(where: { connections[$0] == nil }) else {
        close(descriptor)
        continue
      }
      Self.descriptors[key + 3] = descriptor
      connections[key] = ControlConnection(
        descriptor, lane: key == 0 ? "you" : "viewer-\(key + 1)")
    }
  }

  private func drop(_ key: Int) {
    guard let connection = connections.removeValue(forKey: key) else { return }
    Self.descriptors[key + 3] = -1
    close(connection.descriptor)
    connection.end()
  }
}
