public import SyncEvents

/// What a thread did at a moment that has passed.
public struct PastStory: Hashable, Sendable {
  public var who: Actor
  public var state: StateWord
  /// What it waited for.
  public var primitive: String?
  public var from: Instant
  /// Nil: it goes on.
  public var to: Instant?
  public var lasted: Int64
  /// Of a second, in the moments.
  public var decimals: Int
  /// "main.swift:12".
  public var place: String?
  /// Who ended the wait before it, and who ended this one.
  public var wokenBy: Actor?
  public var endedBy: Actor?

  public init(
    who: Actor, state: StateWord, primitive: String? = nil, from: Instant, to: Instant?,
    lasted: Int64, decimals: Int, place: String? = nil, wokenBy: Actor? = nil,
    endedBy: Actor? = nil
  ) {
    self.who = who
    self.state = state
    self.primitive = primitive
    self.from = from
    self.to = to
    self.lasted = lasted
    self.decimals = decimals
    self.place = place
    self.wokenBy = wokenBy
    self.endedBy = endedBy
  }
}

/// How a thread spent a span of time.
public struct SpanStory: Sendable {
  public var who: Actor
  public var from: Instant
  public var to: Instant
  /// Of a second, in the moments.
  public var decimals: Int
  /// The longest first; 1 is the whole span.
  public var shares: [(state: StateWord, share: Double)]
  public var changes: Int
  /// There were more changes than are counted.
  public var isCut: Bool

  public init(
    who: Actor, from: Instant, to: Instant, decimals: Int,
    shares: [(state: StateWord, share: Double)], changes: Int, isCut: Bool
  ) {
    self.who = who
    self.from = from
    self.to = to
    self.decimals = decimals
    self.shares = shares
    self.changes = changes
    self.isCut = isCut
  }
}
