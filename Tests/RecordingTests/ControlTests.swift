import Attachment
import EventRing
import Glibc
import SyncEvents
import TestSupport
import Testing

/// Commands over the control socket of another process.
@Suite(.watched) struct ControlTests {
  /// A program that obeys, and a viewer of it.
  final class Obedient {
    let folder: Folder
    let child: ChildProcess
    let path: String
    var socket: String { path + ".control" }

    init(_ scope: String) throws {
      folder = try Folder()
      child = try ChildProcess(["obey", scope], environment: ["SIGNALBOX_DIR": folder.path])
      path = try #require(child.line())
    }

    func client() throws -> ControlClient {
      let client = try ControlClient(socket)
      try waitUntil("it greets") {
        _ = client.news()
        return client.scope != nil || client.loss != nil
      }
      return client
    }

    /// How each thread is, by its name.
    func states() throws -> [String: ThreadSnapshot.State] {
      let batch = try RingReader(path: path, from: .now).peek()
      var names: [ThreadID: String] = [:]
      for case .thread(let thread) in try RingReader(path: path).read().declarations {
        names[thread.id] = thread.name
      }
      let threads = batch.snapshot?.threads ?? []
      return Dictionary(
        threads.map { (names[$0.id] ?? "?", $0.state) }, uniquingKeysWith: { $1 })
    }
    func heldCount() throws -> Int { try states().values.count { $0 == .held } }
  }

  private func ask(_ client: ControlClient, _ text: String) throws -> ControlReply.Result {
    guard case .instruction(let instruction) = try ScriptLine.parse(text, takesFewer: true) else {
      throw ChildProcess.Failed(what: "\(text) is no command")
    }
    client.submit(instruction)
    var answer: ControlReply.Result?
    try waitUntil("\(text) is answered") {
      for (asked, result) in client.news() where asked == instruction { answer = result }
      return answer != nil || client.loss != nil
    }
    return try #require(answer)
  }

  // MARK: what is allowed

  @Test func onlyLooking() throws {
    let program = try Obedient("none")
    #expect(PublishedFolder.programs(in: [program.folder.path]).map(\.control) == [.none])
    #expect(program.folder.names.count == 1)
    #expect(throws: ControlLoss.self) { try ControlClient(program.socket) }
  }

  @Test func primitives() throws {
    let program = try Obedient("primitives")
    let client = try program.client()
    #expect(client.scope == .primitives)
    #expect(try ask(client, "flip on light") == .done)
    #expect(try ask(client, "clear on light") == .done)
    #expect(try ask(client, "notify 1 on ready") == .done)
    #expect(try ask(client, "size +1 on permits") == .done)
    #expect(try ask(client, "size -3 on permits") == .done)
    #expect(try ask(client, "size -1 on permits") == .refused(.outOfRange))
    #expect(try ask(client, "set on ready") == .refused(.noSuchPrimitive))
    #expect(try ask(client, "release on twin") == .refused(.ambiguous))
    #expect(try ask(client, "workers 3") == .refused(.noSuchPrimitive))
    for all in ["hold", "go", "step worker-1", "level full"] {
      #expect(try ask(client, all) == .refused(.notAllowed))
    }
    for lesson in ["more", "restart", "put", "speed 2", "quit"] {
      #expect(try ask(client, lesson) == .refused(.notInThisLesson))
    }
    #expect(try program.heldCount() == 0)
  }

  /// Two of one name are told apart by their numbers.
  @Test func byNumber() throws {
    let program = try Obedient("primitives")
    let client = try program.client()
    var twins: [PrimitiveID] = []
    for case .primitive(let it) in try RingReader(path: program.path).read().declarations
    where it.name == "twin" {
      twins.append(it.id)
    }
    #expect(twins.count == 2)
    for twin in twins {
      #expect(try ask(client, "release on #\(twin.rawValue)") == .refused(.misuse))
    }
  }

  @Test func everything() throws {
    let program = try Obedient("all")
    let client = try program.client()
    #expect(client.scope == .all)
    #expect(try ask(client, "step worker-0") == .refused(.notHolding))
    #expect(try ask(client, "hold") == .done)
    #expect(try ask(client, "set on light") == .done)
    try waitUntil("all three are held") { (try? program.heldCount()) == 3 }
    #expect(try ask(client, "step nobody") == .refused(.noSuchThread))
    #expect(try ask(client, "step worker-2") == .done)
    #expect(try ask(client, "go") == .done)
    try waitUntil("nobody is held") { (try? program.heldCount()) == 0 }
    #expect(try ask(client, "level state") == .done)
    #expect(try RingReader(path: program.path).level == .state)
    #expect(try ask(client, "level auto") == .done)
  }

  // MARK: viewers that go

  @Test func whoeverGoesHoldsNobody() throws {
    let program = try Obedient("all")
    let (first, second) = (try program.client(), try program.client())
    #expect(try ask(first, "hold") == .done)
    #expect(try ask(second, "set on light") == .done)
    try waitUntil("all three are held") { (try? program.heldCount()) == 3 }
    first.close()
    try waitUntil("they go on") { (try? program.heldCount()) == 0 }
    #expect(try ask(second, "clear on light") == .done)
  }

  /// One that hangs is as good as gone; but while it says that it is there, what it holds is held.
  @Test func whoeverIsNotHeardOfHoldsNobody() throws {
    let program = try Obedient("all")
    let (hanging, other) = (try program.client(), try program.client())
    #expect(try ask(hanging, "hold") == .done)
    #expect(try ask(other, "set on light") == .done)
    try waitUntil("all three are held") { (try? program.heldCount()) == 3 }
    try waitUntil("they go on") { (try? program.heldCount()) == 0 }
    #expect(hanging.loss == nil)
  }

