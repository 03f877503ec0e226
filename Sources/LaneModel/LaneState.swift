public import Packing
public import SyncEvents

/// What a thread is doing, and for what it waits.
public enum LaneState: Hashable, Sendable {
  case running
  case sleeping
  /// Blocked on a lock.
  case blocked(PrimitiveID)
  /// Waiting for anything but a lock.
  case waiting(PrimitiveID, Wanted)
  /// The control thread with nothing to do.
  case idle
  /// Parked by the person.
  case held
  /// Blocked within a ring of threads that wait for each other.
  case deadlocked(PrimitiveID)
  /// Events were lost, or the program was stopped.
  case unknown
  case ended

  /// The primitive it waits for.
  public var primitive: PrimitiveID? {
    switch self {
    case .blocked(let id), .waiting(let id, _), .deadlocked(let id): id
    case .running, .sleeping, .idle, .held, .unknown, .ended: nil
    }
  }

  /// The state without its primitive: what a cell is drawn from.
  public var look: Look {
    switch self {
    case .running: .running
    case .sleeping: .sleeping
    case .blocked: .lock
    case .waiting(_, let wanted): wanted.look
    case .idle: .idle
    case .held: .held
    case .deadlocked: .deadlocked
    case .unknown: .unknown
    case .ended: .absent
    }
  }
}

extension Wanted {
  /// What a lane that waits for it looks like. A worker without a task is idle.
  public var look: Look {
    switch self {
    case .lock: .lock
    case .permit: .semaphore
    case .notification: .condition
    case .green: .event
    case .end: .joining
    case .others: .barrier
    case .room, .item, .drain: .queue
    case .result: .future
    case .task: .idle
    }
  }
}

/// What a stretch of a lane looks like; in order of severity, the mildest first.
public enum Look: UInt8, CaseIterable, Comparable, Sendable {
  /// Not started, or ended.
  case absent
  case running
  case idle
  case sleeping
  case joining
  /// Awaiting a task's result.
  case future
  case barrier
  /// Waiting for room in a queue, for an item, or for all items to be done.
  case queue
  case semaphore
  case event
  case condition
  case lock
  case held
  case unknown
  case deadlocked

  public static func < (a: Look, b: Look) -> Bool { a.rawValue < b.rawValue }
}

extension LaneState: Packed {
  public func pack(to writer: inout ByteWriter) {
    switch self {
    case .running: writer.byte(0)
    case .sleeping: writer.byte(1)
    case .blocked(let id): writer.pack(UInt8(2), id)
    case .waiting(let id, let wanted): writer.pack(UInt8(3), id, wanted)
    case .idle: writer.byte(4)
    case .held: writer.byte(5)
    case .deadlocked(let id): writer.pack(UInt8(6), id)
    case .unknown: writer.byte(7)
    case .ended: writer.byte(8)
    }
  }
  public init(from reader: inout ByteReader) throws(Damaged) {
    switch try reader.byte() {
    case 0: self = .running
    case 1: self = .sleeping
    case 2: self = .blocked(try reader.next())
    case 3: self = .waiting(try reader.next(), try reader.next())
    case 4: self = .idle
    case 5: self = .held
    case 6: self = .deadlocked(try reader.next())
    case 7: self = .unknown
    case 8: self = .ended
    default: throw Damaged("a word is unknown")
    }
  }
}

extension Look: Packed {}
