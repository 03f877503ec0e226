/// A time in ticks, and in its last bit whether the writer did not look at the clock: then it was worked out.
package enum Moment {
  package static func known(_ ticks: UInt64) -> UInt64 { min(ticks, mostTicks) << 1 }
  package static func estimated(_ ticks: UInt64) -> UInt64 { min(ticks, mostTicks) << 1 | 1 }
  package static func ticks(_ moment: UInt64) -> UInt64 { moment >> 1 }
  package static func isEstimated(_ moment: UInt64) -> Bool { moment & 1 != 0 }
  /// Seventy years, at 2 GHz.
  package static let mostTicks = UInt64(1) << 62
}

@inline(__always)
func kindNumber(_ what: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: what >> 32) & 0x7F }

extension EventCode {
  static let threadEnded: UInt32 = 25
  static let destroyed: UInt32 = 26
}
