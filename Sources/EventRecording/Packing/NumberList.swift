import Packing

/// Long numbers that come up again and again, by their place in the order in which they first did: 0 is none, 1 is a new one,
/// which follows, and 2, 3, … are those before.
struct NumberList {
  private var numbers: [UInt64] = []
  private var places: [UInt64: Int] = [:]
  /// Of the last one that was written: mostly it is the same again.
  private var last: (number: UInt64, place: Int)?

  subscript(place: Int) -> UInt64 { numbers[place] }

  /// Where it is, or will be; nil if it is none.
  func place(of number: UInt64?) -> Int? {
    guard let number else { return nil }
    if let last, last.number == number { return last.place }
    return places[number] ?? numbers.count
  }

  /// Gives its place.
  @discardableResult
  mutating func write(_ number: UInt64?, to writer: inout ByteWriter) -> Int? {
    guard let number else {
      writer.number(0)
      return nil
    }
    if let last, last.number == number {
      writer.number(UInt64(last.place + 2))
      return last.place
    }
    if let place = places[number] {
      writer.number(UInt64(place + 2))
      last = (number, place)
      return place
    }
    last = (number, numbers.count)
    places[number] = numbers.count
    numbers.append(number)
    writer.number(1)
    writer.number(number)
    return numbers.count - 1
  }

  /// Gives its place.
  mutating func read(_ reader: inout ByteReader) throws(Damaged) -> Int? {
    switch try reader.number() {
    case 0: return nil
    case 1:
      let number = try reader.number()
      numbers.append(number)
      return numbers.count - 1
    case let place:
      guard place - 2 < UInt64(numbers.count) else { throw Damaged("a place is nowhere") }
      return Int(place - 2)
    }
  }
}
