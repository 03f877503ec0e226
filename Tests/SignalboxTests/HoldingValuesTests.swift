import Signalbox
import SyncEvents
import TestSupport
import Testing

/// Every operation on a value can be held before it begins; what nobody sees of a thread-local cannot.
@Suite(.watched, .serialized) struct HoldingValuesTests {
  private typealias Operation = @Sendable () throws -> Void

  /// Runs each on a thread of its own, which is held before it, and steps once for each of its parts.
  private func expectHeld(_ operations: [(steps: Int, body: Operation)]) throws {
    let control = ControlThread()  // it is never held itself
    defer { control.end() }
    try control.result {
      Holding.hold()
      defer { Holding.letGo() }
      for (number, operation) in operations.enumerated() {
        let thread = TracedThread.run { try operation.body() }
        for step in 1...operation.steps {
          try waitUntil("operation \(number) is held, step \(step)") { Holding.heldCount == 1 }
          #expect(Holding.step(try #require(thread.id)))
          try waitUntil("it goes on") { Holding.heldCount == 0 || step < operation.steps }
        }
        try thread.finish()
      }
    }
  }

  @Test func ofThreadLocalsThatAreShown() throws {
    let local = ThreadLocal(showing: { "\($0)" }) { [1] }
    let silent = ThreadLocal { [1] }
    let operations: [Operation] = [
      { _ = local.value }, { local.value = [2] }, { _ = local.count }, { local[0] = 4 },
      { local.withValue { $0.append(3) } }, { local.reset() },
    ]
    try expectHeld(
      operations.map { body in
        (
          1,
          {
            silent.value = [5]  // nobody sees it, nobody holds it
            try body()
          }
        )
      })
  }

  @Test func ofVariables() throws {
    let counter = UnguardedCounter()
    let variable = UnguardedVariable(1)
    try expectHeld([
      (1, { _ = counter.load() }), (1, { counter.store(3) }), (1, { counter.increment() }),
      (1, { _ = variable.value }), (1, { variable.value = 2 }), (2, { variable.value += 1 }),
    ])
    #expect(counter.value == 4)
    #expect(variable.value == 3)
  }

  /// Once, before all of it: never between taking the lock and releasing it.
  @Test func ofValuesBehindALock() throws {
    let one = Synchronized(1)
    let array = SynchronizedArray([1, 2, 3])
    let dictionary = SynchronizedDictionary(["a": 1])
    try expectHeld([
      (1, { one.withLock { $0 += 1 } }), (1, { one.tryWithLock { $0 += 1 } }),
      (1, { one.withLock(timeout: nil) { $0 += 1 } }), (1, { _ = one.value }),
      (1, { array.append(4) }), (1, { _ = array.count }), (1, { try array.remove(at: 0) }),
      (1, { dictionary["b"] = 2 }), (1, { _ = dictionary["a"] }),
      (1, { dictionary.update("a", default: 0) { $0 += 1 } }),
    ])
    #expect(one.value == 4)
    #expect(array.elements == [2, 3, 4])
    #expect(dictionary.snapshot == ["a": 2, "b": 2])
  }
}
