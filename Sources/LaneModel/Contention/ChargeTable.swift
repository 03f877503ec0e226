import Packing
import SyncEvents

/// Charges, added up: one entry for each primitive, holder and thing that the holder was doing.
///
/// Something is charged at every change of hands while somebody waits, so it is a table of its own: two words make the key,
/// and nothing is hashed but by a multiplication. What is new stands in a short list until that is full: many at once are
/// looked up in less time, for the processor fetches the places of several together.
struct ChargeTable: Equatable, Sendable {
  /// What time is charged to, in two words.
  struct Key: Equatable {
    fileprivate var who: UInt64
    fileprivate var doing: UInt64

    init(_ primitive: PrimitiveID, _ holder: ThreadID?, _ state: LaneState) {
      self.init(primitive, holder, state.look, state.primitive)
    }
    init(
      _ primitive: PrimitiveID, _ holder: ThreadID?, _ look: Look, _ blockedOn: PrimitiveID?
    ) {
      who = UInt64(primitive.rawValue) << 32 | UInt64(holder?.rawValue ?? 0)
      doing = Self.isTaken | UInt64(look.rawValue) << 32
      if holder != nil { doing |= Self.hasHolder }
      if let blockedOn { doing |= Self.isBlocked | UInt64(blockedOn.rawValue) }
    }
    fileprivate static let isTaken: UInt64 = 1 << 63
    private static let hasHolder: UInt64 = 1 << 62
    private static let isBlocked: UInt64 = 1 << 61

    fileprivate func isOf(_ holder: ThreadID) -> Bool {
      doing & Self.hasHolder != 0 && UInt32(truncatingIfNeeded: who) == holder.rawValue
    }
    fileprivate var hash: UInt64 {
      let mixed = (who ^ doing &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
      return mixed ^ mixed >> 32
    }
    fileprivate func charge(_ time: Int64) -> Charge {
      Charge(
        primitive: PrimitiveID(UInt32(truncatingIfNeeded: who >> 32)),
        holder: doing & Self.hasHolder == 0 ? nil : ThreadID(UInt32(truncatingIfNeeded: who)),
        look: Look(rawValue: UInt8(truncatingIfNeeded: doing >> 32)) ?? .unknown,
        blockedOn: doing & Self.isBlocked == 0
          ? nil : PrimitiveID(UInt32(truncatingIfNeeded: doing)), time: time)
    }
  }
  fileprivate struct Entry: Equatable {
    var who: UInt64 = 0
    /// 0 is a free place.
    var doing: UInt64 = 0
    var time: Int64 = 0
  }

  /// So many holders and doings are told apart; what comes after is charged to nobody of a primitive.
  private static let limit = 1 << 16
  private var entries: [Entry] = []
  private var used = 0
  private var new: [Entry] = []
  private static let newLimit = 256

  @inline(__always)
  mutating func add(_ time: Int64, to key: Key) {
    if new.count == Self.newLimit { addNew() }
    new.append(Entry(who: key.who, doing: key.doing, time: time))
  }

  @inline(never)
  private mutating func addNew() {
    for entry in new { enter(entry.time, to: Key(entry)) }
    new.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  private mutating func enter(_ time: Int64, to key: Key) {
    if used >= entries.count / 4 * 3 { grow() }
    let mask = entries.count - 1
    var place = Int(truncatingIfNeeded: key.hash) & mask
    while true {
      let (who, doing) = (entries[place].who, entries[place].doing)
      if doing == key.doing, who == key.who {
        entries[place].time = entries[place].time.adding(time)
        return
      }
      if doing == 0 { return begin(key, time, at: place) }
      place = (place + 1) & mask
    }
  }

  @inline(never)
  private mutating func begin(_ key: Key, _ time: Int64, at place: Int) {
    let charge = key.charge(time)
    if used >= Self.limit, charge.holder != nil {
      return enter(time, to: Key(charge.primitive, nil, charge.look, nil))
    }
    entries[place] = Entry(who: key.who, doing: key.doing, time: time)
    used += 1
  }

  @inline(never)
  private mutating func grow() {
    let old = entries
    entries = Array(repeating: Entry(), count: max(64, old.count * 2))
    used = 0
    let mask = entries.count - 1
    for entry in old where entry.doing != 0 {
      var place = Int(truncatingIfNeeded: Key(entry).hash) & mask
      while entries[place].doing != 0 { place = (place + 1) & mask }
      entries[place] = entry
      used += 1
    }
  }

  /// In no order.
  var all: [Charge] {
    var table = self
    table.addNew()
    return table.entries.filter { $0.doing != 0 }.map { Key($0).charge($0.time) }
  }

  /// What is charged to one holder alone.
  func part(of holder: ThreadID) -> ChargeTable {
    var part = ChargeTable()
    for entries in [entries, new] {
      for entry in entries where Key(entry).isOf(holder) {
        part.add(entry.time, to: Key(entry))
      }
    }
    return part
  }

  /// Holders that are not known any more become nobody, and what was charged at primitives that are not goes.
  mutating func forget(_ threads: Set<ThreadID>, _ primitives: Set<PrimitiveID>) {
    let kept = all
    self = ChargeTable()
    for charge in kept where !primitives.contains(charge.primitive) {
      let isGone = charge.holder.map(threads.contains) ?? false
      add(
        charge.time,
        to: Key(charge.primitive, isGone ? nil : charge.holder, charge.look, charge.blockedOn))
    }
  }
}

extension ChargeTable.Key {
  fileprivate init(_ entry: ChargeTable.Entry) {
    who = entry.who
    doing = entry.doing
  }
}

extension ChargeTable: Packed {
  func pack(to writer: inout ByteWriter) {
    var table = self
    table.addNew()
    writer.number(UInt64(table.used))
    for entry in table.entries where entry.doing != 0 {
      writer.pack(entry.who, entry.doing, entry.time)
    }
  }
  init(from reader: inout ByteReader) throws(Damaged) {
    for _ in 0..<(try reader.count()) {
      let entry = Entry(who: try reader.next(), doing: try reader.next(), time: try reader.next())
      guard entry.doing & Key.isTaken != 0 else { throw Damaged("a charge is none") }
      add(entry.time, to: Key(entry))
    }
  }
}
