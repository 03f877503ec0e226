import Glibc
import Signalbox

/// Memory that threads and primitives take: by how much the process has grown when there are many of them.
enum MemoryRows {
  private static let threads = 64
  private static let primitives = 1000

  /// In a process of its own, which has nothing to reuse.
  static func measure() throws {
    RecorderFacade.set(RecorderFacade.usual)
    let lock = Lock("first")
    try turn(lock)
    try measureThreads(lock)
    try measurePrimitives()
  }

  private static func measureThreads(_ lock: Lock) throws {
    let (begun, known, full) = (Gate(), Gate(), Gate())
    let workers = (0..<threads).map { _ in
      Worker {
        begun.pass()
        try turn(lock)
        known.pass()
        RecorderFacade.writeUntimed(RecorderFacade.ringSize)
        full.pass()
      }
    }
    var sizes: [Double] = []
    for gate in [begun, known, full] {
      gate.wait(for: threads)
      sizes.append(try residentBytes())
      gate.open(for: threads)
    }
    for worker in workers { try worker.join() }
    Child.answer("memory.perThread.first", (sizes[1] - sizes[0]) / Double(threads))
    Child.answer("memory.perThread", (sizes[2] - sizes[0]) / Double(threads))
  }

  private static func measurePrimitives() throws {
    var locks: [Lock] = []
    locks.reserveCapacity(primitives)
    let before = try residentBytes()
    for index in 0..<primitives {
      let lock = Lock("lock-\(index)")
      try turn(lock)
      locks.append(lock)
    }
    Child.answer("memory.perPrimitive", (try residentBytes() - before) / Double(primitives))
    try check(locks.count, is: primitives, "locks")
  }

  private static func turn(_ lock: Lock) throws {
    lock.take()
    try lock.give()
  }

  /// What the process has in memory, shared pages too.
  private static func residentBytes() throws -> Double {
    let words = try TextFile.read("/proc/self/statm").split(separator: " ")
    guard words.count > 1, let pages = Double(words[1]) else {
      throw Wrong(sentence: "/proc/self/statm does not say how large the process is")
    }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
  }
}