  @Test func killedWhileItAsks() throws {
    let program = try Obedient("all")
    var random = SeededRandom(seed: 3)
    for _ in 0..<100 {
      let viewer = try ChildProcess(["pester", program.socket])
      #expect(viewer.line() == "begun")
      usleep(UInt32(random.next(8000)))
      viewer.send(SIGKILL)
      viewer.wait()
    }
    let client = try program.client()
    try waitUntil("nobody is held") { (try? program.heldCount()) == 0 }
    #expect(try ask(client, "set on light") == .done)
    program.child.say("over")
    #expect(program.child.wait() == 0)
    #expect(program.folder.names == [])
  }

  // MARK: what lies in the folder

  @Test func theSocketIsThisUsersAlone() throws {
    let program = try Obedient("primitives")
    var status = stat()
    #expect(lstat(program.socket, &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFSOCK)
    #expect(status.st_mode & 0o777 == 0o600)
    let before = PublishedFolder.programs(in: [program.folder.path])
    #expect(before.map(\.life) == [.running])
    #expect(before.map(\.name) == ["StressProgram"])
    #expect(before.first?.threads == 5 && before.first?.waiting == 4)
    program.child.send(SIGSTOP)
    try waitUntil("it is stopped") {
      PublishedFolder.programs(in: [program.folder.path]).map(\.life) == [.stopped]
    }
    program.child.send(SIGKILL)
    program.child.wait()
    // What it leaves is explained, and the socket, which is of no use any more, removed.
    #expect(program.folder.names.count == 2)
    let after = PublishedFolder.programs(in: [program.folder.path])
    #expect(after.map(\.life) == [.ended])
    #expect(program.folder.names.count == 1)
    #expect(PublishedFolder.remove(try #require(after.first)))
    #expect(program.folder.names == [])
  }

  @Test(.enabled(if: geteuid() == 0)) func anotherUserIsNotAnswered() throws {
    let program = try Obedient("all")
    let refused = try ChildProcess(["knock", program.socket, "65534"])
    #expect(refused.line()?.contains("Permission denied") == true)
    // Even where somebody has opened the folder and the socket to all.
    chmod(program.folder.path, 0o755)
    chmod(program.socket, 0o666)
    let knocking = try ChildProcess(["knock", program.socket, "65534"])
    #expect(knocking.line() == "closed")
    #expect(try program.client().scope == .all)
  }

  // MARK: nonsense

  @Test func tenThousandMutatedFrames() throws {
    let program = try Obedient("all")
    let frames = [
      "signalbox 1", "1 notify 3 on ready", "2 hold", "3 go", "4 withdraw", "5 ping",
      "6 size -1 on permits", "7 level off", "8 step worker-1",
    ].map(ControlFrame.bytes)
    var random = SeededRandom(seed: 4)
    for _ in 0..<200 {
      let raw = try RawSocket(program.socket)
      raw.send(frames[0])
      for _ in 0..<50 {
        var frame = frames[random.next(frames.count)]
        for _ in 0...random.next(3) {
          switch random.next(4) {
          case 0: frame[random.next(frame.count)] = UInt8(random.next(256))
          case 1: frame.insert(UInt8(random.next(256)), at: random.next(frame.count))
          case 2 where frame.count > 1: frame.remove(at: random.next(frame.count))
          default: frame = Array(frame.prefix(1 + random.next(frame.count)))
          }
        }
        raw.send(frame)
      }
    }
    let client = try program.client()
    #expect(try ask(client, "level auto") == .done)
    #expect(try ask(client, "go") == .done)
    try waitUntil("nobody is held") { (try? program.heldCount()) == 0 }
  }

  @Test func nonsenseIsAnsweredInWords() throws {
    let program = try Obedient("all")
    func answers(_ frames: [[UInt8]], _ count: Int) throws -> [String] {
      let raw = try RawSocket(program.socket)
      for frame in frames { raw.send(frame) }
      return try (0..<count).map { _ in try raw.frame() ?? "closed" }
    }
    let hello = ControlFrame.bytes("signalbox 1")
    #expect(try answers([ControlFrame.bytes("signalbox 2")], 2) == ["signalbox 1", "closed"])
    #expect(try answers([ControlFrame.bytes("GET / HTTP/1.1")], 2) == ["signalbox 1", "closed"])
    #expect(
      try answers([hello, [0xFF, 0xFF, 0xFF, 0x7F]], 3)
        == ["signalbox 1 all", "0 invalid a frame of 2147483647 bytes; at most 4096", "closed"])
    #expect(
      try answers([hello, [2, 0, 0, 0, 0xC3, 0x28]], 3)
        == ["signalbox 1 all", "0 invalid a frame that is not UTF-8", "closed"])
    #expect(
      try answers([hello] + ["9 dance", "flip", "10 notify many"].map(ControlFrame.bytes), 4)
        == [
          "signalbox 1 all", "9 invalid there is no command dance",
          "0 invalid there is no command flip", "10 invalid notify many: not a number",
        ])
  }
}

/// Bytes to and from a socket.
private final class RawSocket {
  private let descriptor: Int32
  private var reader = ControlFrameReader()

  init(_ path: String) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    descriptor = socket(
      AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    guard code == 0 else { throw ChildProcess.Failed(what: "\(path): \(errno)") }
  }
  deinit { close(descriptor) }

  /// Whoever has closed his end does not get it.
  func send(_ bytes: [UInt8]) {
    _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// Nil: the other end is closed.
  func frame() throws -> String? {
    while true {
      if let text = try reader.next() { return text }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return nil }
      reader.add(buffer[..<count])
    }
  }
}
