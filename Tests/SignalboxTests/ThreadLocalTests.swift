import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What CPython's tests of `threading.local` check: every thread has its own.
@Suite(.watched) struct ThreadLocalTests {
  private struct Card: Sendable {
    var phone = 0
    var name = "nobody"
    var entries: [Int] = []
  }

  @Test func whatOneThreadSetsNoOtherSees() throws {
    let local = ThreadLocal<Int?>()
    #expect(local.value == nil)
    local.value = 1
    let servant = Servant()
    servant.run {
      #expect(!local.hasValue)
      #expect(local.value == nil)
      local.value = 2
    }
    #expect(local.value == 1)
    servant.run {
      #expect(local.value == 2)
      local.reset()
      #expect(local.value == nil)
    }
    #expect(local.value == 1)
    try servant.end()
  }

  /// As `test_derived`, but it waits for a state instead of sleeping.
  @Test func itsFirstValueIsMadeInEveryThreadAndMayWait() throws {
    let light = Event()
    let made = Collected<ThreadID?>()
    let local = ThreadLocal {
      made.append(TracedThread.current?.id)
      light.wait()
      return TracedThread.current?.name ?? "?"
    }
    let seen = Collected<[String]>()
    let bunch = Bunch(10) { _ in
      seen.append([local.value, local.value, TracedThread.current?.name ?? "!"])
    }
    try waitUntil("all are about to make theirs") { light.waiterCount == 10 }
    light.set()
    try bunch.join()
    #expect(seen.count == 10)
    #expect(seen.all.allSatisfy { Set($0).count == 1 })
    #expect(Set(seen.all.map(\.first)).count == 10)
    #expect(made.count == 10)
    #expect(Set(made.all) == Set(bunch.threads.map(\.id)))
  }

  @Test func resetMakesANewOne() throws {
    let made = Counter()
    let local = ThreadLocal { made.add() }
    #expect(!local.hasValue)
    local.reset()  // there is nothing
    #expect(local.value == 1)
    #expect(local.hasValue)
    #expect(local.value == 1)
    local.reset()
    #expect(!local.hasValue)
    #expect(made.value == 1)  // looking whether there is one makes none
    #expect(local.value == 2)
    local.value = 7
    #expect(local.value == 7)
    #expect(made.value == 2)
  }

  @Test func settingFirstMakesNone() throws {
    let made = Counter()
    let local = ThreadLocal { made.add() }
    local.value = 5
    #expect(local.hasValue)
    #expect(local.value == 5)
    #expect(made.value == 0)
  }

  @Test func nilIsNoValue() throws {
    let local = ThreadLocal<String?>()
    #expect(local.value == nil)
    #expect(!local.hasValue)
    local.value = ""
    #expect(local.hasValue)
    local.value = nil
    #expect(!local.hasValue)
  }

  @Test func propertiesByTheirNames() throws {
    let local = ThreadLocal { Card() }
    local.phone = 7
    local.phone += 1
    local.entries.append(3)
    #expect(local.phone == 8)
    #expect(local.entries.count == 1)
    #expect(local.name == "nobody")
    #expect(local.value.entries == [3])
    try TracedThread.run {
      try ensure(local.phone == 0 && local.entries.isEmpty, "another thread has its own")
      local.phone = 9
      try ensure(local.phone == 9, "and keeps it")
    }.finish()
    #expect(local.phone == 8)
  }

  @Test func withValueKeepsWhatItsBodyMakesHoweverItEnds() throws {
    struct Broken: Error {}
    let local = ThreadLocal { Card() }
    let count = local.withValue { card in
      card.entries = [1, 2, 3]
      return card.entries.count
    }
    #expect(count == 3)
    #expect(throws: Broken.self) {
      try local.withValue { card in
        card.phone = 4
        throw Broken()
      }
    }
    #expect(local.phone == 4)
    #expect(local.entries == [1, 2, 3])
  }

  @Test func lookingInAndSettingWithinWithValueIsNoCrime() throws {
    let local = ThreadLocal { 5 }
    local.withValue { value in
      value += local.value
      local.value = 100  // overwritten
      local.withValue { $0 += 1 }
      #expect(local.value == 101)
    }
    #expect(local.value == 10)
  }

  @Test func aFirstValueThatUsesItsOwnThreadLocal() throws {
    final class Place: Sendable {
      let local = GuardedValue<ThreadLocal<Int>?>(nil)
    }
    let place = Place()
    let local = ThreadLocal {
      place.local.withLock { $0 }?.value = 3
      return place.local.withLock { $0 }?.value ?? 0
    }
    place.local.withLock { $0 = local }
    #expect(local.value == 3)
    place.local.withLock { $0 = nil }
  }

  @Test func valuesThatNoOtherThreadMayHave() throws {
    final class Notes { var lines: [String] = [] }  // not Sendable
    let local = ThreadLocal { Notes() }
    try Bunch(4) { number in
      for round in 0..<10 { local.withValue { $0.lines.append("\(number).\(round)") } }
      let mine = local.withValue { $0.lines }
      try ensure(mine == (0..<10).map { "\(number).\($0)" }, "its own and nobody else's")
    }.join()
    #expect(!local.hasValue)
  }

  @Test func manyThreadLocalsInManyThreads() throws {
    let locals = (0..<100).map { number in ThreadLocal { number } }
    try Bunch(8) { thread in
      for (number, local) in locals.enumerated() where number % (thread + 1) == 0 {
        local.value += 1000 * (thread + 1)
      }
      for (number, local) in locals.enumerated() {
        let own = number % (thread + 1) == 0 ? 1000 * (thread + 1) : 0
        try ensure(local.value == number + own, "each thread's sums are its own")
      }
    }.join()
    #expect(locals.allSatisfy { !$0.hasValue })
  }

  @Test func descriptionSaysHowManyThreadsUseIt() throws {
    let local = ThreadLocal("card") { 1 }
    #expect(local.description == "card (threadLocal, threads=0, 0 waiting)")
    _ = local.value
    let servant = Servant()
    servant.run { _ = local.value }
    #expect(local.description == "card (threadLocal, threads=2, 0 waiting)")
    try servant.end()
    #expect(local.description == "card (threadLocal, threads=1, 0 waiting)")
  }
}
