public import Packing
import SyncEvents

/// How long a lane has been in each state: exact also for what its history has given up.
public struct LookTimes: Sendable {
  private var times = InlineArray<16, Int64>(repeating: 0)

  init() {}

  public subscript(look: Look) -> Int64 { times[Int(look.rawValue)] }

  mutating func add(_ length: Int64, to look: Look) {
    let place = Int(look.rawValue)
    times[place] = times[place].adding(length)
  }
}

extension LookTimes: Hashable {
  public static func == (a: Self, b: Self) -> Bool {
    Look.allCases.allSatisfy { a[$0] == b[$0] }
  }
  public func hash(into hasher: inout Hasher) {
    for look in Look.allCases { hasher.combine(self[look]) }
  }
}

extension LookTimes: Packed {
  public func pack(to writer: inout ByteWriter) {
    for look in Look.allCases { writer.signed(self[look]) }
  }
  public init(from reader: inout ByteReader) throws(Damaged) {
    for look in Look.allCases { add(try reader.next(), to: look) }
  }
}
