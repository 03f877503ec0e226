public import Signalbox

/// So many threads that do the same, each with its number from 0.
public final class Bunch: Sendable {
  public let threads: [TracedThread]

  /// Starts them.
  public init(
    _ count: Int, _ name: String = "worker", _ body: @escaping @Sendable (Int) throws -> Void
  ) {
    threads = (0..<count).map { number in
      TracedThread.run("\(name)-\(number)") { try body(number) }
    }
  }

  /// How many have come to their end.
  public var endedCount: Int { threads.count { !$0.isAlive } }

  /// Waits for all of them.
  ///
  /// - Throws: what one of them threw, or `NotReached` if they have not ended after 30 s.
  public func join() throws {
    try waitUntil("\(threads.first?.name ?? "nobody") and the others end") {
      endedCount == threads.count
    }
    for thread in threads {
      try thread.join()
      if let failure = thread.failure { throw failure }
    }
  }
}

extension TracedThread {
  /// Waits for its end, and passes on what it threw.
  public func finish() throws {
    guard try join(timeout: .seconds(30)) else { throw NotReached(what: "\(name) ends") }
    if let failure { throw failure }
  }
}
