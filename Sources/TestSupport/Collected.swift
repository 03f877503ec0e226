import Glibc

/// A value that several threads change, under a pthread mutex: ThreadSanitizer does not see what `Synchronization.Mutex`
/// does.
final class Guarded<Value>: @unchecked Sendable {
  private var value: Value
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init(_ value: Value) {
    self.value = value
    pthread_mutex_init(mutex, nil)
  }
  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }
  func with<R>(_ body: (inout Value) -> R) -> R {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(&value)
  }
}

/// What several threads have put together, in the order in which they did.
public final class Collected<Element: Sendable>: Sendable {
  private let list = Guarded<[Element]>([])
  public init() {}
  public func append(_ element: Element) { list.with { $0.append(element) } }
  public var all: [Element] { list.with { $0 } }
  public var count: Int { list.with { $0.count } }
}

/// A number that several threads change.
public final class Counter: Sendable {
  private let number = Guarded(0)
  public init() {}
  @discardableResult
  public func add(_ more: Int = 1) -> Int {
    number.with {
      $0 += more
      return $0
    }
  }
  public var value: Int { number.with { $0 } }
}
