/// Numbers out of files may be anything: a sum stays at the largest or the smallest number there is.
extension FixedWidthInteger {
  @inlinable @inline(__always)
  package func adding(_ other: Self) -> Self {
    let (sum, overflows) = addingReportingOverflow(other)
    guard overflows else { return sum }
    return other < 0 ? .min : .max
  }

  @inlinable @inline(__always)
  package func subtracting(_ other: Self) -> Self {
    let (difference, overflows) = subtractingReportingOverflow(other)
    guard overflows else { return difference }
    return self < other ? .min : .max
  }
}
