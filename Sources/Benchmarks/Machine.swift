import CBenchmarks
import Glibc

/// What the numbers were measured on. Another machine has others.
struct Machine {
  let processor: String
  let processors: Int
  let kernel: String
  let clockSource: String
  let compiler: String
  /// How many threads of all programs ran on average in the minute before: others make everything less certain.
  let load: Double
  /// Nanoseconds that looking at it takes; nil: there is none.
  let counter: Double?
  let clock: Double
  /// Nanoseconds of the plain mutex.
  let reference: Double

  static let build = "release"

  init(_ options: Options) throws {
    processor = Self.processorName()
    processors = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    var system = utsname()
    uname(&system)
    let release = withUnsafeBytes(of: &system.release) { Self.text($0) }
    let machine = withUnsafeBytes(of: &system.machine) { Self.text($0) }
    kernel = "Linux \(release) \(machine)"
    let path = "/sys/devices/system/clocksource/clocksource0/current_clocksource"
    clockSource =
      (try? TextFile.read(path)).flatMap { $0.split(separator: "\n").first.map(String.init) }
      ?? "unknown"
    compiler = options.compiler
    var loads = [0.0]
    getloadavg(&loads, 1)
    load = loads[0]
    (counter, clock, reference) = try pinned {
      (
        cb_counter() == 0 ? nil : try Self.median(Self.counterLoop),
        try Self.median(Self.clockLoop), try Self.median(HeapMutex.reference().sample)
      )
    }
  }

  private static func processorName() -> String {
    let lines = (try? TextFile.read("/proc/cpuinfo"))?.split(separator: "\n") ?? []
    let line =
      lines.first { $0.hasPrefix("model name") } ?? lines.first { $0.hasPrefix("CPU part") }
    guard let line, let colon = line.firstIndex(of: ":") else { return "unknown" }
    return String(line[line.index(after: colon)...].drop { $0 == " " })
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func median(_ sample: () throws -> Double) rethrows -> Double {
    Figure("", try (0..<11).map { _ in try sample() }).median
  }

  private static func counterLoop() throws -> Double { try time { cb_counter() } }
  private static func clockLoop() throws -> Double { try time { cb_now() } }

  /// Each look must not be before the last, so all of them are taken.
  @inline(__always)
  private static func time(_ look: () -> UInt64) throws -> Double {
    let count = 100_000
    var (last, backward) = (look(), 0)
    let begin = cb_now()
    for _ in 0..<count {
      let now = look()
      if now < last { backward += 1 }
      last = now
    }
    let time = Double(cb_now() - begin) / Double(count)
    try check(backward, is: 0, "steps back of the clock")
    return time
  }
}
