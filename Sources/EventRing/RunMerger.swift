package import CSignalbox
package import SyncEvents

/// Puts the events of many threads into one order, as they lie in the rings: heads, each followed by its arguments.
///
/// Within a thread the order is the one in which they were written, within a primitive that of its changes' numbers: an
/// event that only saw a number comes after that change. What neither decides, and whatever has no number, time does. Times
/// that contradict the order are moved forward, never back. An event whose predecessor has not come yet is kept until it
/// has: briefly if the predecessor may have been lost, and long if it is only late, since the thread that will write it (a
/// number may be set aside for it) does not run. Those that have waited long enough are told when nothing is left that could
/// come before them, in the order of their numbers.
///
/// A head's time is a `Moment`. Whole runs are copied: from the stream with the earliest head up to the second earliest
/// head. Some 10 ns an event when threads take turns after a few.
package struct RunMerger: ~Copyable {
  /// So many may wait for a predecessor; beyond that nobody is waited for.
  static let mostPending = 1 << 22

  /// Of one thread: what it wrote and has not been taken.
  struct Stream {
    var thread: UInt32
    /// It will write no more.
    var isOver = false
    var events: UnsafeMutablePointer<sb_event>
    var capacity: Int
    var count = 0
    var position = 0
    var latest: UInt64 = 0
    /// While its head waits: for which primitive, and what is to be expected of it by then.
    var awaited: UInt32 = 0
    var needed: UInt64 = 0
  }
  /// A stream whose head may be next.
  struct Candidate {
    var time: UInt64
    var stream: Int
  }
  /// Events of one thread that follow each other. `end` counts from the beginning of them all.
  package struct Run {
    package var thread: UInt32
    package var end: UInt32
  }
  /// What is in order. Until the merger is asked for more.
  package struct Merged {
    package var events: UnsafeBufferPointer<sb_event>
    package var runs: UnsafeBufferPointer<Run>
  }

  let patience: UInt64
  let longPatience: UInt64
  var numbers = NumberTable()
  /// Destroyed; to be forgotten before more is taken.
  var destroyed: [UInt32] = []

  var streams: UnsafeMutablePointer<Stream>
  var streamCount = 0
  private var streamRoom = 16
  private var streamOf: [UInt32: Int] = [:]
  /// A heap: no candidate is later than the two that follow it.
  var candidates: UnsafeMutablePointer<Candidate>
  var candidateCount = 0
  /// Streams whose heads wait.
  var waiting: UnsafeMutablePointer<Int>
  var waitingCount = 0
  /// Some of them need not any more.
  var hasWoken = false

  var out: UnsafeMutablePointer<sb_event>
  var runs: UnsafeMutablePointer<Run>
  private var room = 1024

  /// - Parameters:
  ///   - patience: ticks that an event waits for a predecessor that may have been lost.
  ///   - longPatience: ticks that it waits for any other.
  package init(patience: UInt64, longPatience: UInt64) {
    self.patience = Moment.known(patience)
    self.longPatience = Moment.known(longPatience)
    streams = .allocate(capacity: streamRoom)
    candidates = .allocate(capacity: streamRoom)
    waiting = .allocate(capacity: streamRoom)
    out = .allocate(capacity: room)
    runs = .allocate(capacity: room)
  }
  deinit {
    for index in 0..<streamCount { streams[index].events.deallocate() }
    streams.deallocate()
    candidates.deallocate()
    waiting.deallocate()
    out.deallocate()
    runs.deallocate()
  }

  // MARK: what is known of primitives

  /// The primitive's changes up to this one are history: the next to come is `number` + 1.
  package mutating func begin(_ primitive: PrimitiveID, after number: UInt64) {
    numbers.insert(primitive.rawValue).pointee.expected = number &+ 1
  }

  /// The primitive's changes up to this one may have been lost.
  package mutating func doubt(_ primitive: PrimitiveID, upTo number: UInt64) {
    let entry = numbers.insert(primitive.rawValue)
    entry.pointee.doubtful = max(entry.pointee.doubtful, number)
  }

  /// Any change of those that are no more may have been lost.
  package mutating func doubt(allBut living: Set<PrimitiveID>) {
    numbers.forEach {
      if !living.contains(PrimitiveID($0.pointee.primitive)) { $0.pointee.isDoubtful = true }
    }
  }

  /// The whole number of which an event carries the last 24 bits; 0 if it has none.
  package func number(_ low: UInt64, of primitive: PrimitiveID) -> UInt64 {
    (numbers.find(primitive.rawValue)?.pointee ?? NumberTable.Entry()).whole(low)
  }

  /// The same for what a slot carries, which was read after the events that are known: it is ahead of them, however far; or
  /// behind by a few that were written just before their slot.
  package func number(ofSlot low: UInt64, of primitive: PrimitiveID) -> UInt64 {
    guard let entry = numbers.find(primitive.rawValue)?.pointee else { return low }
    let known = max(entry.expected &- 1, entry.doubtful)
    let ahead = (low &- known) & 0xFF_FFFF
    return ahead < 0xFF_0000 ? known &+ ahead : unwrap(low, near: known)
  }

  // MARK: what comes

  /// More events of one thread, in the order in which it wrote them.
  package mutating func add(_ events: UnsafeBufferPointer<sb_event>, of thread: ThreadID) {
    guard let base = events.baseAddress, !events.isEmpty else { return }
    let index = streamOf[thread.rawValue] ?? newStream(thread.rawValue)
    let stream = streams + index
    let count = stream.pointee.count
    if stream.pointee.capacity - count < events.count { enlarge(index, by: events.count) }
    (stream.pointee.events + count).initialize(from: base, count: events.count)
    stream.pointee.count += events.count
    stream.pointee.isOver = false
  }

  /// That thread's events have all been added.
  package mutating func end(_ thread: ThreadID) {
    if let index = streamOf[thread.rawValue] { streams[index].isOver = true }
  }

  private mutating func newStream(_ thread: UInt32) -> Int {
    if streamCount == streamRoom {
      let room = streamRoom * 2
      streams = streams.moved(to: room, count: streamCount)
      candidates = candidates.moved(to: room, count: 0)
      waiting = waiting.moved(to: room, count: 0)
      streamRoom = room
    }
    (streams + streamCount).initialize(
      to: Stream(thread: thread, events: .allocate(capacity: 64), capacity: 64))
    streamOf[thread] = streamCount
    streamCount += 1
    return streamCount - 1
  }

  private func enlarge(_ index: Int, by more: Int) {
    let stream = streams + index
    let capacity = max(stream.pointee.capacity * 2, stream.pointee.count + more)
    stream.pointee.events = stream.pointee.events.moved(to: capacity, count: stream.pointee.count)
    stream.pointee.capacity = capacity
  }

  // MARK: what waits

  /// How many wait for a predecessor, or for the horizon; arguments count.
  package var pendingCount: Int {
    var sum = 0
    for index in 0..<streamCount { sum += streams[index].count - streams[index].position }
    return sum
  }
  /// Events of that thread wait for a predecessor, or for the horizon.
  package func holds(eventsOf thread: ThreadID) -> Bool {
    streamOf[thread.rawValue].map { streams[$0].position < streams[$0].count } ?? false
  }

  /// Makes room for all that can be taken.
  mutating func makeRoom() -> Int {
    let pending = pendingCount
    if pending > room {
      room = pending + pending / 2
      out = out.moved(to: room, count: 0)
      runs = runs.moved(to: room, count: 0)
    }
    return pending
  }

  /// Lets go what was taken, and streams that will not be added to.
  mutating func dropTaken() {
    var index = 0
    while index < streamCount {
      let stream = streams + index
      let (position, count) = (stream.pointee.position, stream.pointee.count)
      if position > 0 {
        let last = stream.pointee.events[position - 1].what
        if position == count, kindNumber(last) == EventCode.threadEnded {
          stream.pointee.isOver = true
        }
        stream.pointee.events.update(
          from: stream.pointee.events + position, count: count - position)
        stream.pointee.count = count - position
        stream.pointee.position = 0
      }
      guard stream.pointee.isOver, stream.pointee.count == 0 else {
        index += 1
        continue
      }
      stream.pointee.events.deallocate()
      streamOf[stream.pointee.thread] = nil
      streamCount -= 1
      guard index < streamCount else { break }
      streams[index] = streams[streamCount]
      streamOf[streams[index].thread] = index
    }
  }
}

extension UnsafeMutablePointer {
  /// The first `count` in more room. The old room is given back.
  fileprivate func moved(to room: Int, count: Int) -> Self {
    let new = Self.allocate(capacity: room)
    new.moveInitialize(from: self, count: count)
    deallocate()
    return new
  }
}
