import Findings
import SyncEvents
import Testing

struct WaitGraphTests {
  var graph = WaitGraph()
  // Three threads, three plain locks, two recursive ones, values behind locks of their own, two threads as something to
  // join, two results, and what makes no ring.
  let a = ThreadID(1)
  let b = ThreadID(2)
  let c = ThreadID(3)
  let x = PrimitiveID(1)
  let y = PrimitiveID(2)
  let z = PrimitiveID(3)
  let guardX = PrimitiveID(11)
  let guardY = PrimitiveID(12)
  let joinA = PrimitiveID(21)
  let joinB = PrimitiveID(22)
  let resultX = PrimitiveID(23)
  let resultY = PrimitiveID(24)
  let guarded: [(PrimitiveID, PrimitiveKind)] = [
    (PrimitiveID(13), .synchronized), (PrimitiveID(14), .array), (PrimitiveID(15), .dictionary),
  ]
  let permits = PrimitiveID(31)
  let ready = PrimitiveID(32)

  init() {
    for lock in [x, y, z] { graph.declare(lock, .lock) }
    for lock in [guardX, guardY] { graph.declare(lock, .recursiveLock) }
    for (thread, join) in [(a, joinA), (b, joinB)] {
      graph.declare(join, .thread)
      graph.setHolders(join, [thread])
    }
    for result in [resultX, resultY] { graph.declare(result, .future) }
    for (id, kind) in guarded { graph.declare(id, kind) }
    graph.declare(permits, .boundedSemaphore)
    graph.declare(ready, .condition)
  }

  private func ring(_ links: (ThreadID, PrimitiveID)...) -> [Finding.Link] {
    links.map { Finding.Link(thread: $0.0, primitive: $0.1) }
  }

  @Test mutating func twoThreadsThatWantEachOthersLockAreALikelyDeadlock() {
    graph.setHolders(x, [a])
    graph.setHolders(y, [b])
    #expect(graph.begin(b, waitsFor: x, timed: false) == nil)
    let finding = graph.begin(a, waitsFor: y, timed: false)
    let expected = Finding(kind: .deadlock, grade: .likely, links: ring((a, y), (b, x)))
    #expect(finding == expected)
    #expect(graph.rings() == [expected])
  }

  @Test mutating func theRingIsTheSameWhicheverEdgeClosesIt() {
    var other = graph
    graph.setHolders(x, [a])
    graph.setHolders(y, [b])
    other = graph
    graph.begin(a, waitsFor: y, timed: false)
    graph.begin(b, waitsFor: x, timed: false)
    other.begin(b, waitsFor: x, timed: false)
    other.begin(a, waitsFor: y, timed: false)
    #expect(graph.rings() == other.rings())
  }

  @Test mutating func recursiveLocksMakeItCertain() {
    graph.setHolders(guardX, [a])
    graph.setHolders(guardY, [b])
    graph.begin(a, waitsFor: guardY, timed: false)
    #expect(graph.begin(b, waitsFor: guardX, timed: false)?.grade == .certain)
  }

  @Test mutating func onePlainLockInTheRingMakesItLikely() {
    graph.setHolders(guardX, [a])
    graph.setHolders(y, [b])
    graph.begin(a, waitsFor: y, timed: false)
    #expect(graph.begin(b, waitsFor: guardX, timed: false)?.grade == .likely)
  }

  @Test mutating func aPlainLockTakenTwiceIsASelfDeadlock() {
    graph.setHolders(x, [a])
    let finding = graph.begin(a, waitsFor: x, timed: false)
    #expect(finding == Finding(kind: .selfDeadlock, grade: .likely, links: ring((a, x))))
  }

  @Test mutating func threeThreadsCanMakeARing() {
    for (lock, thread) in [(x, a), (y, b), (z, c)] { graph.setHolders(lock, [thread]) }
    graph.begin(c, waitsFor: x, timed: false)
    graph.begin(b, waitsFor: z, timed: false)
    let finding = graph.begin(a, waitsFor: y, timed: false)
    #expect(finding?.links == ring((a, y), (b, z), (c, x)))
  }

  @Test mutating func threadsThatJoinEachOtherAreACertainDeadlock() {
    graph.begin(a, waitsFor: joinB, timed: false)
    let finding = graph.begin(b, waitsFor: joinA, timed: false)
    #expect(finding?.grade == .certain)
  }

  @Test mutating func tasksThatWaitForEachOthersResultAreACertainDeadlock() {
    graph.setHolders(resultX, [a])
    graph.begin(a, waitsFor: resultY, timed: false)
    #expect(graph.begin(b, waitsFor: resultX, timed: false) == nil)
    #expect(graph.chain(from: b)?.steps.map(\.primitive) == [resultX, resultY])
    graph.setHolders(resultY, [b])  // its task is begun by the very thread that waits
    let expected = Finding(
      kind: .deadlock, grade: .certain, links: ring((a, resultY), (b, resultX)))
    #expect(graph.rings() == [expected])
    graph.setHolders(resultY, [])
    #expect(graph.rings().isEmpty)
  }

  @Test mutating func aTaskThatWaitsForItsOwnResultIsACertainDeadlock() {
    graph.setHolders(resultX, [a])
    let finding = graph.begin(a, waitsFor: resultX, timed: false)
    #expect(finding == Finding(kind: .deadlock, grade: .certain, links: ring((a, resultX))))
  }

