import Glibc

/// A thread that Signalbox has not made: a bare pthread.
public final class ForeignThread: @unchecked Sendable {
  private var handle = pthread_t()

  /// Starts it.
  public init(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Body(body))
    let code = pthread_create(
      &handle, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    precondition(code == 0, "pthread_create")
  }

  /// Waits until it is gone. Once.
  public func join() { pthread_join(handle, nil) }

  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
