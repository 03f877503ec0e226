import CSignalbox
import EventRing
import Signalbox
import SyncEvents

/// All that the benchmarks know of the recorder's inside.
enum RecorderFacade {
  /// The levels that can be set. Rows of others are left out.
  static let levels = RecordingLevel.allCases
  /// The one that programs run at.
  static let usual = RecordingLevel.auto

  static func set(_ level: RecordingLevel) { Recorder.level = level }

  // MARK: the calling thread's ring

  private static var thread: UnsafeMutablePointer<sb_thread> { ThreadRecord.current.pointer }
  /// How many events (and arguments of events) the calling thread has written so far.
  static var written: UInt64 { thread.pointee.ring.pointee.head }
  /// How many its ring holds.
  static let ringSize: Int = {
    let header = sb_view_own().base?.assumingMemoryBound(to: sb_header.self)
    return Int(header?.pointee.ring_events ?? 0)
  }()

  /// An event without a primitive: `woke`.
  private static var word: UInt64 { sb_head_word(0, 19, 0) }

  /// As at level auto by a thread that is hot: it looks at the clock once in 128 events.
  static func writeUntimed(_ count: Int) {
    let (thread, word) = (thread, word)
    for _ in 0..<count {
      guard let ring = thread.pointee.ring else { return }
      let head = ring.pointee.head
      if sb_has_to_look(thread, head) {
        sb_ring_write_one(thread, sb_anchor(thread), word)
      } else {
        sb_ring_write_untimed(ring, head, word)
      }
    }
  }
  static func writeTimed(_ count: Int) {
    let (thread, word) = (thread, word)
    for _ in 0..<count { sb_ring_write_one(thread, sb_ticks(), word) }
  }

  // MARK: reading

  /// The calling thread's ring, for a reader.
  struct Handle: @unchecked Sendable {
    /// Where it is in the mapping.
    fileprivate let place: UInt64
    init() {
      RecorderFacade.writeUntimed(1)  // its first event gives a thread its ring
      let ring = UnsafeRawPointer(RecorderFacade.thread.pointee.ring)
      place = UInt64(sb_view_own().base.flatMap { base in ring.map { $0 - base } } ?? 0)
    }
  }

  /// Copies out what comes into one ring from now on, and looks at nothing of it.
  struct Drain {
    private let place: UInt64
    private let buffer: UnsafeMutablePointer<sb_event>
    private var view = sb_view_own()
    private var position: UInt64 = 0
    private(set) var read: UInt64 = 0
    private(set) var lost: UInt64 = 0

    init(_ handle: Handle) {
      place = handle.place
      buffer = .allocate(capacity: RecorderFacade.ringSize)
      position = head()
    }
    /// The memory that it copies to.
    func free() { buffer.deallocate() }

    mutating func poll() {
      let head = head()
      read += sb_ring_read(
        &view, place, UInt64(RecorderFacade.ringSize), &position, head, &lost, buffer)
    }
    private mutating func head() -> UInt64 {
      var head: UInt64 = 0
      let offset = UInt64(MemoryLayout<sb_ring>.offset(of: \.head) ?? 0)
      return sb_view_copy(&view, place + offset, 8, &head) ? head : 0
    }
  }

  // MARK: merging

  typealias RawEvent = sb_event

  /// A lock is taken, or released: its `sequence`-th change. Times are ticks.
  static func event(_ time: UInt64, lock: UInt32, sequence: UInt64, isTaken: Bool) -> RawEvent {
    RawEvent(
      time: Moment.known(time),
      what: sb_head_word(sequence, isTaken ? SB_LOCK_TAKEN : SB_LOCK_RELEASED, lock))
  }

  /// Puts events of many rings into one order.
  struct Merger: ~Copyable {
    private var merger = RunMerger(patience: 1 << 30, longPatience: 1 << 40)

    init?(locks: Range<UInt32>) {
      for lock in locks { merger.begin(PrimitiveID(lock), after: 0) }
    }
    mutating func add(_ events: UnsafeBufferPointer<RawEvent>, ring: UInt32) {
      merger.add(events, of: ThreadID(ring))
    }
    /// All up to that time. How many there were, and, if that is asked for, the order in which they came: locks and their
    /// sequences.
    mutating func take(until time: UInt64, tells: Bool) -> (count: Int, order: [(UInt32, UInt64)]) {
      let merged = merger.take(until: time)
      guard tells else { return (merged.events.count, []) }
      return (
        merged.events.count,
        merged.events.map { (UInt32(truncatingIfNeeded: $0.what), $0.what >> 40) }
      )
    }
  }
}
