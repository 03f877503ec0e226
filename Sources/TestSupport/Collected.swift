import Signalbox

/// What several threads have put together, in the order in which they did.
public final class Collected<Element: Sendable>: Sendable {
  private let list = GuardedValue<[Element]>([])
  public init() {}
  public func append(_ element: Element) { list.withLock { $0.append(element) } }
  public var all: [Element] { list.withLock { $0 } }
  public var count: Int { list.withLock { $0.count } }
}

/// A number that several threads change.
public final class Counter: Sendable {
  private let number = GuardedValue(0)
  public init() {}
  @discardableResult
  public func add(_ more: Int = 1) -> Int {
    number.withLock {
      $0 += more
      return $0
    }
  }
  public var value: Int { number.withLock { $0 } }
}
