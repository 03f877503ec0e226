import CSignalbox
import SyncEvents

/// An event as it lies in the ring: its number, and up to three arguments.
///
/// When it was written stands in its head, in ticks. Times among its arguments are nanoseconds of the machine's clock;
/// `Instant` counts from the reader's zero, so a writer passes `Instant(nanoseconds: <the machine's>)` and the reader
/// subtracts its zero.
struct EventCode {
  var number: UInt32
  var arguments: (sb_argument, sb_argument, sb_argument) = (.init(), .init(), .init())
  var count: UInt32 = 0

  private init(_ number: UInt32) { self.number = number }
  private func with(_ a: UInt64, _ b: UInt32 = 0) -> EventCode {
    var code = self
    let argument = sb_argument(a: a, b: b)
    switch count {
    case 0: code.arguments.0 = argument
    case 1: code.arguments.1 = argument
    default: code.arguments.2 = argument
    }
    code.count += 1
    return code
  }
  /// Permits, unless it is only one.
  private func with(_ permits: Int) -> EventCode { permits == 1 ? self : with(word(permits)) }

  init(_ kind: SyncEvent.Kind) {
    self =
      switch kind {
      case .blocking(let operation, let deadline, let site):
        EventCode(1).with(word(deadline), UInt32(operation.rawValue)).with(site?.rawValue ?? 0)
      case .waiting(let deadline, let site):
        EventCode(2).with(word(deadline)).with(site?.rawValue ?? 0)
      case .notified(let by, let at): EventCode(3).with(word(at), by.rawValue)
      case .timedOut: EventCode(4)
      case .acquired(1, 1, nil): EventCode(SB_LOCK_TAKEN)
      case .releasing(1, 1, nil): EventCode(SB_LOCK_RELEASED)
      case .acquired(1, 0, nil): EventCode(SB_PERMIT_TAKEN)
      case .releasing(1, 0, nil): EventCode(SB_PERMIT_RELEASED)
      case .acquired(let permits, let depth, let site):
        EventCode(SB_ACQUIRED).with(site?.rawValue ?? 0, UInt32(clamping: depth)).with(permits)
      case .releasing(let permits, let depth, let site):
        EventCode(SB_RELEASING).with(site?.rawValue ?? 0, UInt32(clamping: depth)).with(permits)
      case .resumed(let outcome, let by):
        EventCode(7).with(UInt64(by?.rawValue ?? 0), UInt32(outcome.rawValue))
      case .passed: EventCode(8)
      case .notifying(let asked, let woken):
        EventCode(9).with(asked.map { word($0) } ?? .max, UInt32(clamping: woken))
      case .lightSet(let woken): EventCode(10).with(0, UInt32(clamping: woken))
      case .lightCleared: EventCode(11)
      case .limitChanged(let old, let new, let woken):
        EventCode(12).with(word(old), UInt32(clamping: woken)).with(word(new))
      case .evaluated(let result): EventCode(13).with(0, result ? 1 : 0)
      case .line(let line): EventCode(14).with(0, UInt32(clamping: line))
      case .output(let text): EventCode(15).with(0, text.rawValue)
      case .note(let text): EventCode(16).with(0, text.rawValue)
      case .working(let length): EventCode(17).with(UInt64(bitPattern: length))
      case .sleeping(let length): EventCode(18).with(UInt64(bitPattern: length))
      case .woke: EventCode(19)
      case .held: EventCode(20)
      case .stepped: EventCode(21)
      case .commanded(let text): EventCode(22).with(0, text.rawValue)
      case .refused(let text, let reason):
        EventCode(23).with(UInt64(reason.rawValue), text.rawValue)
      case .misused(let operation, let misuse):
        EventCode(24).with(UInt64(operation.rawValue), UInt32(misuse.rawValue))
      case .threadEnded: EventCode(25)
      case .destroyed: EventCode(26)
      case .levelChanged(let level): EventCode(27).with(0, UInt32(level.rawValue))
      case .put(let depth): EventCode(28).with(word(depth))
      case .taken(let depth): EventCode(29).with(word(depth))
      case .taskDone(let unfinished): EventCode(30).with(word(unfinished))
      case .shutDown(let immediate, let woken):
        EventCode(31).with(word(woken), immediate ? 1 : 0)
      case .taskSubmitted(let task, let queued):
        EventCode(32).with(word(task), UInt32(clamping: queued))
      case .taskStarted(let task, let queued):
        EventCode(33).with(word(task), UInt32(clamping: queued))
      case .taskEnded(let task, let end): EventCode(34).with(word(task), UInt32(end.rawValue))
      case .taskCancelled(let task, let queued):
        EventCode(35).with(word(task), UInt32(clamping: queued))
      case .localSet(let key, let value): EventCode(36).with(word(key), value.rawValue)
      case .localGet(let key, let value):
        value.map { EventCode(37).with(word(key), $0.rawValue) } ?? EventCode(38).with(word(key))
      case .tallied(let value, let updates): EventCode(39).with(word(value)).with(word(updates))
      case .tripped(let woken): EventCode(40).with(word(woken))
      case .broke(let woken): EventCode(41).with(word(woken))
      case .reset(let woken): EventCode(42).with(word(woken))
      }
  }

