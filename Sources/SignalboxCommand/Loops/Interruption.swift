import Glibc

/// The signals that end a lesson told in text in good order: its threads are joined. The second one ends it at once.
enum Interruption {
  /// Written by the handler, read by the loop.
  nonisolated(unsafe) private static var caught: sig_atomic_t = 0

  static func install() {
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
      var former = sigaction()
      sigaction(number, nil, &former)
      // nohup, or a shell without job control, has said to ignore it.
      guard unsafeBitCast(former.__sigaction_handler.sa_handler, to: Int.self) != 1 else {
        continue
      }
      // Without SA_RESTART: a write that nobody reads is to end, too.
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        if Interruption.caught != 0 {
          Glibc.signal(number, SIG_DFL)
          raise(number)
        }
        Interruption.caught = sig_atomic_t(number)
      }
      sigaction(number, &action, nil)
    }
  }

  static var signal: Int32? { caught == 0 ? nil : Int32(caught) }
}
