import CSignalbox
import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What is seen of a thread-local.
@Suite(.watched) struct ThreadLocalEventsTests {
  private let recording = Recording()

  private struct Card: Sendable {
    var phone = 0
    var half: Int {
      get { phone / 2 }
      set { phone = newValue * 2 }
    }
    var owner = Owner()
    struct Owner: Sendable { var name = "me" }
  }

  @Test func withoutTextsNothingIsRecorded() throws {
    let local = ThreadLocal("silent") { Card() }
    local.phone = 1
    local.value = local.value
    local.withValue { $0.phone = 2 }
    local.reset()
    #expect(recording.told("silent") == [])
    let declared = try #require(recording.primitives.last)
    #expect(declared.name == "silent")
    #expect(declared.kind == .threadLocal)
    #expect(declared.site != nil)
  }

  @Test func everySetAndGetIsRecordedWithItsText() throws {
    let local = ThreadLocal("shown", showing: { "№ \($0.phone)" }) { Card(phone: 1) }
    let thread = TracedThread.run {
      _ = local.value
      local.value = Card(phone: 2)
      local.phone = 7
      _ = local.phone
      try ensure(local.owner.name == "me", "a property of a property")
      local.owner.name = "you"
      local.half = 5
      _ = local.half
      local.withValue { $0.phone = 3 }
      local.reset()
      _ = local.hasValue
    }
    try thread.finish()
    #expect(
      recording.told("shown") == [
        "got № 1", "set № 2", "set phone = 7", "got phone = 7", "got owner = Owner(name: \"me\")",
        "got owner = Owner(name: \"me\")", "set owner = Owner(name: \"you\")",
        "set № 10", "got № 10", "got № 10", "set № 3", "got nothing",
      ])
    #expect(recording.events(of: "shown").allSatisfy { $0.sequence == 0 })
    #expect(recording.faults() == [])
  }

  @Test func nothingIsNothing() throws {
    let local = ThreadLocal<Int?>("maybe", showing: { "\($0)!" })
    try TracedThread.run {
      _ = local.value
      local.value = 4
      _ = local.value
      local.value = nil
      _ = local.value
    }.finish()
    #expect(
      recording.told("maybe") == ["got nothing", "set 4!", "got 4!", "set nil", "got nothing"])
  }

  @Test func eachThreadsAreInItsOwnOrder() throws {
    let local = ThreadLocal("ordered", showing: { "\($0)" }) { 0 }
    let bunch = Bunch(4) { number in
      for round in 1...50 { local.value = 100 * number + round }
    }
    try recording.collect(while: bunch)
    for (number, thread) in bunch.threads.enumerated() {
      #expect(
        recording.told("ordered", by: thread.id) == (1...50).map { "set \(100 * number + $0)" })
    }
    #expect(recording.faults() == [])
  }

  @Test func usingItGivesAForeignThreadALaneAndLookingDoesNot() throws {
    let local = ThreadLocal { 1 }
    let before = recording.threads.count
    ForeignThread { _ = local.hasValue && local.description.isEmpty }.join()
    recording.collect()
    #expect(recording.threads.count == before)
    ForeignThread { _ = local.value }.join()
    recording.collect()
    #expect(recording.threads.count == before + 1)
  }
}
