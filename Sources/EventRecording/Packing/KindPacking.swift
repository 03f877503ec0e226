import Packing
import SyncEvents

// What an event says besides who, where and when. Times are told from the event's own.
extension ByteWriter {
  mutating func arguments(of kind: SyncEvent.Kind, at time: Instant, _ sites: inout NumberList) {
    func flag(_ value: Bool) -> UInt64 { value ? 1 : 0 }
    switch kind {
    case .blocking(let operation, let deadline, let site):
      byte(operation.rawValue)
      self.deadline(deadline, at: time)
      sites.write(site?.rawValue, to: &self)
    case .waiting(let deadline, let site):
      self.deadline(deadline, at: time)
      sites.write(site?.rawValue, to: &self)
    case .notified(let by, let at):
      number(UInt64(by.rawValue))
      signed(time.nanoseconds &- at.nanoseconds)
    case .acquired(let permits, let depth, let site), .releasing(let permits, let depth, let site):
      signed(Int64(permits))
      signed(Int64(depth))
      sites.write(site?.rawValue, to: &self)
    case .resumed(let outcome, let by):
      byte(outcome.rawValue)
      optional(by.map { UInt64($0.rawValue) })
    case .notifying(let asked, let woken):
      signed(Int64(woken))
      byte(asked == nil ? 0 : 1)
      if let asked { signed(Int64(asked)) }
    case .lightSet(let woken), .tripped(let woken), .broke(let woken), .reset(let woken):
      signed(Int64(woken))
    case .limitChanged(let old, let new, let woken):
      for value in [old, new, woken] { signed(Int64(value)) }
    case .evaluated(let result): number(flag(result))
    case .put(let depth), .taken(let depth): signed(Int64(depth))
    case .taskDone(let unfinished): signed(Int64(unfinished))
    case .shutDown(let immediate, let woken):
      number(flag(immediate))
      signed(Int64(woken))
    case .taskSubmitted(let task, let queued), .taskStarted(let task, let queued),
      .taskCancelled(let task, let queued):
      signed(Int64(task))
      signed(Int64(queued))
    case .taskEnded(let task, let end):
      signed(Int64(task))
      byte(end.rawValue)
    case .localSet(let key, let value):
      optional(key.map { UInt64($0.rawValue) })
      number(UInt64(value.rawValue))
    case .localGet(let key, let value):
      optional(key.map { UInt64($0.rawValue) })
      optional(value.map { UInt64($0.rawValue) })
    case .tallied(let value, let updates):
      signed(Int64(value))
      signed(Int64(updates))
    case .line(let line): signed(Int64(line))
    case .output(let text), .note(let text), .commanded(let text): number(UInt64(text.rawValue))
    case .working(let length), .sleeping(let length): signed(length)
    case .refused(let text, let reason):
      number(UInt64(text.rawValue))
      byte(reason.rawValue)
    case .misused(let operation, let misuse):
      byte(operation.rawValue)
      byte(misuse.rawValue)
    case .levelChanged(let level): byte(level.rawValue)
    case .timedOut, .passed, .lightCleared, .woke, .held, .stepped, .threadEnded, .destroyed: break
    }
  }

  private mutating func deadline(_ deadline: Instant?, at time: Instant) {
    byte(deadline == nil ? 0 : 1)
    if let deadline { signed(deadline.nanoseconds &- time.nanoseconds) }
  }
}

extension ByteReader {
  mutating func kind(
    _ code: KindCode, at time: Instant, _ sites: inout NumberList
  ) throws(Damaged) -> SyncEvent.Kind {
    switch code {
    case .blocking:
      return .blocking(
        try value(Operation.self), deadline: try deadline(at: time), site: try site(&sites))
    case .waiting: return .waiting(deadline: try deadline(at: time), site: try site(&sites))
    case .notified:
      let by = ThreadID(try narrow())
      return .notified(by: by, at: Instant(nanoseconds: time.nanoseconds &- (try signed())))
    case .acquired:
      return .acquired(permits: try integer(), depth: try integer(), site: try site(&sites))
    case .releasing:
      return .releasing(permits: try integer(), depth: try integer(), site: try site(&sites))
    case .resumed:
      return .resumed(try value(Outcome.self), by: try identifier().map { ThreadID($0) })
    case .notifying:
      let woken = try integer()
      return .notifying(asked: try byte() == 0 ? nil : try integer(), woken: woken)
    case .lightSet: return .lightSet(woken: try integer())
    case .tripped: return .tripped(woken: try integer())
    case .broke: return .broke(woken: try integer())
    case .reset: return .reset(woken: try integer())
    case .limitChanged:
      return .limitChanged(old: try integer(), new: try integer(), woken: try integer())
    case .evaluated: return .evaluated(try number() != 0)
    case .put: return .put(depth: try integer())
    case .taken: return .taken(depth: try integer())
    case .taskDone: return .taskDone(unfinished: try integer())
    case .shutDown: return .shutDown(immediate: try number() != 0, woken: try integer())
    case .taskSubmitted: return .taskSubmitted(task: try integer(), queued: try integer())
    case .taskStarted: return .taskStarted(task: try integer(), queued: try integer())
    case .taskCancelled: return .taskCancelled(task: try integer(), queued: try integer())
    case .taskEnded: return .taskEnded(task: try integer(), try value(TaskEnd.self))
    case .localSet:
      return .localSet(key: try identifier().map { TextID($0) }, value: TextID(try narrow()))
    case .localGet:
      return .localGet(
        key: try identifier().map { TextID($0) }, value: try identifier().map { TextID($0) })
    case .tallied: return .tallied(value: try integer(), updates: try integer())
    case .line: return .line(try integer())
    case .output: return .output(TextID(try narrow()))
    case .note: return .note(TextID(try narrow()))
    case .commanded: return .commanded(TextID(try narrow()))
    case .working: return .working(try signed())
    case .sleeping: return .sleeping(try signed())
    case .refused: return .refused(TextID(try narrow()), try value(Refusal.self))
    case .misused: return .misused(try value(Operation.self), try value(Misuse.self))
    case .levelChanged: return .levelChanged(try value(RecordingLevel.self))
    case .timedOut: return .timedOut
    case .passed: return .passed
    case .lightCleared: return .lightCleared
    case .woke: return .woke
    case .held: return .held
    case .stepped: return .stepped
    case .threadEnded: return .threadEnded
    case .destroyed: return .destroyed
    }
  }

  mutating func value<T: RawRepresentable<UInt8>>(_ type: T.Type) throws(Damaged) -> T {
    guard let value = T(rawValue: try byte()) else { throw Damaged("a word is unknown") }
    return value
  }

  mutating func identifier() throws(Damaged) -> UInt32? {
    guard let value = try optional() else { return nil }
    guard let number = UInt32(exactly: value) else { throw Damaged("a number is out of range") }
    return number
  }

  private mutating func site(_ sites: inout NumberList) throws(Damaged) -> SiteID? {
    try sites.read(&self).map { SiteID(sites[$0]) }
  }

  private mutating func deadline(at time: Instant) throws(Damaged) -> Instant? {
    guard try byte() != 0 else { return nil }
    return Instant(nanoseconds: time.nanoseconds &+ (try signed()))
  }
}
