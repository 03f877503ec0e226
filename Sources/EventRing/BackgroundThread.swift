import CSignalbox
import Glibc

/// A thread of the tool's own: it has no lane, and signals are for the others.
public struct BackgroundThread {
  /// The system could not start it, for this reason (an errno).
  public struct Refused: Error, Hashable, Sendable { public var code: Int32 }

  private let handle: pthread_t

  /// Starts it. Whoever does must `join` or `detach` it.
  ///
  /// - Parameters:
  ///   - name: the first 15 bytes of it are the kernel's name.
  ///   - isPatient: everybody else comes first on the processors.
  public init(
    _ name: String, isPatient: Bool = false, _ body: @escaping @Sendable () -> Void
  ) throws(Refused) {
    var (all, before) = (sigset_t(), sigset_t())
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let start = Unmanaged.passRetained(Start(name, isPatient, body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, start.toOpaque())
    guard code == 0 else {
      start.release()
      throw Refused(code: code)
    }
    handle = thread
  }

  /// Waits for its end, once.
  public func join() { pthread_join(handle, nil) }
  /// Nobody waits for its end.
  public func detach() { pthread_detach(handle) }

  private final class Start {
    let (name, isPatient, body): (String, Bool, @Sendable () -> Void)
    init(_ name: String, _ isPatient: Bool, _ body: @escaping @Sendable () -> Void) {
      (self.name, self.isPatient, self.body) = (name, isPatient, body)
    }
    func run() {
      sb_name_thread(name)
      // On Linux this is of the thread alone.
      if isPatient {
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), id_t(sb_system_thread_id()), 10)
      }
      body()
    }
  }
}
