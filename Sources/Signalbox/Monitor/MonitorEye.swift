import EventRing
import Findings
import SyncEvents

/// Looks, and compares with the last look: what is new, what has become surer, and what is over.
struct MonitorEye {
  private let reader = RingReader(from: .now)
  private var facts = MonitorFacts()
  private var last: Snapshot?
  private var standing: [Finding] = []

  init() {
    reader.requestSnapshot()
    let batch = reader.read()
    facts.add(batch)
    last = batch.snapshot
  }

  /// - Parameter readsAll: there is time for it. Else only the slots are looked at; and what has happened is not read either
  ///   when it is more than can be.
  mutating func look(readsAll: Bool) -> [FindingReport] {
    let batch: Batch
    if reader.hasOverflowed {
      batch = reader.skip()
      facts.loseTrack()
    } else if readsAll {
      reader.requestSnapshot()
      batch = reader.read()
    } else {
      batch = reader.peek()
    }
    facts.isBehind = !readsAll
    facts.add(batch)
    guard let now = batch.snapshot, let last, reader.level >= .state else {
      self.last = batch.snapshot
      return []
    }
    self.last = now
    let scene = MonitorScene(last, now, facts)
    let found = scene.findings() + facts.order.findings
    let over = standing.filter { old in !found.contains { $0.isSame(as: old) } }
    let new = found.filter { !standing.contains($0) }
    standing = found
    return over.map { FindingReport($0, isOver: true, scene, facts) }
      + new.map { FindingReport($0, isOver: false, scene, facts) }
  }
}
