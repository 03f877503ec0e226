import SyncEvents
import TestSupport
import Testing

/// What the checker makes of events that change nothing, and of a change of the recording level.
@Suite struct LevelInvariantsTests {
  private let a = ThreadID(1), b = ThreadID(2)
  private static let primitives: [PrimitiveDeclaration] = [
    PrimitiveDeclaration(id: PrimitiveID(1), kind: .lock, name: "lock"),
    PrimitiveDeclaration(id: PrimitiveID(2), kind: .recursiveLock, name: "guard"),
    PrimitiveDeclaration(id: PrimitiveID(3), kind: .condition, name: "ready", lock: PrimitiveID(2)),
    PrimitiveDeclaration(
      id: PrimitiveID(4), kind: .boundedSemaphore, name: "permits", value: 1, limit: 1),
    PrimitiveDeclaration(id: PrimitiveID(5), kind: .event, name: "light"),
    PrimitiveDeclaration(id: PrimitiveID(6), kind: .queue, name: "items", limit: 1),
    PrimitiveDeclaration(id: PrimitiveID(7), kind: .pool, name: "pool", limit: 2),
    PrimitiveDeclaration(id: PrimitiveID(8), kind: .barrier, name: "meeting", limit: 2),
    // Made while nothing is recorded, and afterwards.
    PrimitiveDeclaration(
      id: PrimitiveID(9), kind: .lock, name: "hidden", time: Instant(nanoseconds: 50)),
    PrimitiveDeclaration(
      id: PrimitiveID(10), kind: .boundedSemaphore, name: "new", value: 1, limit: 1,
      time: Instant(nanoseconds: 110)),
  ]

  /// A change, with its number.
  private func did(
    _ thread: ThreadID, _ primitive: UInt32, _ number: UInt64, _ kind: SyncEvent.Kind
  ) -> SyncEvent {
    SyncEvent(
      thread: thread, primitive: PrimitiveID(primitive), sequence: number, time: .zero, kind: kind)
  }
  /// No change, but the number that it saw.
  private func saw(
    _ thread: ThreadID, _ primitive: UInt32, _ number: UInt64, _ kind: SyncEvent.Kind
  ) -> SyncEvent {
    var event = did(thread, primitive, number, kind)
    event.isChange = false
    return event
  }
  private func set(_ level: RecordingLevel) -> SyncEvent {
    SyncEvent(thread: a, time: .zero, kind: .levelChanged(level))
  }
  /// The events before a gap happen from 0 on, those behind it from 100 on.
  private func faults(_ events: [SyncEvent], gap: [RecordingLevel] = [], _ after: [SyncEvent] = [])
    -> [String]
  {
    var all = events + gap.map(set) + after
    for index in all.indices {
      let isAfter = index >= events.count + max(0, gap.count - 1)
      all[index].time = Instant(nanoseconds: Int64(index) + (isAfter && !gap.isEmpty ? 100 : 0))
    }
    var invariants = EventInvariants(Self.primitives)
    return invariants.faults(in: all)
  }

  @Test func whatChangesNothingHasSeenWhatWasTold() {
    let run = [
      did(a, 1, 1, .take()), saw(b, 1, 1, .block()), did(a, 1, 2, .give()),
      saw(b, 1, 1, .misused(.release, .notLocked)), did(b, 1, 3, .take()),
      saw(b, 1, 3, .resumed(.acquired, by: a)), did(b, 1, 4, .give()), saw(a, 5, 0, .passed),
    ]
    #expect(faults(run) == [])
    for number in [2, 9] as [UInt64] {
      var early = run
      early[1].sequence = number
      #expect(faults(early).count == 1, "\(number)")
    }
    var late = run
    late[5].sequence = 2
    #expect(faults(late) == [])
  }

