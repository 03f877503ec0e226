import Signalbox
import TestSupport

extension Recording {
  /// Threads that begin at the same moment, recorded to their end. Each has a ring of its own, which no other takes over, so
  /// nothing is lost of up to 16,384 slots each, however fast they are.
  func collect(threads count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
    let start = Event()
    let bunch = Bunch(count) { number in
      start.wait()
      try body(number)
    }
    try waitUntil("all are there") { start.waiterCount == count }
    start.set()
    try collect(while: bunch)
  }
}
