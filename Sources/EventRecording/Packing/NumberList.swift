import Packing

/// Long numbers that come up again and again, by their place in the order in which they first did: 0 is none, 1 is a new one,
/// which follows, and 2, 3, … are those before.
struct NumberList {
  private var numbers: [UInt64] = []
  private var places: [UInt64: Int] = [:]
  /// Of the last one that was written: mostly it is the same again.
  private var last: (number: UInt64, place: Int)?

  mutating func write(_ number: UInt64?, to writer: inout ByteWriter) {
    guard let number else { return writer.number(0) }
    if let last, last.number == number { return writer.number(UInt64(last.place + 2)) }
    if let place = places[number] {
      writer.number(UInt64(place + 2))
      last = (number, place)
      return
    }
    last = (number, numbers.count)
    places[number] = numbers.count
    numbers.append(number)
    writer.number(1)
    writer.number(number)
  }

  mutating func read(_ reader: inout ByteReader) throws(Damaged) -> UInt64? {
    switch try reader.number() {
    case 0: return nil
    case 1:
      let number = try reader.number()
      numbers.append(number)
      return number
    case let place:
      guard place - 2 < UInt64(numbers.count) else { throw Damaged("a place is nowhere") }
      return numbers[Int(place - 2)]
    }
  }
}