  /// The kind that a head and its arguments stand for; nil for what no writer writes.
  static func kind(_ number: UInt32, _ arguments: UnsafeBufferPointer<sb_event>, zero: UInt64)
    -> SyncEvent.Kind?
  {
    let a = { (i: Int) in arguments.count > i ? arguments[i].time : 0 }
    let b = { (i: Int) in
      arguments.count > i ? UInt32(truncatingIfNeeded: arguments[i].what) : 0
    }
    let permits = arguments.count > 1 ? integer(a(1)) : 1
    let small = UInt8(truncatingIfNeeded: b(0))
    switch number {
    case 1:
      guard let operation = Operation(rawValue: small) else { return nil }
      return .blocking(operation, deadline: instant(a(0), zero), site: site(a(1)))
    case 2: return .waiting(deadline: instant(a(0), zero), site: site(a(1)))
    case 3: return .notified(by: ThreadID(b(0)), at: instant(a(0), zero) ?? .zero)
    case 4: return .timedOut
    case SB_ACQUIRED: return .acquired(permits: permits, depth: Int(b(0)), site: site(a(0)))
    case SB_RELEASING: return .releasing(permits: permits, depth: Int(b(0)), site: site(a(0)))
    case 7:
      guard let outcome = Outcome(rawValue: small) else { return nil }
      return .resumed(outcome, by: a(0) == 0 ? nil : ThreadID(UInt32(truncatingIfNeeded: a(0))))
    case 8: return .passed
    case 9:
      return .notifying(asked: a(0) == .max ? nil : integer(a(0)), woken: Int(b(0)))
    case 10: return .lightSet(woken: Int(b(0)))
    case 11: return .lightCleared
    case 12:
      return .limitChanged(old: integer(a(0)), new: integer(a(1)), woken: Int(b(0)))
    case 13: return .evaluated(b(0) != 0)
    case 14: return .line(Int(b(0)))
    case 15: return .output(TextID(b(0)))
    case 16: return .note(TextID(b(0)))
    case 17: return .working(Int64(bitPattern: a(0)))
    case 18: return .sleeping(Int64(bitPattern: a(0)))
    case 19: return .woke
    case 20: return .held
    case 21: return .stepped
    case 22: return .commanded(TextID(b(0)))
    case 23: return Refusal(rawValue: UInt8(clamping: a(0))).map { .refused(TextID(b(0)), $0) }
    case 24:
      guard let operation = Operation(rawValue: UInt8(clamping: a(0))),
        let misuse = Misuse(rawValue: small)
      else { return nil }
      return .misused(operation, misuse)
    case 25: return .threadEnded
    case 26: return .destroyed
    case 27: return RecordingLevel(rawValue: small).map { .levelChanged($0) }
    case 28: return .put(depth: integer(a(0)))
    case 29: return .taken(depth: integer(a(0)))
    case 30: return .taskDone(unfinished: integer(a(0)))
    case 31: return .shutDown(immediate: b(0) != 0, woken: integer(a(0)))
    case 32: return .taskSubmitted(task: integer(a(0)), queued: Int(b(0)))
    case 33: return .taskStarted(task: integer(a(0)), queued: Int(b(0)))
    case 34: return TaskEnd(rawValue: small).map { .taskEnded(task: integer(a(0)), $0) }
    case 35: return .taskCancelled(task: integer(a(0)), queued: Int(b(0)))
    case 36: return .localSet(key: text(a(0)), value: TextID(b(0)))
    case 37: return .localGet(key: text(a(0)), value: TextID(b(0)))
    case 38: return .localGet(key: text(a(0)), value: nil)
    case 39: return .tallied(value: integer(a(0)), updates: integer(a(1)))
    case 40: return .tripped(woken: integer(a(0)))
    case 41: return .broke(woken: integer(a(0)))
    case 42: return .reset(woken: integer(a(0)))
    case SB_LOCK_TAKEN: return .acquired(permits: 1, depth: 1, site: nil)
    case SB_LOCK_RELEASED: return .releasing(permits: 1, depth: 1, site: nil)
    case SB_PERMIT_TAKEN: return .acquired(permits: 1, depth: 0, site: nil)
    case SB_PERMIT_RELEASED: return .releasing(permits: 1, depth: 0, site: nil)
    default: return nil
    }
  }
}

private func word(_ integer: Int) -> UInt64 { UInt64(bitPattern: Int64(integer)) }
private func integer(_ word: UInt64) -> Int { Int(Int64(bitPattern: word)) }
private func word(_ text: TextID?) -> UInt64 { text.map { UInt64($0.rawValue) } ?? .max }
private func text(_ word: UInt64) -> TextID? {
  word == .max ? nil : TextID(UInt32(truncatingIfNeeded: word))
}
private func word(_ instant: Instant?) -> UInt64 {
  instant.map { UInt64(bitPattern: $0.nanoseconds) } ?? .max
}
private func instant(_ word: UInt64, _ zero: UInt64) -> Instant? {
  word == .max ? nil : Instant(nanoseconds: Int64(bitPattern: word &- zero))
}
private func site(_ word: UInt64) -> SiteID? { word == 0 ? nil : SiteID(word) }
