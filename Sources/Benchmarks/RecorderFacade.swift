import CSignalbox
import EventRing
import Signalbox
import SyncEvents

/// All that the benchmarks know of the recorder's inside.
enum RecorderFacade {
  /// The levels that can be set. Rows of others are left out.
  static let levels: [RecordingLevel] = [.full]
  /// The one that programs run at.
  static let usual = RecordingLevel.full

  static func set(_ level: RecordingLevel) {}

  // MARK: the calling thread's ring

  private static var ring: UnsafeMutablePointer<sb_ring>? {
    ThreadRecord.current.pointer.pointee.ring
  }
  /// How many events (and arguments of events) the calling thread has written so far.
  static var written: UInt64 { ring.map { sb_ring_head($0) } ?? 0 }
  /// How many its ring holds.
  static let ringSize = Int(SB_RING_SLOTS)

  /// An event without a primitive: `woke`.
  private static var word: UInt64 { sb_head_word(0, 19, 0) }

  static func writeUntimed(_ count: Int) {
    guard let ring else { return }
    let word = word
    for _ in 0..<count { sb_ring_write(ring, 0, word, nil, 0) }
  }
  static func writeTimed(_ count: Int) {
    guard let ring else { return }
    let word = word
    for _ in 0..<count { sb_ring_write(ring, sb_now(), word, nil, 0) }
  }

  // MARK: reading

  /// The calling thread's ring, for a reader.
  struct Handle: @unchecked Sendable {
    fileprivate let ring: UnsafeMutablePointer<sb_ring>?
    init() { ring = RecorderFacade.ring }
  }

  /// Copies out what comes into one ring from now on, and looks at nothing of it.
  struct Drain {
    private let ring: UnsafeMutablePointer<sb_ring>?
    private let buffer: UnsafeMutablePointer<sb_slot>
    private var position: UInt64
    private(set) var read: UInt64 = 0
    private(set) var lost: UInt64 = 0

    init(_ handle: Handle) {
      ring = handle.ring
      position = ring.map { sb_ring_head($0) } ?? 0
      buffer = .allocate(capacity: RecorderFacade.ringSize)
    }
    /// The memory that it copies to.
    func free() { buffer.deallocate() }

    mutating func poll() {
      guard let ring else { return }
      read += sb_ring_read(ring, &position, sb_ring_head(ring), &lost, buffer)
    }
  }

  // MARK: merging

  typealias RawEvent = sb_slot

  /// A lock is taken, or released: its `sequence`-th change. Times are ticks.
  static func event(_ time: UInt64, lock: UInt32, sequence: UInt64, isTaken: Bool) -> RawEvent {
    RawEvent(time: time, what: sb_head_word(sequence, isTaken ? 5 : 6, lock))
  }

  /// Puts events of many rings into one order.
  struct Merger: ~Copyable {
    /// Nil: there is nothing that does that for raw events.
    init?(locks: Range<UInt32>) { nil }
    mutating func add(_ events: UnsafeBufferPointer<RawEvent>, ring: UInt32) {}
    /// All up to that time. How many there were, and, if that is asked for, the order in which they came: locks and their
    /// sequences.
    mutating func take(until time: UInt64, tells: Bool) -> (count: Int, order: [(UInt32, UInt64)]) {
      (0, [])
    }
  }
}
