public import Packing
public import SyncEvents

/// Something wrong, with what it rests on.
public struct Finding: Hashable, Sendable {
  public var kind: FindingKind
  public var grade: Grade
  /// Who waits for what. In a ring each one's primitive is held by the next one's thread, and the last one's by the first: it
  /// begins with the smallest thread number, so equal rings are equal. Of an inversion they are who took what last, the other
  /// way round.
  public var links: [Link]
  /// The threads besides those that wait: who ended with the lock, who notified nobody.
  public var others: [ThreadID]

  public struct Link: Hashable, Sendable {
    public var thread: ThreadID
    public var primitive: PrimitiveID
    public init(thread: ThreadID, primitive: PrimitiveID) {
      self.thread = thread
      self.primitive = primitive
    }
  }
  public init(kind: FindingKind, grade: Grade, links: [Link], others: [ThreadID] = []) {
    self.kind = kind
    self.grade = grade
    self.links = links
    self.others = others
  }

  /// Threads wait for each other.
  public var isRing: Bool { kind == .deadlock || kind == .selfDeadlock }

  /// The one in whose lane it is told: who holds for too long or woke too many, or else who waits.
  public var teller: ThreadID? {
    switch kind {
    case .longHold, .thunderingHerd: others.first
    case .selfDeadlock, .deadlock, .stall, .poolDeadlock, .lostNotify, .ownerGone,
      .lockOrderInversion, .starvation, .convoy:
      links.first?.thread
    }
  }

  /// The same, however sure it is. Who stands in line meanwhile makes no other note of it.
  public func isSame(as other: Finding) -> Bool {
    guard kind == other.kind, kind == .starvation || others == other.others else { return false }
    switch kind {
    case .longHold, .convoy, .thunderingHerd:
      return links.first?.primitive == other.links.first?.primitive
    case .selfDeadlock, .deadlock, .stall, .poolDeadlock, .lostNotify, .ownerGone,
      .lockOrderInversion, .starvation:
      return links == other.links
    }
  }
}

extension Finding: Packed {
  public func pack(to writer: inout ByteWriter) { writer.pack(kind, grade, links, others) }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(
      kind: try reader.next(), grade: try reader.next(), links: try reader.next(),
      others: try reader.next())
  }
}

extension Finding.Link: Packed {
  public func pack(to writer: inout ByteWriter) { writer.pack(thread, primitive) }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(thread: try reader.next(), primitive: try reader.next())
  }
}
