import Findings
public import SyncEvents

/// What was worth telling, oldest first; the last 2000 at most. Names are looked up as it is read.
public struct Log: RandomAccessCollection, Sendable {
  let model: LaneModel

  public var startIndex: Int { 0 }
  public var endIndex: Int { model.told.count }
  public subscript(index: Int) -> Happening { model.happening(index) }

  /// What was told after the one with this number, as far as it is still here.
  public func after(_ number: Int) -> Slice<Log> {
    self[Swift.max(0, Swift.min(count, number - (model.told.told - count)))...]
  }
}

extension LaneModel {
  /// What was worth telling, oldest first; the last 2000 at most.
  public var log: Log { Log(model: self) }

  fileprivate func happening(_ index: Int) -> Happening {
    let entry = told[index]
    let number = told.told - told.count + index + 1
    let (what, name) = spelledOut(entry)
    return Happening(
      number: number, time: entry.time, thread: entry.thread, threadName: name, what: what,
      isEstimated: entry.isEstimated)
  }

  private func spelledOut(_ entry: LogEntry) -> (Happening.What, threadName: String) {
    switch entry.text {
    case .brief(let brief): (spelledOut(brief), name(of: entry.thread))
    case .spelledOut(let what, let name): (what, name)
    }
  }

  private func spelledOut(_ brief: BriefHappening) -> Happening.What {
    switch brief {
    case .blocked(let id, let holder, let wanted):
      .blocked(subject(id), holder: holder.map { name(of: $0) }, for: wanted)
    case .acquired(let id, let permits, let depth, let waited):
      .acquired(subject(id), permits: permits, depth: depth, waited: waited)
    case .released(let id, let permits, let depth, let held):
      .released(subject(id), permits: permits, depth: depth, held: held)
    case .notified(let id, let by, let waited):
      .notified(subject(id), by: name(of: by), waited: waited)
    case .put(let id, let depth, let waited): .put(subject(id), depth: depth, waited: waited)
    case .took(let id, let depth, let waited): .took(subject(id), depth: depth, waited: waited)
    }
  }

  /// Only what is known is told of; it is forgotten after its entries have been spelled out.
  private func subject(_ id: PrimitiveID) -> Happening.Subject {
    guard let p = stateIndex[id] else {
      return Happening.Subject(id: id, name: name(of: id), kind: .lock)
    }
    return states[p].subject
  }

  /// Names are about to be forgotten.
  mutating func spellOutLog() {
    let copy = self
    told.replace { entry in
      var entry = entry
      let (what, name) = copy.spelledOut(entry)
      entry.text = .spelledOut(what, threadName: name)
      return entry
    }
  }
}
