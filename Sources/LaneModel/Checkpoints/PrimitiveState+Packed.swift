public import Packing
public import SyncEvents

extension PrimitiveState {
  func pack(to writer: inout ByteWriter) {
    writer.pack(declaration, holders, depth, since, waiters, value, limit, running, done)
    writer.pack(unfinished, updates, text, self.writer)
    writer.pack(isShutDown, isBroken, isSet, isDestroyed, isUnknown, lastAction)
    writer.pack(
      foreigners, notifiers, unheard, queuedTurns, sequence, syncedTo, isConfirmed, counts)
  }

  init(from reader: inout ByteReader) throws(Damaged) {
    self.init(try reader.next())
    (holders, depth, since) = (try reader.next(), try reader.next(), try reader.next())
    (waiters, value, limit) = (try reader.next(), try reader.next(), try reader.next())
    (running, done, unfinished) = (try reader.next(), try reader.next(), try reader.next())
    (updates, text, writer) = (try reader.next(), try reader.next(), try reader.next())
    (isShutDown, isBroken, isSet) = (try reader.next(), try reader.next(), try reader.next())
    (isDestroyed, isUnknown) = (try reader.next(), try reader.next())
    (lastAction, foreigners) = (try reader.next(), try reader.next())
    (notifiers, unheard) = (try reader.next(), try reader.next())
    (queuedTurns, sequence, syncedTo) = (try reader.next(), try reader.next(), try reader.next())
    (isConfirmed, counts) = (try reader.next(), try reader.next())
  }
}

extension PrimitiveState.Run: Packed {
  public func pack(to writer: inout ByteWriter) { writer.pack(task, thread) }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(task: try reader.next(), thread: try reader.next())
  }
}

/// Of what can be the last action at a primitive; anything else is left out.
extension Happening: Packed {
  public func pack(to writer: inout ByteWriter) {
    writer.pack(number, time, thread, threadName, isEstimated)
    what.pack(to: &writer)
  }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(
      number: try reader.next(), time: try reader.next(), thread: try reader.next(),
      threadName: try reader.next(), what: .held, isEstimated: try reader.next())
    what = try What(from: &reader)
  }
}

extension Happening.Subject: Packed {
  public func pack(to writer: inout ByteWriter) { writer.pack(id, name, kind) }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(id: try reader.next(), name: try reader.next(), kind: try reader.next())
  }
}

extension Happening.What {
  fileprivate func pack(to writer: inout ByteWriter) {
    switch self {
    case .releasedFor(let it, let holder): writer.pack(UInt8(1), it, holder)
    case .shutDown(let it, let immediate, let woken): writer.pack(UInt8(2), it, immediate, woken)
    case .notifies(let it, let asked, let woken): writer.pack(UInt8(3), it, asked, woken)
    case .lightSet(let it, let woken): writer.pack(UInt8(4), it, woken)
    case .lightCleared(let it): writer.pack(UInt8(5), it)
    case .resized(let it, let old, let new, let woken): writer.pack(UInt8(6), it, old, new, woken)
    case .tripped(let it, let woken): writer.pack(UInt8(7), it, woken)
    case .broke(let it, let woken): writer.pack(UInt8(8), it, woken)
    case .barrierReset(let it, let woken): writer.pack(UInt8(9), it, woken)
    default: writer.byte(0)
    }
  }

  fileprivate init(from reader: inout ByteReader) throws(Damaged) {
    let code = try reader.byte()
    guard code != 0 else {
      self = .held
      return
    }
    let it = try reader.next(Happening.Subject.self)
    switch code {
    case 1: self = .releasedFor(it, holder: try reader.next())
    case 2: self = .shutDown(it, immediate: try reader.next(), woken: try reader.next())
    case 3: self = .notifies(it, asked: try reader.next(), woken: try reader.next())
    case 4: self = .lightSet(it, woken: try reader.next())
    case 5: self = .lightCleared(it)
    case 6:
      self = .resized(
        it, old: try reader.next(), new: try reader.next(), woken: try reader.next())
    case 7: self = .tripped(it, woken: try reader.next())
    case 8: self = .broke(it, woken: try reader.next())
    case 9: self = .barrierReset(it, woken: try reader.next())
    default: throw Damaged("a word is unknown")
    }
  }
}
