import SyncEvents

/// What the last event of a kind said of a primitive: mostly the next one says the same. There is room for so many pairs;
/// one that comes upon another's place takes it. Whoever reads must forget what whoever wrote forgot, so that is part of the
/// format.
struct SaidBefore {
  private static let room = 256
  private var keys: [UInt64] = Array(repeating: .max, count: room)
  private var kinds: [SyncEvent.Kind] = Array(repeating: .woke, count: room)

  @inline(__always)
  private static func key(_ code: KindCode, _ primitive: PrimitiveID?) -> UInt64 {
    UInt64(primitive?.rawValue ?? 0) << 8 | UInt64(code.rawValue)
  }
  @inline(__always)
  private static func place(_ key: UInt64) -> Int {
    Int((key >> 8 &* 41 &+ key) & UInt64(room - 1))
  }

  func kind(_ code: KindCode, _ primitive: PrimitiveID?) -> SyncEvent.Kind? {
    let key = Self.key(code, primitive)
    let place = Self.place(key)
    return keys[place] == key ? kinds[place] : nil
  }

  mutating func note(_ kind: SyncEvent.Kind, _ code: KindCode, _ primitive: PrimitiveID?) {
    let key = Self.key(code, primitive)
    let place = Self.place(key)
    keys[place] = key
    kinds[place] = kind
  }
}
