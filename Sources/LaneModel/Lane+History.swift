import SyncEvents

extension Lane {
  /// A lane remembers so many changes at most.
  static let historyLimit = 4096
  /// Old changes are given up so many at a time, to move the rest seldom.
  private static let historyChunk = 512

  /// Begins a state. A lane's time never goes back.
  mutating func enter(_ new: LaneState, at time: Instant) {
    guard new != state else { return }
    let last = changes.last?.time ?? since
    let time = max(time, last)
    state = new
    if time == last {
      // The state before lasted no time at all: nothing of it could be drawn.
      changes.removeLast()
      if let before = changes.last, before.state == new {
        since = before.time
        return
      }
    }
    since = time
    changes.append(Change(time: time, state: new))
    if changes.count > Self.historyLimit {
      keepChanges(Self.historyLimit - Self.historyChunk)
    }
  }

  /// Gives up all but the last `count` changes.
  mutating func keepChanges(_ count: Int) {
    guard changes.count > count, count > 0 else { return }
    changes.removeFirst(changes.count - count)
    knownSince = changes[0].time
  }

  /// It has so many more of this.
  mutating func take(
    _ primitive: PrimitiveID, _ count: Int, at time: Instant?, isEstimated: Bool, site: SiteID?
  ) {
    if let index = holds.firstIndex(where: { $0.primitive == primitive }) {
      holds[index].count = holds[index].count.adding(count)
    } else {
      holds.append(
        Hold(
          primitive: primitive, count: count, since: time, isEstimated: isEstimated, site: site))
    }
  }

  /// It has at most `count` fewer of this. Gives how many it could give back.
  mutating func give(_ primitive: PrimitiveID, _ count: Int) -> Int {
    guard let index = holds.firstIndex(where: { $0.primitive == primitive }) else { return 0 }
    let given = max(0, min(count, holds[index].count))
    holds[index].count -= given
    if holds[index].count == 0 { holds.remove(at: index) }
    return given
  }

  /// It has nothing of this any more.
  mutating func drop(_ primitive: PrimitiveID) {
    holds.removeAll { $0.primitive == primitive }
  }

  func hold(of primitive: PrimitiveID) -> Hold? {
    holds.first { $0.primitive == primitive }
  }
}
