import Findings
import SyncEvents

/// What threads set and get: values of their own, and variables that they share.
extension LaneModel {
  mutating func value(_ o: Occurrence, _ kind: SyncEvent.Kind) {
    guard let p = o.primitive else { return }
    let subject = states[p].subject
    switch kind {
    case .localSet(let key, let value):
      let (key, value) = (key.map { texts[$0] ?? "" }, texts[value] ?? "")
      if subject.kind == .variable {
        write(value, p, o)
      } else {
        keep(value, of: subject.id, key, wasRead: false, o)
      }
      tell(.localSet(subject, key: key, value: value), o)
    case .localGet(let key, let value):
      let (key, value) = (key.map { texts[$0] ?? "" }, value.map { texts[$0] ?? "" })
      if subject.kind == .variable {
        if o.isNewest { states[p].text = value }
      } else {
        keep(value, of: subject.id, key, wasRead: true, o)
      }
      tell(.localGet(subject, key: key, value: value), o)
    case .tallied(let value, let updates):
      tally(value, updates, p, o)
      tell(.tallied(subject, value: value, updates: updates), o)
    default: break
    }
  }

  /// A shared variable has a new value, and a last writer.
  private mutating func write(_ value: String, _ p: Int, _ o: Occurrence) {
    guard o.isNewest else { return }
    states[p].text = value
    states[p].writer = o.thread
    if let number = Int(value) { states[p].value = number }
  }

  /// The updates before were not told one by one: who was the last is not known.
  private mutating func tally(_ value: Int, _ updates: Int, _ p: Int, _ o: Occurrence) {
    guard o.isNewest else { return }
    states[p].value = value
    states[p].updates = updates
    states[p].text = nil
    states[p].writer = nil
  }

  private mutating func keep(
    _ value: String?, of primitive: PrimitiveID, _ key: String?, wasRead: Bool, _ o: Occurrence
  ) {
    guard let value else {
      // Without a whole there are no parts.
      if key == nil { return lanes[o.lane].forgetAll(of: primitive) }
      return lanes[o.lane].forget(primitive, key)
    }
    if !wasRead { lanes[o.lane].forget(parts: key == nil, of: primitive) }
    lanes[o.lane].keep(
      Lane.OwnValue(primitive: primitive, key: key, text: value, wasRead: wasRead, time: o.time))
    valueOwners[primitive, default: []].insert(o.thread)
  }

  /// A thread may have set others meanwhile.
  mutating func forgetValues(of lane: Int) {
    let thread = lanes[lane].id
    for value in lanes[lane].values { valueOwners[value.primitive]?.remove(thread) }
    lanes[lane].values = []
  }

  /// A primitive is no more, and what threads had of it neither.
  mutating func forgetValues(of primitive: PrimitiveID) {
    for thread in valueOwners.removeValue(forKey: primitive) ?? [] {
      if let lane = laneIndex[thread] { lanes[lane].forgetAll(of: primitive) }
    }
  }
}

extension Lane {
  /// A lane shows so many values at most.
  private static let valueLimit = 16

  /// One for each primitive and key; if there are too many, the one that has been there longest goes.
  fileprivate mutating func keep(_ value: OwnValue) {
    if let index = values.firstIndex(where: { $0.isOf(value.primitive, value.key) }) {
      values[index] = value
    } else {
      values.append(value)
      if values.count > Self.valueLimit { values.removeFirst() }
    }
  }

  fileprivate mutating func forget(_ primitive: PrimitiveID, _ key: String?) {
    values.removeAll { $0.isOf(primitive, key) }
  }

  /// A new whole makes what is known of its parts out of date, and a new part the whole.
  fileprivate mutating func forget(parts: Bool, of primitive: PrimitiveID) {
    values.removeAll { $0.primitive == primitive && ($0.key != nil) == parts }
  }

  fileprivate mutating func forgetAll(of primitive: PrimitiveID) {
    values.removeAll { $0.primitive == primitive }
  }
}

extension Lane.OwnValue {
  fileprivate func isOf(_ primitive: PrimitiveID, _ key: String?) -> Bool {
    self.primitive == primitive && self.key == key
  }
}
