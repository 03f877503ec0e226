public import SyncEvents

/// Which buckets of time the columns of the timeline show: one each, so a picture that is moved keeps its cells.
struct TimeWindow: Hashable {
  let zoom: Int
  /// The bucket in the first column.
  let first: Int64
  let count: Int
  /// The bucket in which now lies; to the right of it is nothing.
  let newest: Int64

  var last: Int64 { first.adding(Int64(count) - 1) }

  /// May lie outside the columns.
  func column(ofBucket bucket: Int64) -> Int {
    Int(clamping: bucket.subtracting(first))
  }
  func column(of time: Instant) -> Int { column(ofBucket: time.bucket(zoom)) }

  /// The bucket in a column; of what lies outside, the nearest.
  func bucket(inColumn column: Int) -> Int64 {
    first.adding(Int64(min(max(0, column), max(0, count - 1))))
  }

  /// The columns that a span of time covers, as far as they are in sight.
  func columns(of span: TimeSpan) -> Range<Int> {
    let begin = min(max(0, column(of: span.from)), count)
    // The end is not a part of it.
    let end = column(ofBucket: (span.to + -1).bucket(zoom)).adding(1)
    return begin..<max(begin, min(count, end))
  }
}

/// A marked span of time: from a moment up to, and without, another.
public struct TimeSpan: Hashable, Sendable {
  public var from: Instant
  public var to: Instant

  public init(from: Instant, to: Instant) {
    self.from = from
    self.to = to
  }
}

extension Instant {
  /// The number of the bucket of 2^zoom nanoseconds that it lies in.
  func bucket(_ zoom: Int) -> Int64 { nanoseconds >> Int64(zoom) }

  init(startOfBucket bucket: Int64, _ zoom: Int) {
    let (start, overflows) = bucket.multipliedReportingOverflow(by: 1 << Int64(zoom))
    self.init(nanoseconds: overflows ? (bucket < 0 ? .min : .max) : start)
  }
}
