import CSignalbox
import SyncEvents
import TestSupport
import Testing

@testable import EventRing

/// A ring is given to another thread when its first has ended: whose event is whose must stay right.
@Suite(.watched) struct RingReuseTests {
  /// One thread after another, each of which says so many times who it is.
  private func run(_ threads: Int, events: Int) -> (ids: [ThreadID], rings: Set<UInt>) {
    let (ids, rings) = (Collected<ThreadID>(), Collected<UInt>())
    for _ in 0..<threads {
      ForeignThread {
        let me = ThreadRecord.current
        ids.append(me.id)
        rings.append(UInt(RingFollower.here))
        for _ in 0..<events { me.write(.working(Int64(me.id.rawValue))) }
      }.join()
    }
    return (ids.all, Set(rings.all))
  }
  private func isRight(_ event: SyncEvent) -> Bool {
    if case .working(let id) = event.kind { id == Int64(event.thread.rawValue) } else { true }
  }

  @Test func everyEventIsItsWriters() {
    let reader = RingReader(from: .now)
    let (ids, rings) = run(40, events: 50)
    #expect(rings.count == 1)  // or there is nothing to see
    let batch = reader.read()
    #expect(batch.losses == [])
    let events = batch.events.filter { ids.contains($0.thread) }
    #expect(events.count == 40 * 52)
    #expect(events.allSatisfy(isRight))
    for id in ids { #expect(events.last { $0.thread == id }?.kind == .threadEnded) }
  }

  @Test func afterALossToo() throws {
    let reader = RingReader(from: .now)
    _ = reader.read()
    let before = (reader.slotsRead, reader.slotsLost)
    let (ids, rings) = run(30, events: 3000)
    #expect(rings.count == 1)
    let batch = reader.read()
    let events = batch.events.filter { ids.contains($0.thread) }
    #expect(events.allSatisfy(isRight))
    #expect(events.last?.thread == ids.last)
    // Each thread's places: who it is, that it is there, 3000 events of two, its end.
    let produced = UInt64(30 * (1 + 1 + 6000 + 1))
    #expect(reader.slotsRead - before.0 + reader.slotsLost - before.1 == produced)
    #expect(batch.losses.reduce(0) { $0 + $1.count } == reader.slotsLost - before.1)
    // The threads whose events are left are the last ones, and what was lost is not said to be theirs.
    let left = Set(events.map(\.thread))
    #expect(left.isSubset(of: ids.suffix(4)))
    #expect(batch.losses.allSatisfy { $0.thread.map { !left.contains($0) } ?? true })
    // All of them have ended: some by their own word, the others by the snapshot.
    let said = events.filter { $0.kind == .threadEnded }.map(\.thread)
    let snapshot = try #require(batch.snapshot)
    let told = snapshot.threads.filter { $0.state == .ended }.map(\.id)
    #expect(Set(ids) == Set(said + told))
    #expect(said.count + told.count == ids.count)
  }

  @Test func aLossIsWhoseRingItWas() throws {
    let reader = RingReader(from: .now)
    _ = reader.read()
    let (go, ids) = (Counter(), Collected<ThreadID>())
    let thread = ForeignThread {
      let me = ThreadRecord.current
      ids.append(me.id)
      me.write(.passed)
      while go.value == 0 {}
      for _ in 0..<20_000 { me.write(.working(1)) }
    }
    try waitUntil("it has begun") { ids.count == 1 }
    let first = reader.read()
    #expect(first.events.map(\.kind) == [.passed])
    go.add()
    thread.join()
    // Another thread has the ring by the time it is read.
    let (others, _) = run(1, events: 10)
    let batch = reader.read()
    let loss = try #require(batch.losses.first)
    #expect(batch.losses.count == 1)
    #expect(loss.thread == ids.all.first)
    #expect(loss.count == reader.slotsLost)
    #expect(loss.since == first.events.last?.time)
    #expect(loss.until > loss.since)
    #expect(batch.events.count { $0.thread == others.first } == 12)
  }
}