  @Test mutating func valuesBehindLocksMakeItCertain() {
    for (id, kind) in guarded {
      graph.setHolders(id, [a])
      graph.setHolders(resultX, [b])
      graph.begin(a, waitsFor: resultX, timed: false)
      #expect(graph.begin(b, waitsFor: id, timed: false)?.grade == .certain, "\(kind)")
      graph.end(a)
      graph.end(b)
    }
  }

  @Test mutating func aPlainLockAndAResultMakeItLikely() {
    graph.setHolders(x, [a])
    graph.setHolders(resultX, [b])
    graph.begin(a, waitsFor: resultX, timed: false)
    #expect(graph.begin(b, waitsFor: x, timed: false)?.grade == .likely)
  }

  @Test(arguments: [PrimitiveKind.queue, .pool, .barrier, .event, .threadLocal, .variable, .crew])
  mutating func whatAnybodyMayEndMakesNoRing(kind: PrimitiveKind) {
    let it = PrimitiveID(41)
    graph.declare(it, kind)
    graph.setHolders(it, [a])
    #expect(graph.begin(a, waitsFor: it, timed: false) == nil)
    #expect(graph.rings().isEmpty)
    #expect(graph.chain(from: a)?.steps.count == 1)
  }

  @Test mutating func aTimedWaitIsNoPartOfARing() {
    graph.setHolders(x, [a])
    graph.setHolders(y, [b])
    graph.begin(a, waitsFor: y, timed: true)
    #expect(graph.begin(b, waitsFor: x, timed: false) == nil)
    #expect(graph.rings().isEmpty)
    #expect(graph.chain(from: b)?.isRing == true)
  }

  @Test mutating func semaphoresAndConditionsMakeNoRing() {
    graph.setHolders(permits, [a])
    graph.setHolders(x, [b])
    graph.begin(a, waitsFor: x, timed: false)
    #expect(graph.begin(b, waitsFor: permits, timed: false) == nil)
    #expect(graph.begin(b, waitsFor: ready, timed: false) == nil)
  }

  @Test mutating func aThreadThatOnlyLeadsToARingIsNotInIt() {
    graph.setHolders(x, [a])
    graph.begin(a, waitsFor: x, timed: false)
    #expect(graph.begin(b, waitsFor: x, timed: false) == nil)
    #expect(graph.rings().map(\.links) == [ring((a, x))])
    #expect(graph.chain(from: b)?.isRing == true)
  }

  @Test mutating func anOutsidersReleaseBreaksTheRing() {
    graph.setHolders(x, [a])
    graph.begin(a, waitsFor: x, timed: false)
    graph.setHolders(x, [])
    #expect(graph.rings().isEmpty)
  }

  @Test mutating func theEndOfAWaitBreaksTheRing() {
    graph.setHolders(x, [a])
    graph.setHolders(y, [b])
    graph.begin(a, waitsFor: y, timed: false)
    graph.begin(b, waitsFor: x, timed: false)
    graph.end(a)
    #expect(graph.rings().isEmpty)
  }

  @Test mutating func aHandOverCanCloseARing() {
    graph.setHolders(y, [b])
    graph.begin(a, waitsFor: y, timed: false)
    graph.begin(b, waitsFor: x, timed: false)
    #expect(graph.rings().isEmpty)
    graph.setHolders(x, [a])
    #expect(graph.rings().map(\.links) == [ring((a, y), (b, x))])
  }

  @Test mutating func anotherHolderBreaksOneRingAndLeavesTheOther() {
    graph.setHolders(x, [a])
    graph.begin(a, waitsFor: x, timed: false)
    graph.setHolders(y, [b])
    graph.begin(b, waitsFor: y, timed: false)
    graph.setHolders(x, [c])
    #expect(graph.rings().map(\.links) == [ring((b, y))])
  }

  @Test mutating func aPrimitiveThatIsNoMoreIsInNoRing() {
    graph.setHolders(x, [a])
    graph.begin(a, waitsFor: x, timed: false)
    graph.remove(x)
    #expect(graph.rings().isEmpty)
  }

  @Test mutating func theChainGoesFromHolderToHolder() {
    graph.setHolders(x, [b])
    graph.setHolders(y, [c])
    graph.begin(a, waitsFor: x, timed: false)
    graph.begin(b, waitsFor: y, timed: true)
    let chain = Chain(
      thread: a,
      steps: [
        Chain.Step(waiter: a, primitive: x, holders: [b]),
        Chain.Step(waiter: b, primitive: y, holders: [c]),
      ], isRing: false)
    #expect(graph.chain(from: a) == chain)
    #expect(graph.chain(from: c) == nil)
  }

  @Test mutating func theChainEndsAtASemaphoreWithAllItsHolders() {
    graph.setHolders(permits, [b, c])
    graph.setHolders(x, [c])
    graph.begin(b, waitsFor: x, timed: false)
    graph.begin(a, waitsFor: permits, timed: false)
    #expect(
      graph.chain(from: a)?.steps
        == [Chain.Step(waiter: a, primitive: permits, holders: [b, c])])
  }

  @Test mutating func theChainOfAConditionHasNoHolder() {
    graph.begin(a, waitsFor: ready, timed: false)
    #expect(
      graph.chain(from: a)
        == Chain(
          thread: a, steps: [Chain.Step(waiter: a, primitive: ready, holders: [])], isRing: false))
  }
}
