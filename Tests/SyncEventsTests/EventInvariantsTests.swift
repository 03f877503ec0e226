import SyncEvents
import TestSupport
import Testing

/// The checker that the stress tests rely on finds each kind of fault.
@Suite struct EventInvariantsTests {
  private let a = ThreadID(1), b = ThreadID(2)
  private static let primitives: [PrimitiveDeclaration] = [
    PrimitiveDeclaration(id: PrimitiveID(1), kind: .lock, name: "lock"),
    PrimitiveDeclaration(id: PrimitiveID(2), kind: .recursiveLock, name: "guard"),
    PrimitiveDeclaration(id: PrimitiveID(3), kind: .condition, name: "ready", lock: PrimitiveID(2)),
    PrimitiveDeclaration(
      id: PrimitiveID(4), kind: .boundedSemaphore, name: "permits", value: 1, limit: 1),
    PrimitiveDeclaration(id: PrimitiveID(5), kind: .event, name: "light"),
  ]
  /// 1 lock, 2 guard, 3 ready, 4 permits, 5 light.
  private func faults(_ steps: [Step], skipping: Int? = nil) -> [String] {
    SyncEventsTests.faults(steps, of: Self.primitives, skipping: skipping)
  }

  /// A run of everything, without a fault.
  private var run: [Step] {
    [
      (a, 1, .take()), (b, 1, .block()), (a, 1, .give()), (b, 1, .take()),
      (b, 1, .resumed(.acquired, by: a)), (a, 1, .give()),
      (a, 2, .take()), (a, 2, .take(2)), (a, 2, .give(2)),
      (a, 3, .waiting(deadline: nil, site: nil)),
      (b, 2, .take()), (b, 3, .notifying(asked: 3, woken: 1)),
      (a, 3, .notified(by: b, at: .zero)), (a, 2, .block()), (b, 2, .give()), (a, 2, .take(2)),
      (a, 3, .resumed(.notified, by: b)), (a, 2, .give(2)), (a, 2, .give()),
      (a, 4, .take()), (b, 4, .block()), (a, 4, .limitChanged(old: 1, new: 2, woken: 1)),
      (b, 4, .take()), (b, 4, .resumed(.acquired, by: a)), (a, 4, .give(permits: 2)),
      (a, 5, .block(.wait)), (b, 5, .lightSet(woken: 1)), (b, 5, .lightCleared),
      (a, 5, .resumed(.set, by: b)), (a, 5, .block(.wait)), (a, 5, .timedOut),
      (a, 5, .resumed(.timedOut, by: nil)), (a, 0, .line(1)), (a, 0, .line(2)),
      (a, 1, .destroyed), (a, 3, .destroyed), (a, 2, .destroyed), (a, 4, .destroyed),
      (a, 5, .destroyed), (a, 0, .threadEnded),
    ]
  }

  @Test func aGoodRunHasNone() { #expect(faults(run) == []) }

  /// But for what nothing follows, and for the blocking on a condition's lock: who comes back may find it free.
  @Test func everythingThatIsMissingIsNoticed() {
    let last: [SyncEvent.Kind] = [.destroyed, .line(2), .threadEnded]
    for index in run.indices
    where !last.contains(run[index].kind)
      && (run[index].primitive, run[index].kind) != (2, .block())
    {
      #expect(faults(run, skipping: index) != [], "\(run[index])")
    }
  }

  @Test func faultsOfEveryKindAreNoticed() {
    let bad: [(String, [Step])] = [
      ("two owners", [(a, 1, .take()), (b, 1, .take())]),
      ("two owners of a guard", [(a, 2, .take()), (b, 2, .take())]),
      ("released free", [(a, 1, .give())]),
      ("released by another", [(a, 2, .take()), (b, 2, .give())]),
      ("too deep", [(a, 2, .take(2))]),
      ("depth jumps", [(a, 2, .take()), (a, 2, .take(3))]),
      ("no permit", [(a, 4, .take()), (b, 4, .take())]),
      ("over-released", [(a, 4, .take()), (a, 4, .give(permits: 2))]),
      ("wrong limit", [(a, 4, .limitChanged(old: 3, new: 4, woken: 0))]),
      ("resumed without a wait", [(a, 5, .resumed(.set, by: b))]),
      ("never resumed", [(a, 5, .block(.wait))]),
      ("waits twice", [(a, 5, .block(.wait)), (a, 1, .block())]),
      ("woke nobody who waited", [(a, 5, .block(.wait)), (b, 5, .lightSet(woken: 0))]),
      ("timed out unearned", [(a, 5, .block(.wait)), (a, 5, .resumed(.timedOut, by: nil))]),
      ("woke too many", [(a, 3, .notifying(asked: 1, woken: 1))]),
      ("ends twice", [(a, 0, .threadEnded), (a, 0, .woke)]),
      ("a line is left out", [(a, 0, .line(1)), (a, 0, .line(3))]),
      (
        "not the oldest",
        [
          (a, 2, .take()), (a, 2, .give()), (a, 3, .waiting(deadline: nil, site: nil)),
          (b, 2, .take()), (b, 2, .give()), (b, 3, .waiting(deadline: nil, site: nil)),
          (ThreadID(3), 3, .notifying(asked: 1, woken: 1)),
          (b, 3, .notified(by: ThreadID(3), at: .zero)),
        ]
      ),
    ]
    for (name, steps) in bad { #expect(faults(steps) != [], "\(name)") }
  }
}
