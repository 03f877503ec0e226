import Findings
import LaneModel
import SyncEvents
import TestSupport
import Testing

/// Small scenes, and what is wrong in them at their end. Every thread was started by one that is known and has ended, unless
/// the scene says otherwise.
struct FindingScene: CustomTestStringConvertible {
  var name: String
  var props: [Prop]
  var rows: String
  var expected: [String]
  var startedBy: ThreadID? = ThreadID(99)

  var testDescription: String { name }

  init(
    _ name: String, _ props: Prop..., startedByUnknown: Bool = false,
    is expected: String..., rows: String
  ) {
    self.name = name
    self.props = props
    self.rows = rows
    self.expected = expected
    if startedByUnknown { startedBy = nil }
  }

  static let rings: [FindingScene] = [
    FindingScene(
      "two recursive locks in opposite order", .rlock, .rother, is: "certain deadlock",
      rows: """
        T1 guard  (........
        T1 guard2 ...b.....
        T2 guard2 .(.......
        T2 guard  .....b...
        """),
    FindingScene(
      "two plain locks in opposite order, somebody runs", .lock, .other, is: "likely deadlock",
      rows: """
        T1 lock  (........
        T1 other ...b.....
        T2 other .(.......
        T2 lock  .....b...
        T3 -     R........
        """),
    FindingScene(
      "two plain locks in opposite order, nobody else is there", .lock, .other,
      is: "certain deadlock",
      rows: """
        T1 lock  (........
        T1 other ...b.....
        T2 other .(.......
        T2 lock  .....b...
        """),
    FindingScene(
      "two plain locks in opposite order, a person could release them", .lock, .other,
      is: "likely deadlock",
      rows: """
        T1  lock  (........
        T1  other ...b.....
        T2  other .(.......
        T2  lock  .....b...
        you -     u........
        """),
    FindingScene(
      "two plain locks in opposite order, whoever started the threads is unknown", .lock, .other,
      startedByUnknown: true, is: "likely deadlock",
      rows: """
        T1 lock  (........
        T1 other ...b.....
        T2 other .(.......
        T2 lock  .....b...
        """),
    FindingScene(
      "a plain lock of the ring is released by somebody else", .lock, .other,
      rows: """
        T1 lock  (..........
        T1 other ...b...(r..
        T2 other .(.........
        T2 lock  .....b.....
        T3 other ......)....
        """),
    FindingScene(
      "a ring with a wait that has a time-out", .rlock, .rother,
      rows: """
        T1 guard  (........
        T1 guard2 ...d.....
        T2 guard2 .(.......
        T2 guard  .....b...
        """),
    FindingScene(
      "two threads join each other", .thread("T1"), .thread("T2"), is: "certain deadlock",
      rows: """
        T1 T2 .b.......
        T2 T1 ...b.....
        """),
    FindingScene(
      "a plain lock taken twice", .lock, is: "likely selfDeadlock",
      rows: """
        T1 lock (.b....
        T2 -    R......
        """),
  ]

  static let waits: [FindingScene] = [
    FindingScene(
      "all wait for a permit", .counter, is: "certain stall",
      rows: """
        T1 counter b.....
        T2 counter .b....
        """),
    FindingScene(
      "all wait at a red light", .light, is: "certain stall", rows: "T1 light b....."),
    FindingScene("all wait for an item", .items, is: "certain stall", rows: "T1 items b....."),
    FindingScene(
      "all wait at a barrier", .meeting, is: "certain stall", rows: "T1 meeting b....."),
    FindingScene(
      "all wait on a condition", .readyLock, .ready, is: "certain stall",
      rows: """
        T1 ready.lock (<......
        T1 ready      ..w.....
        """),
    FindingScene(
      "all wait, but whoever started them may be running", .light, startedByUnknown: true,
      rows: "T1 light b....."),
    FindingScene("one has a time-out", .light, rows: "T1 light d....."),
    FindingScene(
      "one sleeps", .light,
      rows: """
        T1 light b.....
        T2 -     z.....
        """),
    FindingScene(
      "a person is there", .light,
      rows: """
        T1  light b.....
        you -     u.....
        """),
    FindingScene("only idle workers", .pool, rows: "W1 pool b....."),
    FindingScene(
      "the light turns green", .light,
      rows: """
        T1 light b.....
        T2 light ..s...
        T2 -     ...e..
        """),
  ]

  static let others: [FindingScene] = [
    FindingScene(
      "a pool's only worker waits for its own next task", .pool1, .result(2),
      is: "certain poolDeadlock",
      rows: """
        T1 pool     S..S......
        W1 pool     .[........
        W1 result-2 .....b....
        T1 -        ......z...
        """),
    FindingScene(
      "a pool with another worker", .pool, .result(2),
      rows: """
        T1 pool     S..S......
        W1 pool     .[........
        W1 result-2 .....b....
        T1 -        ......z...
        """),
    FindingScene(
      "notified before anybody waited", .readyLock, .ready, is: "likely lostNotify",
      rows: """
        T1 ready.lock (.)...........
        T1 ready      .1............
        T1 -          ...e..........
        T2 ready.lock ......(<......
        T2 ready      ........w.....
        T3 -          R.............
        """),
    FindingScene(
      "notified before anybody waited, by somebody who is still there", .readyLock, .ready,
      rows: """
        T1 ready.lock (.)...........
        T1 ready      .1............
        T1 -          ...R..........
        T2 ready.lock ......(<......
        T2 ready      ........w.....
        """),
    FindingScene(
      "a thread ended with a lock that somebody wants", .rlock, is: "certain ownerGone",
      rows: """
        T1 guard (..e.....
        T2 guard ..b......
        T3 -     R........
        """),
    FindingScene(
      "a thread ended with a lock that somebody wants for a while", .rlock,
      rows: """
        T1 guard (..e.....
        T2 guard ..d......
        T3 -     R........
        """),
    FindingScene(
      "two locks in both orders, and nothing got stuck", .lock, .other,
      is: "possible lockOrderInversion",
      rows: """
        T1 lock  (..)......
        T1 other .().......
        T2 other .....(..).
        T2 lock  ......()..
        """),
    FindingScene(
      "one thread takes them in both orders", .lock, .other,
      rows: """
        T1 lock  (..)..()..
        T1 other .().(...).
        """),
    FindingScene(
      "two locks in both orders behind a gate", .lock, .other, .third,
      rows: """
        T1 third (....)......
        T1 lock  .(..).......
        T1 other ..().........
        T2 third ......(....)
        T2 other .......(..).
        T2 lock  ........()..
        """),
  ]
}

extension FindingScene {
  static let all = rings + waits + others + longRings + asleep + more
}

@Suite struct FindingTableTests {
  private func found(_ model: LaneModel) -> [String] {
    model.findings.map { "\($0.grade.word) \($0.kind.word)" }
  }

  @Test func thereAreEnough() { #expect(FindingScene.all.count >= 60) }

  @Test(arguments: FindingScene.all)
  func everySceneIsJudged(_ scene: FindingScene) throws {
    let diagram = try OperationDiagram(
      scene.rows, with: scene.props, startedBy: scene.startedBy)
    #expect(found(diagram.model()) == scene.expected)
    #expect(found(diagram.modelColumnByColumn()) == scene.expected, "a column at a time")
  }
}
