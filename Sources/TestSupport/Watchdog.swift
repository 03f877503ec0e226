import EventRing
import Glibc
import Signalbox
import SyncEvents
public import Testing

/// Watches a test. When it hangs, it prints who waits for what, and ends the process: a hung run must not just be cut off.
public struct WatchedTrait: TestTrait, SuiteTrait, TestScoping {
  public let isRecursive = true

  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard !test.isSuite else { return try await function() }
    let watch = Watchdog.shared.begin(test.name)
    defer { Watchdog.shared.end(watch) }
    try await function()
  }
}

extension Trait where Self == WatchedTrait {
  /// A run of it that takes longer than two minutes is stopped, with a report.
  public static var watched: Self { Self() }
}

private final class Watchdog: Sendable {
  static let shared = Watchdog()
  private let running = GuardedValue<[Int: (name: String, until: ContinuousClock.Instant)]>([:])
  private let count = Counter()

  private init() {
    _ = ForeignThread { Watchdog.shared.watch() }
  }

  func begin(_ name: String) -> Int {
    let number = count.add()
    running.withLock { $0[number] = (name, .now + .seconds(120)) }
    return number
  }
  func end(_ number: Int) { running.withLock { $0[number] = nil } }

  private func watch() {
    while true {
      sleep(1)
      let hung = running.withLock { tests in tests.values.filter { $0.until < .now } }
      guard let test = hung.first else { continue }
      say("\n\(test.name) hangs. What the slots say:\n" + Self.report() + "\n")
      abort()
    }
  }

  /// Every thread that has not ended with what it waits for, and every primitive with who has it.
  private static func report() -> String {
    let batch = RingReader(from: .now).read()
    var names: [ThreadID: String] = [:]
    var primitives: [PrimitiveID: String] = [:]
    for declaration in batch.declarations {
      switch declaration {
      case .thread(let thread): names[thread.id] = thread.name
      case .primitive(let primitive): primitives[primitive.id] = primitive.name
      case .text, .site: break
      }
    }
    guard let snapshot = batch.snapshot else { return "nothing" }
    let threads = snapshot.threads.map {
      let what = $0.primitive.flatMap { primitives[$0] } ?? ""
      return "  \(names[$0.id] ?? "?")  \($0.state) \(what)"
    }
    let others = snapshot.primitives.map {
      let owner = $0.owner.flatMap { names[$0] } ?? "nobody"
      return "  \(primitives[$0.id] ?? "?")  \(owner) ×\($0.depth)  value \($0.value)"
        + "  \($0.waiters) waiting"
    }
    return (threads + others).joined(separator: "\n")
  }
}

private func say(_ text: String) {
  var text = text
  text.withUTF8 { _ = write(2, $0.baseAddress, $0.count) }
}
