import CSignalbox
import EventRing
import Glibc
import SyncEvents

/// One viewer that may ask for commands. Its thread, which carries them out, is made with the first.
///
/// Everything but `replies` is the server thread's alone.
final class ControlConnection: @unchecked Sendable {
  let descriptor: Int32
  private let lane: String
  private var reader = ControlFrameReader()
  private var outgoing: [UInt8] = []
  private var control: ControlThread?
  private(set) var hasGreeted = false
  /// When something came from it last.
  private(set) var heard: UInt64
  /// It is to be closed once everything has been sent.
  private(set) var isLeaving = false
  private let replies = GuardedValue(Replies())

  private struct Replies {
    var texts: [String] = []
    /// Commands whose outcome is not known yet.
    var pending = 0
    /// It holds all threads.
    var holds = false
  }

  /// So many commands may wait for their turn.
  private static let mostPending = 64
  /// Bytes that a viewer who does not read them may leave waiting.
  private static let mostUnread = 1 << 16
  /// Threads that are held go on if the viewer that holds them has not been heard of for so long. Nanoseconds.
  static let lease: UInt64 = 5_000_000_000

  init(_ descriptor: Int32, lane: String) {
    self.descriptor = descriptor
    self.lane = lane
    heard = sb_now()
  }

  var hasOutgoing: Bool { !outgoing.isEmpty }
  var holds: Bool { replies.withLock { $0.holds } }

  // MARK: in

  /// Takes in what has come. False: nobody is there any more, or he is not to be listened to.
  func receive(_ scope: ControlScope, wake: @escaping @Sendable () -> Void) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { return count < 0 && (errno == EAGAIN || errno == EINTR) }
    heard = sb_now()
    reader.add(buffer[..<count])
    do throws(ControlFault) {
      while !isLeaving, let text = try reader.next() { take(text, scope, wake) }
    } catch {
      switch error {
      case .tooLong(let count):
        say(ControlReply(0, .invalid("a frame of \(count) bytes; at most \(ControlFrame.longest)")))
      case .notUTF8: say(ControlReply(0, .invalid("a frame that is not UTF-8")))
      }
      isLeaving = true
    }
    return true
  }

  private func take(_ text: String, _ scope: ControlScope, _ wake: @escaping @Sendable () -> Void) {
    guard hasGreeted else { return greet(text, scope) }
    let (number, request) = ControlRequest.read(text)
    switch request {
    case .failure(let error): say(ControlReply(number, .invalid(Self.sentence(error))))
    case .success(.ping): say(ControlReply(number, .done))
    case .success(.withdraw):
      control?.withdraw()
      say(ControlReply(number, .done))
    case .success(.instruction(let instruction)):
      guard let needed = instruction.command.word.scope else {
        return say(ControlReply(number, .refused(.notInThisLesson)))
      }
      guard needed <= scope else { return say(ControlReply(number, .refused(.notAllowed))) }
      carryOut(instruction, number, wake)
    }
  }

  private func greet(_ text: String, _ scope: ControlScope) {
    let greeting = ControlGreeting(text)
    hasGreeted = greeting?.version == ControlGreeting.version
    send(ControlGreeting(scope: hasGreeted ? scope : nil).text)
    isLeaving = !hasGreeted
  }

  private func carryOut(
    _ instruction: Instruction, _ number: UInt32, _ wake: @escaping @Sendable () -> Void
  ) {
    let isTaken = replies.withLock { replies in
      guard replies.pending < Self.mostPending else { return false }
      replies.pending += 1
      return true
    }
    guard isTaken else {
      return say(ControlReply(number, .invalid("\(Self.mostPending) commands wait already")))
    }
    let thread = control ?? ControlThread(lane, after: PrimitiveID(0), handler: { _ in false })
    control = thread
    thread.submit(instruction) { [replies] refusal in
      let reply = ControlReply(number, refusal.map { .refused($0) } ?? .done)
      replies.withLock {
        $0.pending -= 1
        $0.texts.append(reply.text)
        guard refusal == nil else { return }
        if instruction.command == .hold { $0.holds = true }
        if instruction.command == .go { $0.holds = false }
      }
      wake()
    }
  }

  /// For whoever writes a client; a viewer's own commands are well formed.
  private static func sentence(_ error: CommandTextError) -> String {
    switch error {
    case .unknownWord(let word, _): "there is no command \(word)"
    case .missing(let word, _): "\(word.rawValue) needs an argument"
    case .notALevel(let text): "\(text) is not a level"
    case .unexpected(let word, let text): "\(word.rawValue): \(text) is too much"
    case .notANumber(let word, let text): "\(word.rawValue) \(text): not a number"
    case .outOfRange(let word, let text, _, _): "\(word.rawValue) \(text): out of range"
    case .noTarget(let word): "\(word.rawValue) is not for one primitive"
    case .notADuration, .tooLong: "this is not a command"
    }
  }

  // MARK: out

  private func say(_ reply: ControlReply) { send(reply.text) }
  private func send(_ text: String) { outgoing += ControlFrame.bytes(text) }

  /// Sends what can be sent now. False: nobody reads it.
  func flush() -> Bool {
    for text in replies.withLock({ replies in
      defer { replies.texts = [] }
      return replies.texts
    }) { send(text) }
    while !outgoing.isEmpty {
      let count = outgoing.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return errno == EAGAIN && outgoing.count <= Self.mostUnread }
      outgoing.removeFirst(count)
    }
    return !isLeaving
  }

  // MARK: end

  /// Whoever holds the threads, and is not heard of, does not hold them any longer.
  func letGo() {
    let held = replies.withLock { replies in
      defer { replies.holds = false }
      return replies.holds
    }
    if held { Holding.letGo() }
  }

  /// Nothing that it asked for goes on, and nothing that it holds is held.
  func end() {
    control?.close()
    control?.end()
    letGo()
  }
}
