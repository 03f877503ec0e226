public import SyncEvents

/// Time that threads have waited for a primitive, charged to somebody who had it, and to what that thread was doing meanwhile.
public struct Charge: Hashable, Sendable {
  public var primitive: PrimitiveID
  /// Who had it; nil where that is not kept any more.
  public var holder: ThreadID?
  /// What the holder was doing: `absent` is a thread that had ended.
  public var look: Look
  /// What the holder itself was waiting for.
  public var blockedOn: PrimitiveID?
  /// In nanoseconds: that of all waiters together.
  public var time: Int64

  public init(
    primitive: PrimitiveID, holder: ThreadID?, look: Look, blockedOn: PrimitiveID? = nil,
    time: Int64
  ) {
    self.primitive = primitive
    self.holder = holder
    self.look = look
    self.blockedOn = blockedOn
    self.time = time
  }
}

extension Collection<Charge> {
  /// All of it.
  public var total: Int64 { reduce(0) { $0.adding($1.time) } }

  /// Added up by some part of them, the most first.
  public func sums<Part: Hashable>(by part: (Charge) -> Part) -> [(part: Part, time: Int64)] {
    var places: [Part: Int] = [:]
    var sums: [(part: Part, time: Int64)] = []
    for charge in self {
      let key = part(charge)
      if let place = places[key] {
        sums[place].time = sums[place].time.adding(charge.time)
      } else {
        places[key] = sums.count
        sums.append((key, charge.time))
      }
    }
    // The first one first where they are the same.
    return sums.enumerated().sorted { ($1.element.time, $0.offset) < ($0.element.time, $1.offset) }
      .map(\.element)
  }
}
