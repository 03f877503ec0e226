/// A thread's number: given once in the life of a process and never used again.
public struct ThreadID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
  public init(_ rawValue: UInt32) { self.rawValue = rawValue }
  public static func < (a: ThreadID, b: ThreadID) -> Bool { a.rawValue < b.rawValue }
  public var description: String { "\(rawValue)" }
}

/// A primitive's number: given once in the life of a process and never used again.
public struct PrimitiveID: RawRepresentable, Hashable, Comparable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
  public init(_ rawValue: UInt32) { self.rawValue = rawValue }
  public static func < (a: PrimitiveID, b: PrimitiveID) -> Bool { a.rawValue < b.rawValue }
}

/// A text's place in the source's append-only table of texts.
public struct TextID: RawRepresentable, Hashable, Comparable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
  public init(_ rawValue: UInt32) { self.rawValue = rawValue }
  public static func < (a: TextID, b: TextID) -> Bool { a.rawValue < b.rawValue }
}

/// A call site's key in the source's append-only table of sites.
public struct SiteID: RawRepresentable, Hashable, Comparable, Sendable {
  public let rawValue: UInt64
  public init(rawValue: UInt64) { self.rawValue = rawValue }
  public init(_ rawValue: UInt64) { self.rawValue = rawValue }
  public static func < (a: SiteID, b: SiteID) -> Bool { a.rawValue < b.rawValue }
}

/// A moment of the source's own time: nanoseconds since the source began.
public struct Instant: Hashable, Comparable, Sendable {
  public var nanoseconds: Int64
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }
  public static let zero = Instant(nanoseconds: 0)
  public static func < (a: Instant, b: Instant) -> Bool { a.nanoseconds < b.nanoseconds }
  /// The nanoseconds from `b` to `a`; more than can be counted are as many as can.
  public static func - (a: Instant, b: Instant) -> Int64 {
    a.nanoseconds.subtracting(b.nanoseconds)
  }
  public static func + (a: Instant, b: Int64) -> Instant {
    Instant(nanoseconds: a.nanoseconds.adding(b))
  }
}
