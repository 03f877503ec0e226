import SyncEvents
import Testing

/// The checker finds each kind of fault of queues, pools, barriers and containers.
@Suite struct WorkInvariantsTests {
  private let a = ThreadID(1), b = ThreadID(2), c = ThreadID(3)
  private static let primitives: [PrimitiveDeclaration] = [
    PrimitiveDeclaration(id: PrimitiveID(1), kind: .queue, name: "items", limit: 1),
    PrimitiveDeclaration(id: PrimitiveID(2), kind: .pool, name: "pool", limit: 2),
    PrimitiveDeclaration(id: PrimitiveID(3), kind: .barrier, name: "meeting", limit: 2),
    PrimitiveDeclaration(id: PrimitiveID(4), kind: .array, name: "list", value: 1),
    PrimitiveDeclaration(id: PrimitiveID(5), kind: .dictionary, name: "scores"),
    PrimitiveDeclaration(id: PrimitiveID(6), kind: .synchronized, name: "total"),
    PrimitiveDeclaration(
      id: PrimitiveID(7), kind: .future, name: "answer", value: 1, pool: PrimitiveID(2)),
    PrimitiveDeclaration(id: PrimitiveID(8), kind: .queue, name: "unbounded"),
  ]
  /// 1 items (one at most), 2 pool, 3 meeting (of two), 4 list (with one element), 5 scores, 6 total, 7 answer, 8 unbounded.
  private func faults(_ steps: [Step], skipping: Int? = nil) -> [String] {
    SyncEventsTests.faults(steps, of: Self.primitives, skipping: skipping)
  }
  private let set = SyncEvent.Kind.localSet(key: TextID(1), value: TextID(2))

  private var queueRun: [Step] {
    [
      (a, 1, .put(depth: 1)), (b, 1, .block(.put)), (c, 1, .block(.join)), (a, 1, .taken(depth: 0)),
      (b, 1, .put(depth: 1)), (b, 1, .resumed(.acquired, by: a)), (a, 1, .taskDone(unfinished: 1)),
      (a, 1, .taken(depth: 0)), (b, 1, .block(.take)), (a, 1, .taskDone(unfinished: 0)),
      (c, 1, .resumed(.ended, by: a)), (a, 1, .put(depth: 1)), (b, 1, .taken(depth: 0)),
      (b, 1, .resumed(.acquired, by: a)), (a, 1, .limitChanged(old: 1, new: -1, woken: 0)),
      (a, 1, .put(depth: 1)), (a, 1, .put(depth: 2)), (c, 1, .block(.join)),
      (a, 1, .limitChanged(old: -1, new: 1, woken: 0)), (b, 1, .block(.put)),
      (b, 1, .taskDone(unfinished: 2)), (a, 1, .shutDown(immediate: true, woken: 2)),
      (b, 1, .resumed(.shutDown, by: a)), (c, 1, .resumed(.ended, by: a)), (b, 1, .destroyed),
    ]
  }
  private var poolRun: [Step] {
    [
      (b, 2, .block(.nextTask)), (a, 2, .taskSubmitted(task: 1, queued: 1)),
      (b, 2, .resumed(.acquired, by: a)), (b, 2, .taskStarted(task: 1, queued: 0)),
      (a, 7, .block(.result)), (c, 2, .taskSubmitted(task: 2, queued: 1)),
      (c, 2, .taskSubmitted(task: 3, queued: 2)), (c, 2, .taskCancelled(task: 3, queued: 1)),
      (b, 2, .taskEnded(task: 1, .returned)), (a, 7, .resumed(.ended, by: b)),
      (b, 2, .taskStarted(task: 2, queued: 0)), (c, 2, .limitChanged(old: 2, new: 3, woken: 0)),
      (b, 2, .taskEnded(task: 2, .failed)), (b, 2, .block(.nextTask)),
      (c, 2, .shutDown(immediate: false, woken: 1)), (b, 2, .resumed(.shutDown, by: c)),
      (b, 2, .destroyed),
    ]
  }
  private var barrierRun: [Step] {
    [
      (a, 3, .block(.wait)), (b, 3, .tripped(woken: 1)), (a, 3, .resumed(.tripped, by: b)),
      (a, 3, .block(.wait)), (a, 3, .timedOut), (a, 3, .resumed(.timedOut, by: nil)),
      (a, 3, .broke(woken: 0)), (b, 3, .reset(woken: 0)), (b, 3, .block(.wait)),
      (a, 3, .broke(woken: 1)), (b, 3, .resumed(.broken, by: a)), (b, 3, .reset(woken: 0)),
      (b, 3, .block(.wait)), (a, 3, .reset(woken: 1)), (b, 3, .resumed(.broken, by: a)),
      (a, 3, .destroyed),
    ]
  }
  private var guardedRun: [Step] {
    [
      (a, 4, .take()), (b, 4, .block()), (a, 4, .put(depth: 2)), (a, 4, .give()), (b, 4, .take()),
      (b, 4, .resumed(.acquired, by: a)), (b, 4, .taken(depth: 0)), (b, 4, set), (b, 4, .give()),
      (b, 4, .destroyed), (a, 5, .take()), (a, 5, .put(depth: 1)), (a, 5, set), (a, 5, .give()),
      (a, 5, .destroyed), (a, 6, .take()), (a, 6, .give()), (a, 6, .destroyed),
    ]
  }

