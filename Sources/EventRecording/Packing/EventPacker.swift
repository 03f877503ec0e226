import Packing
import SyncEvents

/// What whoever writes a chunk and whoever reads it know of the events before.
private struct ChunkMemory {
  var threads = NumberList()
  var primitives = NumberList()
  var sites = NumberList()
  var thread: ThreadID?
  var primitive: PrimitiveID??
  /// Its place among the primitives.
  var place: Int?
  var time: Int64 = 0
  var expected = ExpectedNumbers()
  var said = SaidBefore()
}

/// Packs events: each after what is known from those before it. It forgets everything at the beginning of a chunk, which
/// can therefore be read by itself.
///
///     head     two bytes, the lowest first: kind 6 bits, then a bit each for: the same thread as before, the same primitive
///              as before, a change, estimated, the number that was to be expected, what it says is what the last one of
///              this kind said of this primitive
///     thread   its place in the chunk, if it is another
///     primitive  the same
///     number   the difference to what was to be expected, if it is another
///     time     the difference to the event before
///     the rest, if it is another
struct EventPacker {
  private var known = ChunkMemory()

  mutating func write(_ event: SyncEvent, to writer: inout ByteWriter) {
    let code = KindCode(event.kind)
    let isSameThread = event.thread == known.thread
    let isSamePrimitive = known.primitive == .some(event.primitive)
    let place =
      isSamePrimitive
      ? known.place : known.primitives.place(of: event.primitive.map { UInt64($0.rawValue) })
    let number = known.expected.next(place, isChange: event.isChange)
    let isExpected = event.sequence == number
    let isSaid = known.said.kind(code, event.primitive) == event.kind
    var head = UInt16(code.rawValue)
    if isSameThread { head |= EventHead.sameThread }
    if isSamePrimitive { head |= EventHead.samePrimitive }
    if event.isChange { head |= EventHead.change }
    if event.isEstimated { head |= EventHead.estimated }
    if isExpected { head |= EventHead.expected }
    if isSaid { head |= EventHead.said }
    writer.byte(UInt8(truncatingIfNeeded: head))
    writer.byte(UInt8(truncatingIfNeeded: head >> 8))
    if !isSameThread { known.threads.write(UInt64(event.thread.rawValue), to: &writer) }
    if !isSamePrimitive {
      known.place = known.primitives.write(
        event.primitive.map { UInt64($0.rawValue) }, to: &writer)
    }
    if !isExpected { writer.signed(Int64(bitPattern: event.sequence &- number)) }
    writer.signed(event.time.nanoseconds &- known.time)
    if !isSaid {
      writer.arguments(of: event.kind, at: event.time, &known.sites)
      known.said.note(event.kind, code, event.primitive)
    }
    known.thread = event.thread
    known.primitive = .some(event.primitive)
    known.time = event.time.nanoseconds
    known.expected.note(known.place, event.sequence)
  }
}

enum EventHead {
  static let kind: UInt16 = 63
  static let sameThread: UInt16 = 1 << 6
  static let samePrimitive: UInt16 = 1 << 7
  static let change: UInt16 = 1 << 8
  static let estimated: UInt16 = 1 << 9
  static let expected: UInt16 = 1 << 10
  static let said: UInt16 = 1 << 11
}

/// The number that a primitive's next event is likely to have.
struct ExpectedNumbers {
  /// By the primitive's place in the chunk.
  private var last: [UInt64] = []

  @inline(__always)
  func next(_ place: Int?, isChange: Bool) -> UInt64 {
    guard let place else { return 0 }
    let before = place < last.count ? last[place] : 0
    return isChange ? before &+ 1 : before
  }

  @inline(__always)
  mutating func note(_ place: Int?, _ number: UInt64) {
    guard let place else { return }
    // A place is that of a number that was there before, or the next one.
    if place >= last.count {
      last.append(contentsOf: repeatElement(0, count: place + 1 - last.count))
    }
    last[place] = number
  }
}

/// The way back.
struct EventUnpacker {
  private var known = ChunkMemory()

  mutating func read(_ reader: inout ByteReader) throws(Damaged) -> SyncEvent {
    let head = UInt16(try reader.byte()) | UInt16(try reader.byte()) << 8
    guard let code = KindCode(rawValue: UInt8(head & EventHead.kind)) else {
      throw Damaged("an event is of an unknown kind")
    }
    if head & EventHead.sameThread == 0 {
      guard let place = try known.threads.read(&reader),
        let id = UInt32(exactly: known.threads[place])
      else { throw Damaged("an event is no thread's") }
      known.thread = ThreadID(id)
    }
    guard let thread = known.thread else { throw Damaged("the first event is no thread's") }
    if head & EventHead.samePrimitive == 0 {
      known.place = try known.primitives.read(&reader)
      known.primitive = .some(try Self.primitive(known.place.map { known.primitives[$0] }))
    }
    guard let primitive = known.primitive else {
      throw Damaged("the first event is no primitive's")
    }
    let isChange = head & EventHead.change != 0
    var number = known.expected.next(known.place, isChange: isChange)
    if head & EventHead.expected == 0 { number &+= UInt64(bitPattern: try reader.signed()) }
    known.time = known.time &+ (try reader.signed())
    let kind: SyncEvent.Kind
    if head & EventHead.said != 0 {
      guard let before = known.said.kind(code, primitive) else {
        throw Damaged("an event says what none before it has said")
      }
      kind = before
    } else {
      kind = try reader.kind(code, at: Instant(nanoseconds: known.time), &known.sites)
      known.said.note(kind, code, primitive)
    }
    known.expected.note(known.place, number)
    return SyncEvent(
      thread: thread, primitive: primitive, sequence: number, isChange: isChange,
      time: Instant(nanoseconds: known.time), isEstimated: head & EventHead.estimated != 0,
      kind: kind)
  }

  private static func primitive(_ number: UInt64?) throws(Damaged) -> PrimitiveID? {
    guard let number else { return nil }
    guard let id = UInt32(exactly: number) else { throw Damaged("a number is out of range") }
    return PrimitiveID(id)
  }
}
