public import SyncEvents

/// What a part of a sentence means; the view turns it into colour.
public enum Tone: Hashable, Sendable {
  case plain, dim, bright
  /// The name of a thread, or of a primitive: drawn as what it is now.
  case thread(ThreadID)
  case primitive(PrimitiveID)
  /// The person.
  case you
  /// Something wrong.
  case finding
  /// A key that may be pressed.
  case key
}

/// A sentence with its emphasis.
public struct Phrase: Hashable, Sendable {
  public struct Segment: Hashable, Sendable {
    public var text: String
    public var tone: Tone
    public init(_ text: String, _ tone: Tone) {
      self.text = text
      self.tone = tone
    }
  }
  public private(set) var segments: [Segment] = []

  public init() {}
  public init(_ text: String, _ tone: Tone = .plain) { add(text, tone) }

  public mutating func add(_ text: String, _ tone: Tone = .dim) {
    if !text.isEmpty { segments.append(Segment(text, tone)) }
  }
  public var text: String { segments.map(\.text).joined() }
}
