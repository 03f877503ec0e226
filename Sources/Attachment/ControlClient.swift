import Glibc
public import SyncEvents

/// A viewer's end of a program's control socket. Nothing here ever waits.
///
/// Not thread-safe: one thread uses it.
public final class ControlClient {
  private var descriptor: Int32
  private var reader = ControlFrameReader()
  private var outgoing: [UInt8]
  private var asked: [UInt32: Instruction] = [:]
  private var number: UInt32 = 0
  /// What the program allows; nil as long as it has not said so.
  public private(set) var scope: ControlScope?
  /// Why nothing goes any more.
  public private(set) var loss: ControlLoss?

  private static let mostUnsent = 1 << 16

  /// - Parameter path: of the socket.
  /// - Throws: why there is no connection.
  public init(_ path: String) throws(ControlLoss) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = Array(path.utf8)
    guard name.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw Self.loss(ENAMETOOLONG)
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let kind = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
    descriptor = socket(AF_UNIX, Int32(kind), 0)
    outgoing = ControlFrame.bytes(ControlGreeting().text)
    guard descriptor >= 0 else { throw Self.loss(errno) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) == 0 }
    }
    guard isConnected else {
      let code = errno
      Glibc.close(descriptor)
      throw Self.loss(code)
    }
    flush()
  }
  deinit { close() }

  private static func loss(_ code: Int32) -> ControlLoss {
    .system(code, String(cString: strerror(code)))
  }

  public func close() {
    if descriptor >= 0 { Glibc.close(descriptor) }
    descriptor = -1
    loss = loss ?? .closed
  }

  /// Commands that no answer has come to.
  public var pending: Int { asked.count }

  /// Asks for a command. What comes of it is told by `news`.
  public func submit(_ instruction: Instruction) {
    number &+= 1
    asked[number] = instruction
    send(.instruction(instruction))
  }

  /// Gives up the command that waits.
  public func withdraw() {
    number &+= 1
    send(.withdraw)
  }

  /// Says that the viewer is there: what it holds stays held.
  public func ping() {
    number &+= 1
    send(.ping)
  }

  private func send(_ what: ControlRequest.What) {
    guard loss == nil else { return }
    outgoing += ControlFrame.bytes(ControlRequest(number, what).text)
    flush()
  }

  private func flush() {
    while !outgoing.isEmpty, loss == nil {
      let count = outgoing.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 {
        outgoing.removeFirst(count)
      } else if errno == EAGAIN {
        if outgoing.count > Self.mostUnsent { loss = .busy }
        return
      } else if errno != EINTR {
        loss = errno == EPIPE || errno == ECONNRESET ? .closed : Self.loss(errno)
      }
    }
  }

  /// What became of the commands that were asked for, as far as it has come.
  public func news() -> [(instruction: Instruction, result: ControlReply.Result)] {
    guard loss == nil else { return [] }
    flush()
    var end: ControlLoss?
    var buffer = [UInt8](repeating: 0, count: 4096)
    while end == nil {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        reader.add(buffer[..<count])
      } else if count == 0 {
        end = .closed
      } else if errno == EAGAIN {
        break
      } else if errno != EINTR {
        end = errno == ECONNRESET ? .closed : Self.loss(errno)
      }
    }
    var news: [(instruction: Instruction, result: ControlReply.Result)] = []
    do throws(ControlFault) {
      while loss == nil, let text = try reader.next() {
        if let told = try take(text) { news.append(told) }
      }
    } catch {
      loss = loss ?? .nonsense
    }
    loss = loss ?? end
    return news
  }

  private func take(
    _ text: String
  ) throws(ControlFault) -> (instruction: Instruction, result: ControlReply.Result)? {
    guard scope != nil else {
      guard let greeting = ControlGreeting(text) else {
        loss = .nonsense
        return nil
      }
      scope = greeting.scope
      if greeting.version != ControlGreeting.version || scope == nil {
        loss = .version(greeting.version)
      }
      return nil
    }
    guard let reply = ControlReply(text) else {
      loss = .nonsense
      return nil
    }
    return asked.removeValue(forKey: reply.number).map { ($0, reply.result) }
  }
}
