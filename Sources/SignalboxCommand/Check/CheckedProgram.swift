import Findings
import Glibc
import LaneModel
import Phrases
import SyncEvents

/// Runs a program that writes its events, and follows them until it ends, or is stuck.
struct CheckedProgram {
  private let arguments: [String]
  private let limits: CheckLimits

  /// What is certainly stuck, and what likely is, is waited for so long when nothing more is recorded.
  private static let certainPatience: Int64 = 2_000_000_000
  private static let likelyPatience: Int64 = 10_000_000_000
  /// After SIGTERM.
  private static let courtesy: Int64 = 2_000_000_000

  init(_ arguments: [String], _ limits: CheckLimits) {
    self.arguments = arguments
    self.limits = limits
  }

  func run(_ input: inout CheckInput) throws -> CheckTrouble? {
    Interruption.install()
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/signalbox-check-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard descriptor >= 0 else { return .system(path, errno, String(cString: strerror(errno))) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    defer {
      close(descriptor)
      unlink(path)
    }
    guard let process = spawn(arguments, adding: [("SIGNALBOX_EVENTS", path)]) else {
      return .system(arguments[0], errno, String(cString: strerror(errno)))
    }
    let end = follow(process, descriptor, &input)
    if let fault = input.fault { return .fault(arguments[0], fault) }
    if let signal = Interruption.signal { throw ExitStatus(value: 128 + signal) }
    if input.lineCount == 0 { return .noEvents(arguments[0], end) }
    return end.isGood ? nil : .failed(arguments[0], end)
  }

  /// Until it has ended, of itself or because it does not go on.
  private func follow(
    _ process: pid_t, _ descriptor: Int32, _ input: inout CheckInput
  ) -> CheckTrouble.End {
    let began = Self.now
    var (heard, told) = (began, Instant.zero)
    var (ended, isKilled): (Int64?, Bool) = (nil, false)
    while true {
      let status = Self.status(of: process)
      while input.take(from: descriptor) > 0, input.fault == nil {}
      if let status { return ended == nil ? status : .endedByUs }
      input.pass(0)
      if input.model.now > told { (heard, told) = (Self.now, input.model.now) }
      let now = Self.now
      input.pass(now - heard)
      told = max(told, input.model.now)
      if let ended {
        if now - ended > Self.courtesy, !isKilled {
          isKilled = true
          kill(process, SIGKILL)
        }
      } else if isToEnd(input.model, quiet: now - heard, age: now - began) {
        ended = now
        kill(process, SIGTERM)
      }
      usleep(10_000)
    }
  }

  private func isToEnd(_ model: LaneModel, quiet: Int64, age: Int64) -> Bool {
    if Interruption.signal != nil { return true }
    if let timeout = limits.timeout, age > timeout { return true }
    let gravest = model.findings.map(\.grade).max() ?? .note
    return gravest == .certain && quiet > Self.certainPatience
      || gravest == .likely && quiet > Self.likelyPatience
  }

  /// Nil: it runs.
  private static func status(of process: pid_t) -> CheckTrouble.End? {
    var status: Int32 = 0
    guard waitpid(process, &status, WNOHANG) == process else { return nil }
    let signal = status & 0x7F
    return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
  }

  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