  @Test func aChangeMustHaveItsNumber() {
    #expect(faults([saw(a, 1, 0, .take())]).count == 1)
    #expect(
      faults([did(a, 4, 1, .take()), saw(b, 4, 1, .misused(.release, .overRelease))]).count == 1)
    #expect(faults([did(a, 1, 1, .take()), did(a, 1, 1, .give())]).count == 1)
    #expect(faults([did(a, 1, 1, .take()), did(a, 1, 3, .give())]).count == 1)
  }

  @Test(
    arguments: [[.off, .auto], [.state, .full], [.off, .state, .auto]] as [[RecordingLevel]])
  func afterAGapAnythingMayBeTrue(_ gap: [RecordingLevel]) {
    let before = [
      did(a, 1, 1, .take()), saw(b, 1, 1, .block()), did(a, 4, 1, .take()),
      did(b, 5, 1, .lightCleared), did(a, 6, 1, .put(depth: 1)), did(a, 0, 0, .line(1)),
      did(a, 7, 1, .taskSubmitted(task: 1, queued: 1)),
      did(b, 7, 2, .taskStarted(task: 1, queued: 0)),
    ]
    let after = [
      // The lock has gone through other hands, and who blocked may have gone on or given up.
      saw(b, 1, 8, .timedOut), saw(b, 1, 8, .resumed(.timedOut, by: nil)),
      did(b, 1, 20, .give()), did(a, 1, 21, .take()),
      // Somebody comes back from a condition, two deep.
      did(b, 2, 7, .take()), did(b, 3, 90, .notifying(asked: 2, woken: 1)), did(b, 2, 8, .give()),
      did(a, 3, 91, .notified(by: b, at: .zero)), saw(a, 2, 8, .block()), did(a, 2, 9, .take(2)),
      did(a, 3, 92, .resumed(.notified, by: b)), did(a, 2, 10, .give(2)), did(a, 2, 11, .give()),
      did(b, 4, 5, .give()), did(a, 4, 6, .limitChanged(old: 7, new: 8, woken: 0)),
      did(a, 5, 40, .lightSet(woken: 3)), did(b, 6, 70, .taken(depth: 5)),
      did(b, 6, 71, .taskDone(unfinished: 8)), did(b, 7, 30, .taskEnded(task: 12, .returned)),
      did(a, 8, 4, .tripped(woken: 1)), did(b, 9, 3, .give()), did(a, 0, 0, .line(30)),
      did(a, 0, 0, .line(31)), did(a, 1, 22, .give()),
    ]
    #expect(faults(before, gap: gap, after) == [])
    #expect(faults([set(.auto)] + before, gap: [.full, .auto], after).count > 5)
  }

  @Test func betweenAutoAndFullNothingIsForgotten() {
    let before = [set(.auto), did(a, 1, 1, .take())]
    #expect(faults(before, gap: [.full, .auto], [did(a, 1, 2, .give())]) == [])
    #expect(faults(before, gap: [.full], [did(b, 1, 2, .take())]) != [])
    #expect(faults(before, gap: [.full], [did(a, 1, 3, .give())]).count == 1)
  }

  /// The level before the first change is not known.
  @Test func theFirstChangeOfTheLevelMayEndAGap() {
    #expect(faults([], gap: [.auto], [did(a, 1, 9, .give())]) == [])
  }

  @Test func whatIsKnownAgainIsChecked() {
    let gap: [RecordingLevel] = [.off, .auto]
    let bad: [(String, [SyncEvent])] = [
      ("two owners", [did(a, 1, 9, .take()), did(b, 1, 10, .take())]),
      ("not consecutive", [did(a, 1, 9, .take()), did(a, 1, 11, .give())]),
      ("seen before it happened", [saw(b, 1, 9, .block()), did(a, 1, 9, .take())]),
      ("saw the future", [did(a, 1, 9, .take()), saw(b, 1, 10, .block())]),
      ("released by another", [did(a, 2, 9, .take()), did(b, 2, 10, .give())]),
      ("never resumed", [did(a, 5, 9, .block(.wait))]),
      (
        "resumed twice",
        [
          did(a, 5, 9, .resumed(.set, by: b)), did(a, 5, 10, .resumed(.set, by: b)),
        ]
      ),
      (
        "woke nobody who waited",
        [
          did(b, 5, 9, .lightSet(woken: 4)), did(a, 5, 10, .block(.wait)),
          did(b, 5, 11, .lightSet(woken: 0)),
        ]
      ),
      ("no permit", [did(a, 10, 1, .take()), did(b, 10, 2, .take())]),
      ("numbers of what is new", [did(a, 10, 2, .take())]),
    ]
    for (name, events) in bad { #expect(faults([], gap: gap, events) != [], "\(name)") }
  }
}
