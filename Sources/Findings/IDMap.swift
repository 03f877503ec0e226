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
