import EventRing
import Signalbox
import SyncEvents
import TestSupport
import Testing

/// Arrays and dictionaries that threads share.
@Suite(.watched) struct SynchronizedContainersTests {
  private let recording = Recording()

  private func around(_ inside: String...) -> [String] { ["acquired"] + inside + ["releasing"] }

  @Test func arraysDoWhatArraysDo() throws {
    let array = SynchronizedArray(["b"])
    array.append("c")
    try array.insert("a", at: 0)
    try array.insert("d", at: 3)
    #expect(array.elements == ["a", "b", "c", "d"])
    #expect((array.first, array.last, array.count, array.isEmpty) == ("a", "d", 4, false))
    #expect(array.element(at: 1) == "b")
    #expect(array.contains("c"))
    #expect(!array.contains("x"))
    #expect(try array.replace(at: 1, with: "B") == "b")
    #expect(try array.remove(at: 1) == "B")
    #expect(array.removeLast() == "d")
    #expect(array.withLock { $0.joined() } == "ac")
    #expect(array.removeAll() == ["a", "c"])
    #expect((array.first, array.last, array.count, array.isEmpty) == (nil, nil, 0, true))
    #expect(array.removeLast() == nil)
  }

  @Test func placesThatAreNotThereThrowAndChangeNothing() throws {
    let array = SynchronizedArray([1, 2], name: "places")
    for place in [-1, 2, Int.max, Int.min] {
      #expect(throws: SyncError.indexOutOfRange(place, count: 2)) { try array.remove(at: place) }
      #expect(throws: SyncError.indexOutOfRange(place, count: 2)) {
        try array.replace(at: place, with: 3)
      }
      #expect(array.element(at: place) == nil)
    }
    for place in [-1, 3, Int.max, Int.min] {
      #expect(throws: SyncError.indexOutOfRange(place, count: 2)) { try array.insert(3, at: place) }
    }
    #expect(!array.isLocked)
    #expect(array.elements == [1, 2])
    let taken = around("misused take invalidCount")
    let put = around("misused put invalidCount")
    let each = taken + put + around()
    #expect(
      recording.told("places") == each + each + each + each + put + put + put + put + around())
    #expect(recording.faults() == [])
  }

  /// What is recorded is what is said, right after one another with the lock held.
  @Test func operationsThatSayWhatIsRecorded() throws {
    let tables = SynchronizedDictionary<Int, Int>(name: "tables")
    let recorded = { (value: Int?) in (key: "table 4", value: value.map { "guest \($0)" }) }
    #expect(tables.value(of: 4, recorded: recorded) == nil)
    tables.update(4, default: 0, recorded: ("table 4", "guest 7")) { $0 += 7 }
    #expect(tables.value(of: 4, recorded: recorded) == 7)
    #expect(
      recording.told("tables")
        == around("got table 4 = nothing") + around("set table 4 = guest 7", "put 1")
        + around("got table 4 = guest 7"))
    #expect(recording.events(of: "tables").map(\.sequence) == Array(1...10))
    #expect(recording.faults() == [])
  }

  @Test func whatComesAndGoesIsRecordedInside() throws {
    let array = SynchronizedArray<Int>(name: "counted")
    array.append(5)
    try array.insert(6, at: 0)
    try array.replace(at: 0, with: 7)
    array.withLock { $0 += [8, 9] }
    array.withLock { $0.sort() }
    try array.remove(at: 0)
    array.removeLast()
    array.removeAll()
    array.removeAll()
    array.removeLast()
    #expect(
      recording.told("counted")
        == around("put 1") + around("put 2") + around() + around("put 4") + around()
        + around("taken 3") + around("taken 2") + around("taken 0") + around() + around())
    #expect(recording.events(of: "counted").map(\.sequence) == Array(1...26))
    #expect(recording.faults() == [])
  }

  @Test func aBodyThatThrowsHasStillPutWhatItPut() throws {
    struct Broken: Error {}
    let array = SynchronizedArray<Int>(name: "half")
    #expect(throws: Broken.self) {
      try array.withLock { elements throws(Broken) in
        elements.append(1)
        throw Broken()
      }
    }
    #expect(recording.told("half") == around("put 1"))
    #expect(array.count == 1)
  }

  @Test func dictionariesDoWhatDictionariesDo() throws {
    let ages = SynchronizedDictionary(["ann": 3])
    ages["bob"] = 4
    #expect((ages["ann"], ages["bob"], ages["eve"]) == (3, 4, nil))
    #expect(ages.updateValue(5, forKey: "ann") == 3)
    #expect(
      ages.update("ann", default: 0) {
        $0 += 1; return $0
      } == 6)
    #expect(
      ages.update("eve", default: 10) {
        $0 += 1; return $0
      } == 11)
    #expect(ages.snapshot == ["ann": 6, "bob": 4, "eve": 11])
    #expect(Set(ages.keys) == ["ann", "bob", "eve"])
    #expect(ages.values.sorted() == [4, 6, 11])
    #expect(ages.removeValue(forKey: "bob") == 4)
    #expect(ages.removeValue(forKey: "bob") == nil)
    ages["eve"] = nil
    #expect((ages.count, ages.isEmpty) == (1, false))
    ages.withLock { $0.merge(["x": 1]) { $1 } }
    #expect(ages.removeAll() == ["ann": 6, "x": 1])
    #expect((ages.count, ages.isEmpty) == (0, true))
  }

  @Test func rowsOfADictionaryAreShown() throws {
    struct Broken: Error {}
    let rows = SynchronizedDictionary<Int, String>(
      name: "rows", showing: { (key: "row \($0)", value: "<\($1)>") })
    rows[1] = "a"
    _ = rows[1]
    _ = rows[2]
    rows[1] = "b"
    rows.update(1, default: "") { $0 += "c" }
    rows.update(2, default: "d") { $0 += "e" }
    try? rows.update(3, default: "f") { (value) throws(Broken) in
      value += "g"
      throw Broken()
    }
    rows[1] = nil
    rows.removeValue(forKey: 1)
    #expect(
      recording.told("rows")
        == around("set row 1 = <a>", "put 1") + around("got row 1 = <a>")
        + around("got 2 = nothing") + around("set row 1 = <b>")
        + around("set row 1 = <bc>")
        + around("set row 2 = <de>", "put 2")
        + around("set row 3 = <fg>", "put 3")
        + around("got row 1 = <bc>", "taken 2") + around("got 1 = nothing"))
    #expect(recording.faults() == [])
  }

  @Test func withoutTextsOnlyTheirNumberIsRecorded() throws {
    let rows = SynchronizedDictionary<Int, String>(name: "plain")
    rows[1] = "a"
    _ = rows[1]
    rows.update(1, default: "") { $0 += "c" }
    rows[1] = nil
    #expect(
      recording.told("plain") == around("put 1") + around() + around() + around("taken 0"))
  }

  @Test func slotsAndDescriptionsSayHowManyThereAre() throws {
    let array = SynchronizedArray([1, 2, 3], name: "slot.array")
    let dictionary = SynchronizedDictionary<Int, Int>(name: "slot.dictionary")
    dictionary[1] = 1
    let light = Event()
    let holder = TracedThread.run {
      array.withLock { elements in
        elements = [1]
        light.wait()
      }
    }
    try waitUntil("it is inside") { light.waiterCount == 1 }
    let waiter = TracedThread.run { array.append(2) }
    try waitUntil("another waits") { array.waiterCount == 1 }
    #expect(array.description == "slot.array (array, locked, count=3, 1 waiting)")
    #expect(dictionary.description == "slot.dictionary (dictionary, unlocked, count=1, 0 waiting)")
    #expect(array.isLocked && array.holder == holder.id)
    #expect(!dictionary.isLocked && dictionary.holder == nil && dictionary.waiterCount == 0)
    var slots = self.slots()
    let held = try #require(slots["slot.array"])
    #expect((held.owner, held.depth, held.value, held.waiters) == (holder.id, 1, 3, 1))
    #expect(slots["slot.dictionary"]?.value == 1)
    light.set()
    try holder.finish()
    try waiter.finish()
    slots = self.slots()
    let free = try #require(slots["slot.array"])
    #expect((free.owner, free.depth, free.value, free.waiters) == (nil, 0, 2, 0))
    recording.collect()
    let declared = try #require(recording.primitives.last { $0.name == "slot.array" })
    #expect((declared.kind, declared.value) == (.array, 3))
    #expect(recording.faults() == [])
  }

  private func slots() -> [String: PrimitiveSnapshot] {
    let batch = RingReader(from: .now).read()
    var names: [PrimitiveID: String] = [:]
    for case .primitive(let primitive) in batch.declarations {
      names[primitive.id] = primitive.name
    }
    return Dictionary(
      (batch.snapshot?.primitives ?? []).map { (names[$0.id] ?? "", $0) }
    ) { $1 }
  }

  @Test func noneOfEightThousandIsLost() throws {
    let array = SynchronizedArray<Int>(name: "eight thousand")
    try recording.collect(threads: 8) { number in
      for round in 1...1000 {
        Trace.line(round)
        array.append(8 * round + number)
      }
    }
    #expect(array.elements.sorted() == Array(8..<8008))
    #expect(recording.faults() == [])
    let puts = recording.told("eight thousand").filter { $0.hasPrefix("put") }
    #expect(puts == (1...8000).map { "put \($0)" })
  }

  @Test func comingAndGoingBalances() throws {
    let array = SynchronizedArray<Int>(name: "balance")
    let counts = SynchronizedDictionary<Int, Int>(name: "tallies")
    let taken = Counter()
    try recording.collect(threads: 8) { number in
      for round in 1...200 {
        Trace.line(round)
        counts.update(round % 7, default: 0) { $0 += 1 }
        if number % 2 == 0 { array.append(round) } else if array.removeLast() != nil { taken.add() }
      }
    }
    #expect(array.count == 800 - taken.value)
    #expect(counts.values.reduce(0, +) == 1600)
    #expect(counts.count == 7)
    #expect(recording.faults() == [])
  }

  @Test func nothingKeepsThemAlive() throws {
    let living = Counter()
    var array: SynchronizedArray<Token>? = SynchronizedArray([Token(living)])
    weak let weakArray = array
    var dictionary: SynchronizedDictionary<Int, Token>? = SynchronizedDictionary([1: Token(living)])
    weak let weakDictionary = dictionary
    #expect(living.value == 2)
    array = nil
    dictionary = nil
    #expect(weakArray == nil && weakDictionary == nil)
    #expect(living.value == 0)
  }
}
