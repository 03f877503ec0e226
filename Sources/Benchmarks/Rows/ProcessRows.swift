import Frames
import Glibc

/// A part that is measured in a process of its own.
enum Part: String {
  /// For it needs a terminal.
  case frames
  /// For it needs memory that nobody has used and given back.
  case memory
  /// For it needs large rings.
  case drain

  /// In that process.
  func run(_ options: Options) throws {
    switch self {
    case .frames: try FrameRows.measure(options.rounds)
    case .memory: try MemoryRows.measure()
    case .drain: try DrainRows.measure()
    }
  }
}

/// The rows that other processes measure.
enum ProcessRows {
  static func figures(_ options: Options) throws -> [Figure] {
    var answers: [(key: String, value: Double)] = []
    if Row.all.contains(where: {
      options.wants($0.key) && $0.key.hasPrefix("frame.") && $0.key != "frame.many"
    }) {
      let terminal = try Terminal(columns: FrameRows.size.width, rows: FrameRows.size.height)
      answers += try Child.run(command(.frames, options), terminal: terminal)
      try terminal.close()
      // Both kinds of frames in every round, and each cell that was drawn took a byte at least.
      let least = options.rounds * FrameRows.size.width * FrameRows.size.height
      guard terminal.bytes > least else {
        throw Wrong(
          sentence: "the terminal got \(terminal.bytes) bytes, and at least \(least) were due")
      }
    }
    if Row.all.contains(where: { options.wants($0.key) && $0.key.hasPrefix("memory.") }) {
      answers += try Child.run(command(.memory, options))
    }
    if Row.all.contains(where: { options.wants($0.key) && $0.key.hasPrefix("drain.") }) {
      setenv("SIGNALBOX_RING", "\(DrainRows.events)", 1)
      defer { unsetenv("SIGNALBOX_RING") }
      answers += try Child.run(command(.drain, options))
    }
    return Row.all.compactMap { row in
      let samples = answers.filter { $0.key == row.key }.map(\.value)
      return samples.isEmpty || !options.wants(row.key) ? nil : Figure(row.key, samples)
    }
  }

  private static func command(_ part: Part, _ options: Options) -> [String] {
    ["/proc/self/exe", "--part", part.rawValue, "--rounds", "\(options.rounds)"]
  }
}
