import Signalbox
import SyncEvents
import TestSupport
import Testing

/// When values are released: at the end of their thread or of their thread-local, whichever comes first.
@Suite(.watched) struct ThreadLocalLifeTests {
  private let recording = Recording()
  private let living = Counter()

  @Test(arguments: [20, 50, 100]) func aThreadThatHasEndedKeepsNothing(_ count: Int) throws {
    let local = ThreadLocal<Token?>()
    try Bunch(count) { [living] _ in local.value = Token(living) }.join()
    #expect(living.value == 0)
    for _ in 0..<count / 10 {
      ForeignThread { [living] in local.value = Token(living) }.join()
    }
    #expect(living.value == 0)
    #expect(local.description.contains("threads=0"))
  }

  @Test func valuesGoBeforeTheirThreadSaysThatItHasEnded() throws {
    let local = ThreadLocal { [living] in Token(living) { Trace.output("goodbye") } }
    let thread = TracedThread.run {
      _ = local.value
      Trace.line(1)
    }
    try thread.finish()
    let id = Collected<ThreadID>()
    let lock = Lock("mark")
    ForeignThread {
      _ = local.value
      lock.withLock { if let holder = lock.holder { id.append(holder) } }
    }.join()
    recording.collect()
    #expect(
      recording.events(by: thread.id).map(\.kind.word) == ["line", "output", "threadEnded"])
    #expect(
      recording.events(by: id.all.first).map(\.kind.word) == [
        "acquired", "releasing", "output", "threadEnded",
      ])
    #expect(living.value == 0)
    #expect(recording.faults() == [])
  }

  @Test func theNewestGoesFirstAndStillFindsTheOlder() throws {
    let found = Collected<String>()
    let older = ThreadLocal<String?>()
    let newer = ThreadLocal { [living] in
      Token(living) { found.append(older.value ?? "nothing") }
    }
    try TracedThread.run {
      older.value = "the older"
      _ = newer.value
    }.finish()
    ForeignThread {
      _ = newer.value
      older.value = "the newer"
    }.join()
    #expect(found.all == ["the older", "nothing"])
    #expect(living.value == 0)
  }

  /// Each value's release uses the next thread-local for the first time: more of them than POSIX would go through.
  @Test func whatIsMadeWhileOthersGoIsReleasedToo() throws {
    var chain = [ThreadLocal { [living] in Token(living) }]
    let lock = Lock("used at the end")
    for _ in 0..<20 {
      let next = chain[0]
      chain.insert(
        ThreadLocal { [living] in
          Token(living) { lock.withLock { _ = next.value } }
        }, at: 0)
    }
    let first = chain[0]
    try TracedThread.run { _ = first.value }.finish()
    #expect(living.value == 0)
    ForeignThread { _ = first.value }.join()
    #expect(living.value == 0)
    #expect(recording.told("used at the end").count == 2 * 2 * 20)
    #expect(recording.faults() == [])
  }

  /// A value's release lets an older thread-local go, and a new one gets its place.
  @Test func anotherAtItsPlaceIsReleasedToo() throws {
    let older = GuardedValue<ThreadLocal<Int>?>(ThreadLocal { 1 })
    let new = GuardedValue<ThreadLocal<Token>?>(nil)
    let local = ThreadLocal { [living] in
      Token(living) {
        older.withLock { $0 = nil }
        let another = ThreadLocal { Token(living) }
        _ = another.value
        new.withLock { $0 = another }
      }
    }
    try TracedThread.run {
      _ = older.withLock { $0 }?.value
      _ = local.value
    }.finish()
    #expect(living.value == 0)
    withExtendedLifetime(local) {}
  }

  @Test func whatNeverComesToAnEndIsGivenUpAndGoesWithItsThreadLocal() throws {
    let made = Counter()
    let place = GuardedValue<ThreadLocal<Token>?>(nil)
    let local = ThreadLocal { [living] in
      made.add()
      return Token(living) { _ = place.withLock { $0 }?.value }
    }
    place.withLock { $0 = local }
    try TracedThread.run { _ = local.value }.finish()
    let tries = made.value
    #expect(tries > 4)
    #expect(living.value == 1)
    ForeignThread { _ = local.value }.join()
    #expect(living.value == 2)
    #expect(made.value == 2 * tries)
    place.withLock { $0 = nil }
    withExtendedLifetime(local) {}
  }

  @Test func aThreadLocalThatGoesTakesTheValuesOfAllThreadsWithIt() throws {
    let place = GuardedValue<ThreadLocal<Token>?>(nil)
    place.withLock { $0 = ThreadLocal("going") { [living] in Token(living) } }
    let light = Event()
    let bunch = Bunch(4) { _ in
      _ = place.withLock { $0 }?.value
      light.wait()
    }
    let foreign = ForeignThread {
      _ = place.withLock { $0 }?.value
      light.wait()
    }
    try waitUntil("all have one") { light.waiterCount == 5 }
    #expect(living.value == 5)
    place.withLock { $0 = nil }
    #expect(living.value == 0)
    light.set()
    try bunch.join()
    foreign.join()
    recording.collect()
    #expect(recording.events(of: "going").map(\.kind) == [.destroyed])
    #expect(recording.faults() == [])
  }

  @Test func nothingKeepsAThreadLocalAlive() throws {
    var local: ThreadLocal<Int>? = ThreadLocal { 1 }
    weak let weakly = local
    _ = local?.value
    local?.value = 2
    local = nil
    #expect(weakly == nil)
  }

  @Test func aValueThatRefersToItsThreadLocalGoesWithItsThread() throws {
    final class Node: Sendable {
      let local = GuardedValue<ThreadLocal<Node>?>(nil)
    }
    weak var weakly: ThreadLocal<Node>?
    do {
      let local = ThreadLocal { Node() }
      weakly = local
      try TracedThread.run { local.withValue { $0.local.withLock { $0 = local } } }.finish()
    }
    #expect(weakly == nil)
  }

  /// The old value's release looks into the same thread-local while the new one is being put there.
  @Test func aReleasedValueMayUseTheThreadLocalItWasIn() throws {
    let seen = Collected<Bool>()
    let local = ThreadLocal<Token?>()
    local.value = Token(living) { seen.append(local.hasValue) }
    local.value = Token(living) { seen.append(local.hasValue) }
    local.reset()
    local.value = Token(living) {
      local.value = nil
      seen.append(local.hasValue)
    }
    local.value = nil
    #expect(seen.all == [true, false, false])
    #expect(living.value == 0)
  }

  /// As `test_derived_cycle_dealloc`: nothing of an old one is found, wherever in memory the new one lies.
  @Test func aNewOneIsEmptyInEveryThread() throws {
    let servant = Servant()
    for round in 0..<200 {
      let local = ThreadLocal<Token?>()
      #expect(!local.hasValue)
      servant.run { [living] in
        #expect(!local.hasValue)
        #expect(local.value == nil)
        local.value = Token(living)
      }
      if round % 3 == 0 { local.value = Token(living) }
      if round % 2 == 0 { servant.run { local.reset() } }
    }
    try waitUntil("the last one is let go") { living.value == 0 }
    try servant.end()
  }

  /// Like `test_threading_local_clear_race`: it goes while a thread that has used it exits. Once with the thread done with
  /// it, once with whoever lets go of it last.
  @Test(arguments: [true, false]) func itGoesWhileAForeignThreadExits(_ isDone: Bool) throws {
    for _ in 0..<1000 {
      let light = Event()
      let place = GuardedValue<ThreadLocal<Token>?>(nil)
      place.withLock { $0 = ThreadLocal { [living] in Token(living) } }
      let thread = ForeignThread {
        func use() {
          guard let local = place.withLock({ $0 }) else { return }
          _ = local.value
          if !isDone { light.set() }
          local.reset()
          _ = local.value
        }
        use()
        light.set()
      }
      light.wait()
      place.withLock { $0 = nil }
      thread.join()
    }
    #expect(living.value == 0)
  }

  @Test func theyComeAndGoWithTheirThreads() throws {
    try Bunch(8) { [living] number in
      for _ in 0..<200 {
        let local = ThreadLocal { Token(living) }
        _ = local.value
        let inner = TracedThread.run { _ = local.value }
        if number % 2 == 0 { try inner.join() }
      }
    }.join()
    try waitUntil("the last threads have ended") { living.value == 0 }
  }
}
