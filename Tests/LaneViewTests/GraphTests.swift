import Frames
import LaneModel
import Phrases
import SyncEvents
import TestSupport
import Testing

@testable import LaneView

/// Who waits for what, as text.
@Suite struct GraphTests {
  private typealias Prop = OperationDiagram.Prop

  private func graph(
    _ props: [OperationDiagram.Prop], _ rows: String, language: Language = .en, width: Int = 60
  ) throws -> [String] {
    let model = try OperationDiagram(rows, with: props, tick: 1_000_000_000).model()
    return GraphRows(
      model, Phrasebook(language), Glyphs(Abilities(colours: .few, hasBlocks: true)), width: width
    ).rows.map { row in
      String(row.phrase.text.reversed().drop { $0 == " " }.reversed())
    }
  }
  private let locks = [
    Prop("a", .lock), Prop("b", .lock), Prop("c", .recursiveLock), Prop("d", .lock),
  ]

  @Test func aChainIsATree() throws {
    let lines = try graph(
      locks,
      """
      T1 a (...........
      T2 b .(..........
      T2 a ..b.........
      T3 b ...b........
      T4 b ....b.......
      T5 a .....b......
      """)
    #expect(
      lines == [
        "R T1 running 12.0 s", "└ a ← L T5 7.0 s", "└ a ← L T2 10.0 s",
        "  └ b ← L T3 9.0 s  L T4 8.0 s",
      ])
  }

  @Test func aRingComesBackToItsRoot() throws {
    let lines = try graph(
      locks,
      """
      T1 a (...........
      T2 b .(..........
      T1 b ..b.........
      T2 a ...b........
      T3 a ....b.......
      """)
    #expect(
      lines == [
        "X T1 deadlock, likely", "└ a ← L T3 8.0 s", "└ a ← X T2 9.0 s",
        "  └ b ← X T1 10.0 s again: the ring closes",
      ])
  }

  @Test func aRingWithATimeOutIsNone() throws {
    let lines = try graph(
      locks,
      """
      T1 a (...........
      T2 b .(..........
      T1 b ..d.........
      T2 a ...b........
      """)
    #expect(lines.first == "L T1 a ring that a time-out will end")
  }

  @Test func whatNobodyHasStandsAtTheRoot() throws {
    let lines = try graph(
      [
        Prop("ready.lock", .recursiveLock), Prop("ready", .condition, belonging: "ready.lock"),
        Prop("permits", .boundedSemaphore, value: 1, limit: 1),
      ],
      """
      T1 ready.lock (<........
      T1 ready      ..w.......
      T2 permits    (.........
      T3 permits    .b........
      T4 permits    ..b.......
      """)
    #expect(
      lines == [
        "R T2 running 10.0 s", "└ permits ← S T3 9.0 s  S T4 8.0 s",
        "ready condition: until somebody notifies", "└ ← C T1 8.0 s",
      ])
  }

  @Test func manyWaitersTakeSeveralLines() throws {
    let lines = try graph(
      [Prop("light", .event)],
      """
      T1 light b....
      T2 light b....
      T3 light b....
      """, language: .zh, width: 30)
    #expect(
      lines == ["light 事件：等绿灯", "└ ← E T1 5.0 秒  E T2 5.0 秒", "    E T3 5.0 秒"])
  }

  @Test func withoutWaitsThereIsNothing() throws {
    #expect(try graph(locks, "T1 a (..)..").isEmpty)
  }

  /// However long a chain is, it is drawn.
  @Test func aChainOfThousands() throws {
    var batch = Batch()
    let count: UInt32 = 5000
    for number in 1...count {
      let id = ThreadID(number)
      batch.declarations += [
        .thread(ThreadDeclaration(id: id, name: "T\(number)")),
        .primitive(
          PrimitiveDeclaration(id: PrimitiveID(number), kind: .lock, name: "lock-\(number)")),
      ]
    }
    func event(_ thread: UInt32, _ primitive: UInt32, _ sequence: UInt64, _ kind: SyncEvent.Kind) {
      batch.events.append(
        SyncEvent(
          thread: ThreadID(thread), primitive: PrimitiveID(primitive), sequence: sequence,
          time: Instant(nanoseconds: Int64(batch.events.count)), kind: kind))
    }
    for number in 1...count {
      event(number, number, 1, .acquired(permits: 1, depth: 1, site: nil))
    }
    for number in 1..<count {
      event(number, number + 1, 1, .blocking(.acquire, deadline: nil, site: nil))
    }
    var model = LaneModel()
    model.apply(batch, now: Instant(nanoseconds: 1_000_000))
    let forest = WaitForest(model)
    #expect(forest.trees.count == 1)
    #expect(forest.trees.first?.root == .thread(ThreadID(count)))
  }
}
