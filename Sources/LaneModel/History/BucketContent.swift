import Packing
import SyncEvents

/// What there was in a bucket, spelled out.
struct BucketContent: Sendable {
  /// How long it had each look, by the look's number.
  private var dwell = InlineArray<16, Int64>(repeating: 0)
  /// A bit for each look that it had at all.
  private(set) var looks: UInt16 = 0
  private(set) var total: Int64 = 0
  /// The look it ended with.
  var last = Look.absent
  var changes = 0

  /// Nothing yet; faster than a new one.
  mutating func clear() {
    var rest = looks
    while rest != 0 {
      dwell[rest.trailingZeroBitCount] = 0
      rest &= rest &- 1
    }
    (looks, total, last, changes) = (0, 0, .absent, 0)
  }

  /// It had this look for so long.
  mutating func add(_ look: Look, _ length: Int64) {
    guard length > 0 else { return }
    last = look
    add(number: Int(look.rawValue), length)
  }

  mutating func add(number: Int, _ length: Int64) {
    looks |= 1 << UInt16(number)
    dwell[number] = dwell[number].adding(length)
    total = total.adding(length)
  }

  mutating func add(_ other: BucketContent) {
    var rest = other.looks
    while rest != 0 {
      let number = rest.trailingZeroBitCount
      add(number: number, other.dwell[number])
      rest &= rest - 1
    }
    changes += other.changes
    last = other.last
  }

  /// It ends earlier, by so much of its last look.
  mutating func cut(_ length: Int64) {
    let number = Int(last.rawValue)
    dwell[number] -= length
    total -= length
    if dwell[number] == 0 { looks &= ~(1 << UInt16(number)) }
  }

  func dwell(number: Int) -> Int64 { dwell[number] }
  func had(_ look: Look) -> Bool { looks & (1 << UInt16(look.rawValue)) != 0 }
  /// How many looks it had.
  var lookCount: Int { looks.nonzeroBitCount }
}

extension BucketContent: Equatable {
  static func == (a: BucketContent, b: BucketContent) -> Bool {
    a.looks == b.looks && a.last == b.last && a.changes == b.changes && a.total == b.total
      && a.dwell.indices.allSatisfy { a.dwell[$0] == b.dwell[$0] }
  }
}

extension BucketContent {
  var cell: LaneCell {
    // Never averaged away.
    for look in [Look.deadlocked, .unknown] where had(look) {
      return LaneCell(
        runningEighths: 0, worst: look, dominant: look, last: last, isMixed: false,
        changes: changes)
    }
    return LaneCell(
      runningEighths: eighths, worst: worst, dominant: dominant, last: last,
      isMixed: lookCount > 1, changes: changes)
  }

  private var worst: Look {
    let mild = UInt16(1) << UInt16(Look.running.rawValue) | 1 << UInt16(Look.absent.rawValue)
    let others = looks & ~mild
    if others != 0 {
      return Look(rawValue: UInt8(UInt16.bitWidth - 1 - others.leadingZeroBitCount)) ?? .absent
    }
    return had(.running) ? .running : .absent
  }

  private var dominant: Look {
    var (best, rest) = (0, looks)
    while rest != 0 {
      let number = rest.trailingZeroBitCount
      if dwell[number] > dwell[best] { best = number }
      rest &= rest - 1
    }
    return Look(rawValue: UInt8(best)) ?? .absent
  }

  private var eighths: Int {
    let running = dwell[Int(Look.running.rawValue)]
    if running == 0 { return 0 }
    if running == total { return 8 }
    return min(7, max(1, Int(Double(running) / Double(total) * 8 + 0.5)))
  }
}

extension BucketContent {
  /// The length of every look that it had.
  func pack(to writer: inout ByteWriter) {
    writer.pack(looks, last, changes)
    var rest = looks
    while rest != 0 {
      writer.number(UInt64(dwell(number: rest.trailingZeroBitCount)))
      rest &= rest - 1
    }
  }

  init(from reader: inout ByteReader, upTo length: Int64) throws(Damaged) {
    self.init()
    let looks = try reader.next(UInt16.self)
    (last, changes) = (try reader.next(), try reader.next())
    var (rest, left) = (looks, UInt64(length))
    while rest != 0 {
      let part = try reader.number()
      guard part <= left else { throw Damaged("a bucket has too much in it") }
      left -= part
      add(number: rest.trailingZeroBitCount, Int64(part))
      rest &= rest - 1
    }
    guard looks >> UInt16(Look.allCases.count) == 0, changes >= 0 else {
      throw Damaged("a word is unknown")
    }
  }
}
