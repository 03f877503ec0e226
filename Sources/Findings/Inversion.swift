public import Packing
public import SyncEvents

/// Locks that are taken in one order here and in another there: who took which first and which second, and how near it came.
public struct Inversion: Hashable, Sendable {
  /// Somebody who had one lock took another.
  public struct Step: Hashable, Sendable {
    public var thread: ThreadID
    public var first: LockOrder.Taking
    public var second: LockOrder.Taking
    public init(thread: ThreadID, first: LockOrder.Taking, second: LockOrder.Taking) {
      self.thread = thread
      self.first = first
      self.second = second
    }
  }
  /// Once round: the second lock of each is the first of the next.
  public var steps: [Step]
  /// The least time, in nanoseconds, between one thread's having both of its locks and another's having taken its first; 0 where
  /// they overlapped. Nil as long as it is not known.
  public var nearest: Int64?

  public init(steps: [Step], nearest: Int64? = nil) {
    self.steps = steps
    self.nearest = nearest
  }

  public var finding: Finding {
    Finding(
      kind: .lockOrderInversion, grade: .possible,
      links: steps.map { Finding.Link(thread: $0.thread, primitive: $0.second.lock) })
  }
}

extension Inversion: Packed {
  public func pack(to writer: inout ByteWriter) { writer.pack(steps, nearest) }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(steps: try reader.next(), nearest: try reader.next())
    // It is told by its first step.
    guard !steps.isEmpty else { throw Damaged("an inversion has no steps") }
  }
}

extension Inversion.Step: Packed {
  public func pack(to writer: inout ByteWriter) { writer.pack(thread, first, second) }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(thread: try reader.next(), first: try reader.next(), second: try reader.next())
  }
}

extension LockOrder.Taking: Packed {
  public func pack(to writer: inout ByteWriter) { writer.pack(lock, site, time) }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(try reader.next(), site: try reader.next(), time: try reader.next())
  }
}
