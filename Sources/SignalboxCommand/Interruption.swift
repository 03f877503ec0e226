import Glibc

/// SIGINT, SIGTERM and SIGHUP end a lesson that is told in text in good order: its threads are joined.
enum Interruption {
  /// Written by the handler, read by the loop; one byte of a pipe that nobody else knows.
  nonisolated(unsafe) private static var caught: sig_atomic_t = 0

  static func install() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { Interruption.caught = sig_atomic_t($0) }
    }
  }

  static var signal: Int32? { caught == 0 ? nil : Int32(caught) }
  private static func signal(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    _ = Glibc.signal(number, handler)
  }
}