  @Test func goodRunsHaveNone() {
    for run in [queueRun, poolRun, barrierRun, guardedRun] { #expect(faults(run) == []) }
  }

  @Test func everythingThatIsMissingIsNoticed() {
    for run in [queueRun, poolRun, barrierRun, guardedRun] {
      for index in run.indices where run[index].kind != .destroyed {
        #expect(faults(run, skipping: index) != [], "\(run[index])")
      }
    }
  }

  @Test func faultsOfQueuesAreNoticed() {
    let bad: [(String, [Step])] = [
      ("taken from nothing", [(a, 1, .taken(depth: -1))]),
      ("put beyond the capacity", [(a, 1, .put(depth: 1)), (a, 1, .put(depth: 2))]),
      ("depth jumps", [(a, 8, .put(depth: 2))]),
      ("depth stands", [(a, 8, .put(depth: 1)), (a, 8, .put(depth: 1))]),
      (
        "taken twice", [(a, 8, .put(depth: 1)), (a, 8, .taken(depth: 0)), (b, 8, .taken(depth: 0))]
      ),
      ("done too often", [(a, 8, .taskDone(unfinished: -1))]),
      ("unfinished jumps", [(a, 8, .put(depth: 1)), (a, 8, .taskDone(unfinished: 1))]),
      (
        "put after the shutdown",
        [
          (a, 8, .shutDown(immediate: false, woken: 0)), (a, 8, .put(depth: 1)),
        ]
      ),
      (
        "not empty after the shutdown",
        [
          (a, 8, .put(depth: 1)), (a, 8, .shutDown(immediate: true, woken: 0)),
          (a, 8, .taken(depth: 0)),
        ]
      ),
      ("wrong limit", [(a, 1, .limitChanged(old: 2, new: 3, woken: 0))]),
      ("bounded that was not", [(a, 8, .limitChanged(old: 0, new: 3, woken: 0))]),
      (
        "full still after it has shrunk",
        [
          (a, 1, .limitChanged(old: 1, new: 2, woken: 0)), (a, 1, .put(depth: 1)),
          (a, 1, .limitChanged(old: 2, new: 1, woken: 0)), (a, 1, .put(depth: 2)),
        ]
      ),
      (
        "got what it did not want",
        [
          (a, 8, .block(.take)), (a, 8, .put(depth: 1)), (a, 8, .resumed(.acquired, by: b)),
        ]
      ),
      ("went on with nothing", [(a, 8, .block(.take)), (a, 8, .resumed(.acquired, by: b))]),
      ("turned away too early", [(a, 8, .block(.take)), (a, 8, .resumed(.shutDown, by: b))]),
      (
        "joined too early",
        [
          (a, 8, .put(depth: 1)), (a, 8, .block(.join)), (a, 8, .resumed(.ended, by: b)),
        ]
      ),
    ]
    for (name, steps) in bad { #expect(faults(steps) != [], "\(name)") }
  }

  @Test func faultsOfPoolsAreNoticed() {
    let submitted: Step = (a, 2, .taskSubmitted(task: 1, queued: 1))
    let started: Step = (b, 2, .taskStarted(task: 1, queued: 0))
    let bad: [(String, [Step])] = [
      ("started unsubmitted", [started]),
      ("started twice", [submitted, started, (c, 2, .taskStarted(task: 1, queued: 0))]),
      ("ended unstarted", [submitted, (b, 2, .taskEnded(task: 1, .returned))]),
      (
        "ended twice",
        [
          submitted, started, (b, 2, .taskEnded(task: 1, .returned)),
          (b, 2, .taskEnded(task: 1, .returned)),
        ]
      ),
      ("ended by another", [submitted, started, (c, 2, .taskEnded(task: 1, .failed))]),
      (
        "cancelled while it runs", [submitted, started, (a, 2, .taskCancelled(task: 1, queued: 0))]
      ),
      (
        "started after it was cancelled",
        [submitted, (a, 2, .taskCancelled(task: 1, queued: 0)), started]
      ),
      (
        "two at once",
        [
          submitted, started, (a, 2, .taskSubmitted(task: 2, queued: 1)),
          (b, 2, .taskStarted(task: 2, queued: 0)),
        ]
      ),
      (
        "the younger first",
        [
          submitted, (a, 2, .taskSubmitted(task: 2, queued: 2)),
          (b, 2, .taskStarted(task: 2, queued: 1)),
        ]
      ),
      (
        "more than may run",
        [
          (a, 2, .limitChanged(old: 2, new: 1, woken: 0)), submitted, started,
          (a, 2, .taskSubmitted(task: 2, queued: 1)), (c, 2, .taskStarted(task: 2, queued: 0)),
        ]
      ),
      ("numbers jump", [(a, 2, .taskSubmitted(task: 2, queued: 1))]),
      ("queued otherwise", [(a, 2, .taskSubmitted(task: 1, queued: 0))]),
      ("queued otherwise in the end", [submitted, (b, 2, .taskStarted(task: 1, queued: 1))]),
      (
        "started while it waits",
        [submitted, (b, 2, .block(.nextTask)), started, (b, 2, .resumed(.acquired, by: a))]
      ),
      (
        "turned away too early",
        [(b, 2, .block(.nextTask)), (b, 2, .resumed(.shutDown, by: a))]
      ),
      ("called by nobody", [(b, 2, .block(.nextTask)), (b, 2, .resumed(.acquired, by: nil))]),
      ("submitted after the shutdown", [(a, 2, .shutDown(immediate: false, woken: 0)), submitted]),
      ("wrong limit", [(a, 2, .limitChanged(old: 3, new: 4, woken: 0))]),
    ]
    for (name, steps) in bad { #expect(faults(steps) != [], "\(name)") }
  }

  @Test func faultsOfBarriersAreNoticed() {
    let bad: [(String, [Step])] = [
      ("tripped too early", [(a, 3, .tripped(woken: 0))]),
      ("let go unasked", [(a, 3, .block(.wait)), (a, 3, .resumed(.tripped, by: b))]),
      ("broken unasked", [(a, 3, .block(.wait)), (a, 3, .resumed(.broken, by: b))]),
      (
        "more than waited",
        [
          (a, 3, .block(.wait)), (b, 3, .tripped(woken: 2)),
          (a, 3, .resumed(.tripped, by: b)),
        ]
      ),
      ("woke more than waited", [(b, 3, .broke(woken: 1))]),
      (
        "waits at a broken one",
        [
          (a, 3, .broke(woken: 0)), (a, 3, .block(.wait)), (b, 3, .reset(woken: 1)),
          (a, 3, .resumed(.broken, by: b)),
        ]
      ),
      (
        "tripped while broken",
        [
          (a, 3, .block(.wait)), (b, 3, .broke(woken: 1)), (b, 3, .tripped(woken: 1)),
          (a, 3, .resumed(.broken, by: b)),
        ]
      ),
      (
        "tripped, but says broken",
        [
          (a, 3, .block(.wait)), (b, 3, .tripped(woken: 1)), (a, 3, .resumed(.broken, by: b)),
        ]
      ),
    ]
    for (name, steps) in bad { #expect(faults(steps) != [], "\(name)") }
  }

  @Test func faultsOfContainersAreNoticed() {
    let bad: [(String, [Step])] = [
      ("put without the lock", [(a, 4, .put(depth: 2))]),
      ("put by another", [(a, 4, .take()), (b, 4, .put(depth: 2)), (a, 4, .give())]),
      ("taken after the release", [(a, 4, .take()), (a, 4, .give()), (a, 4, .taken(depth: 0))]),
      ("set without the lock", [(a, 5, set)]),
      ("two owners", [(a, 6, .take()), (b, 6, .take())]),
      ("taken twice", [(a, 6, .take()), (a, 6, .take(2))]),
      ("released by another", [(a, 6, .take()), (b, 6, .give())]),
      ("put, but not more", [(a, 4, .take()), (a, 4, .put(depth: 1)), (a, 4, .give())]),
      ("taken, but not fewer", [(a, 4, .take()), (a, 4, .taken(depth: 1)), (a, 4, .give())]),
      ("fewer than none", [(a, 4, .take()), (a, 4, .taken(depth: -1)), (a, 4, .give())]),
    ]
    for (name, steps) in bad { #expect(faults(steps) != [], "\(name)") }
  }
}
