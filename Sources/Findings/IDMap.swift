public import Packing

/// Values by number. Numbers are given one after another, so they are places in an array; those that are not, as in a
/// damaged source, are looked up.
@frozen
public struct IDMap<ID: RawRepresentable & Sendable, Value: Equatable & Sendable>: Equatable,
  Sendable
where ID.RawValue == UInt32 {
  @usableFromInline var dense: [Value?] = []
  @usableFromInline var sparse: [UInt32: Value] = [:]

  @inlinable public init() {}

  @inlinable public subscript(id: ID) -> Value? {
    get {
      let number = Int(id.rawValue)
      if number < dense.count, let value = dense[number] { return value }
      return sparse.isEmpty ? nil : sparse[id.rawValue]
    }
    set {
      let number = Int(id.rawValue)
      if number < dense.count {
        dense[number] = newValue
      } else if newValue != nil, number < Self.alwaysDense || number <= dense.count * 2 {
        dense.append(contentsOf: repeatElement(nil, count: number + 1 - dense.count))
        dense[number] = newValue
      } else {
        sparse[id.rawValue] = newValue
        return
      }
      if !sparse.isEmpty { sparse[id.rawValue] = nil }
    }
  }

  /// Numbers below this are places, however few there are.
  @inlinable static var alwaysDense: Int { 1 << 14 }
}

extension IDMap {
  /// How many it has; it looks at all places.
  var count: Int { dense.count { $0 != nil } + sparse.count }

  /// Sets one of so many, whose numbers somebody else has chosen: they get places only where these are not much more.
  public mutating func set(_ id: ID, to value: Value, among count: Int) {
    if Int(id.rawValue) < Self.alwaysDense + 4 * count {
      self[id] = value
    } else {
      sparse[id.rawValue] = value
    }
  }
}

extension IDMap: Packed where Value: Packed {
  public func pack(to writer: inout ByteWriter) {
    writer.number(UInt64(count))
    for (number, value) in dense.enumerated() {
      if let value { writer.pack(UInt32(number), value) }
    }
    for (number, value) in sparse.sorted(by: { $0.key < $1.key }) { writer.pack(number, value) }
  }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init()
    let count = try reader.count()
    for _ in 0..<count {
      guard let id = ID(rawValue: try reader.next()) else { throw Damaged("a number is unknown") }
      set(id, to: try reader.next(), among: count)
    }
  }
}
