/// Random numbers that are the same in every run and on every machine (xorshift).
public struct FixedNumbers: RandomNumberGenerator {
  private var state: UInt64

  /// - Parameter seed: anything but 0.
  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
