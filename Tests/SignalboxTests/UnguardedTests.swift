import EventRing
import Signalbox
import SyncEvents
import TestSupport
import Testing

/// What goes wrong without protection, made to happen by handing control to and fro.
@Suite(.watched) struct UnguardedTests {
  private let recording = Recording()

  @Test func aloneNothingIsLost() throws {
    let counter = UnguardedCounter("alone")
    for _ in 0..<3 { counter.increment() }
    #expect((counter.value, counter.updates, counter.lost) == (3, 3, 0))
    #expect(recording.told("alone") == ["1 of 1", "2 of 2", "3 of 3"])
    #expect(counter.description == "alone (variable, value=3, updates=3, 0 waiting)")
    #expect(recording.faults() == [])
  }

  @Test func whateverIsStoredCanBeToldApart() {
    let counter = UnguardedCounter()
    counter.increment()
    for (stored, lost) in [(Int.min, Int.max), (-1, 2), (.max, 0)] {
      counter.store(stored)
      #expect((counter.value, counter.lost) == (stored, lost))
    }
  }

  @Test func whoComesInBetweenIsLost() throws {
    let counter = UnguardedCounter("interleaved")
    let light = Event()
    let slow = TracedThread.run { counter.increment { light.wait() } }
    try waitUntil("it is between its load and its store") { light.waiterCount == 1 }
    let fast = TracedThread.run { for _ in 0..<10 { counter.increment() } }
    try fast.finish()
    #expect((counter.value, counter.updates, counter.lost) == (10, 10, 0))
    light.set()
    try slow.finish()
    #expect((counter.value, counter.updates, counter.lost) == (1, 11, 10))
    #expect(
      recording.told("interleaved", by: fast.id) == (1...10).map { "\($0) of \($0)" })
    #expect(recording.told("interleaved", by: slow.id) == ["1 of 11"])
    let slot = RingReader(from: .now).read().snapshot?.primitives.last {
      $0.id == recording.primitive("interleaved")
    }
    #expect(slot?.value == 1)
    #expect(recording.faults() == [])
  }

  @Test func twoInStepLoseEveryOther() throws {
    let counter = UnguardedCounter("in step")
    let turns = [try CountingSemaphore(0), try CountingSemaphore(0)]
    let rounds = 5
    // Each loads, lets the other load, and only then stores; and begins again when the other has stored, too.
    let bunch = Bunch(2) { number in
      for _ in 0..<rounds {
        try counter.increment {
          try turns[1 - number].release()
          turns[number].acquire()
        }
        try turns[1 - number].release()
        turns[number].acquire()
      }
    }
    try bunch.join()
    #expect((counter.value, counter.updates, counter.lost) == (rounds, 2 * rounds, rounds))
    #expect(recording.told("in step").last == "5 of 10")
  }

  @Test func writtenOutItIsTheSame() throws {
    let counter = UnguardedCounter("written out")
    let seen = counter.load()
    try TracedThread.run { counter.store(counter.load() + 1) }.finish()
    counter.store(seen + 1)
    #expect(counter.value == 1)
    #expect(counter.updates == 0)
    #expect(recording.told("written out") == [])
    counter.store(-5)
    #expect(counter.load() == -5)
    counter.store(100)
    #expect(counter.lost == 0)
  }

  @Test func anIncrementThatThrowsInBetweenStoresNothing() throws {
    struct Broken: Error {}
    let counter = UnguardedCounter()
    #expect(throws: Broken.self) { try counter.increment { throw Broken() } }
    #expect((counter.value, counter.updates) == (0, 0))
  }

  /// Flat out: no more is ever there than was stored, whoever looks, and each increment is on record.
  @Test func eightThreadsFlatOut() throws {
    let counter = UnguardedCounter("flat out")
    try recording.collect(threads: 8) { _ in
      for round in 1...500 {
        Trace.line(round)
        counter.increment()
      }
    }
    #expect(counter.updates == 4000)
    #expect((1...4000).contains(counter.value))
    #expect(counter.lost == 4000 - counter.value)
    let tallies = recording.events(of: "flat out").compactMap { event -> (Int, Int)? in
      if case .tallied(let value, let updates) = event.kind { (value, updates) } else { nil }
    }
    #expect(tallies.count == 4000)
    #expect(tallies.allSatisfy { $0.0 <= $0.1 })
    #expect(zip(tallies, tallies.dropFirst()).allSatisfy { $0.1 <= $1.1 })
    #expect(tallies.last.map { $0.0 } == counter.value)
    #expect(recording.faults() == [])
  }

  @Test func aVariablesWritesOverwriteEachOther() throws {
    let last = UnguardedVariable("nobody", name: "last")
    let copy = last.value
    let other = TracedThread.run { last.value = "other" }
    try other.finish()
    last.value = copy + " but me"
    #expect(last.value == "nobody but me")
    #expect(
      recording.told("last") == [
        "got nobody", "set other", "set nobody but me", "got nobody but me",
      ])
    #expect(recording.events(of: "last").map(\.sequence) == [1, 2, 3, 4])
    #expect(last.description == "last (variable, value=nobody but me, 0 waiting)")
    #expect(recording.faults() == [])
  }

  @Test func aVariableIsShownAsItSays() throws {
    let number = UnguardedVariable(7, name: "number", showing: { "№ \($0)" })
    number.value += 1
    #expect(recording.told("number") == ["got № 7", "set № 8"])
  }

  /// What an old value does when it goes may look at the variable that it was in.
  @Test func aVariableIsNeverTorn() throws {
    let living = Counter()
    let place = UnguardedVariable<[Token]>([], name: "whole", showing: { "\($0.count)" })
    try recording.collect(threads: 8) { number in
      for round in 1...100 {
        Trace.line(round)
        if (round + number) % 3 == 0 {
          try ensure(Set([0, 2, 5]).contains(place.value.count), "as somebody has set it")
        } else {
          let count = number % 2 == 0 ? 2 : 5
          place.value = (0..<count).map { _ in Token(living) { _ = place.description } }
        }
      }
    }
    #expect(recording.faults() == [])
    place.value = []
    #expect(living.value == 0)
  }

  @Test func nothingKeepsThemAlive() throws {
    var counter: UnguardedCounter? = UnguardedCounter("counter gone")
    weak let weakCounter = counter
    counter?.increment()
    var variable: UnguardedVariable<Int>? = UnguardedVariable(1, name: "variable gone")
    weak let weakVariable = variable
    variable?.value = 2
    (counter, variable) = (nil, nil)
    #expect(weakCounter == nil && weakVariable == nil)
    #expect(recording.told("counter gone") == ["1 of 1", "destroyed"])
    #expect(recording.told("variable gone") == ["set 2", "destroyed"])
  }
}
