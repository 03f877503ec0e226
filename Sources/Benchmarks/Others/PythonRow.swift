import CBenchmarks
import Glibc

/// CPython's `threading.Lock`, acquired and released in a loop of `timeit`, with a second thread alive.
enum PythonRow {
  private static let key = "python.lock"
  /// Starting it takes longer than measuring, so it is done less often.
  private static let mostRounds = 7
  private static let program = """
    import os, threading, time, timeit
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    lock = threading.Lock()
    loop = timeit.Timer(
        "take(); give()", timer=time.thread_time,
        globals={"take": lock.acquire, "give": lock.release})
    loop.timeit(20000)
    os.write(3, b"ns %f\\n" % (loop.timeit(100000) * 1e4))
    os._exit(0)
    """

  static func figures(_ options: Options) throws -> [Figure] {
    guard options.wants(key), let python, (try? time(python)) != nil else { return [] }
    return try paired(
      [
        Contestant(key: key) { try time(python) }
      ], to: HeapMutex.reference(), min(options.rounds, mostRounds))
  }

  /// Nanoseconds a turn. It stays where this process is, which is on one processor.
  private static func time(_ python: String) throws -> Double {
    let answers = try Child.run([python, "-c", program])
    guard let time = answers.first(where: { $0.key == "ns" })?.value, time > 0 else {
      throw Wrong(sentence: "python3 did not say how long its lock takes")
    }
    return time
  }

  /// Where python3 is; nil: nowhere in PATH.
  private static var python: String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    return path.split(separator: ":").map { "\($0)/python3" }.first { access($0, X_OK) == 0 }
  }
}
