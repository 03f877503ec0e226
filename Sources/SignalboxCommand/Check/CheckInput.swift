import EventRecording
import Findings
import Glibc
import LaneModel
import Phrases
import SyncEvents

/// Takes JSON lines, a piece at a time, into a model, as if it had looked at the program all the time.
struct CheckInput {
  private(set) var model: LaneModel
  /// The last seconds before the first certain finding, as they came.
  private(set) var flight: [String] = []
  private var reader = JSONLineReader()
  private var rest: [UInt8] = []
  private var batch = Batch()
  private var latest = Instant.zero
  private let keepsLast: Bool
  private var header = ""
  private var declarations: [String] = []
  private var recent: [(time: Instant, line: String)] = []
  private(set) var fault: JSONLineFault?
  /// Who writes down what is taken in; and why no more of it.
  var recorder: RecordingWriter?
  private(set) var recordingFailure: RecordingError?

  /// A live viewer looks this often.
  private static let look: Int64 = 20_000_000
  private static let kept: Int64 = 10_000_000_000
  /// A line that is longer is none.
  private static let longestLine = 1 << 22

  init(_ thresholds: FindingThresholds = FindingThresholds(), keepsLast: Bool) {
    model = LaneModel()
    model.thresholds = thresholds
    self.keepsLast = keepsLast
  }

  var lineCount: Int { reader.lineCount }
  /// There is something to judge.
  var isEmpty: Bool { lineCount == 0 && !hasLooks }
  private var hasLooks = false
  var unknownCount: Int { reader.unknownCount }

  /// A whole file: JSON lines, or a recording.
  mutating func read(_ path: String) -> CheckTrouble? {
    do throws(RecordingError) { return try read(RecordingReader(path), path) } catch {
      switch error {
      case .notARecording, .system: break
      case .version, .truncated, .damaged: return .recording(path, error.inWords)
      }
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .system(path, errno, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    while true {
      let count = take(from: descriptor)
      if count < 0 { return .system(path, errno, String(cString: strerror(errno))) }
      if let fault { return .fault(path, fault) }
      if count == 0 { break }
    }
    // A program that was killed leaves the beginning of a line; else the last one may do without its end.
    if !rest.isEmpty, let last = try? reader.read(rest) { add(last) }
    rest = []
    return lineCount == 0 ? .empty(path) : nil
  }

  private mutating func read(
    _ recording: RecordingReader, _ path: String
  ) throws(RecordingError) -> CheckTrouble? {
    model = try recording.opening(model)
    for chunk in recording.chunks {
      for look in try recording.looks(of: chunk) { model.apply(look.batch, now: look.now) }
    }
    hasLooks = !recording.chunks.isEmpty
    return hasLooks ? nil : .empty(path)
  }

  /// What there is now: how many bytes; below zero where that is impossible.
  mutating func take(from descriptor: Int32) -> Int {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { return count < 0 && errno == EINTR ? take(from: descriptor) : count }
    add(buffer[..<count])
    return count
  }

  private mutating func add(_ bytes: ArraySlice<UInt8>) {
    var start = bytes.startIndex
    while fault == nil, let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      rest += bytes[start..<end]
      addLine()
      rest.removeAll(keepingCapacity: true)
      start = end + 1
    }
    rest += bytes[start...]
    if rest.count > Self.longestLine {
      fault = JSONLineFault(line: lineCount + 1, problem: .json(1, .tooLong))
    }
  }

  private mutating func addLine() {
    do throws(JSONLineFault) {
      let new = try reader.read(rest)
      if keepsLast { keep(new) }
      add(new)
    } catch {
      fault = error
    }
  }

  private mutating func add(_ new: Batch) {
    if let event = new.events.first {
      // While nothing happened a viewer has looked, too.
      if event.time - latest > Self.look {
        flush()
        look(Batch(), now: latest + Self.look)
      }
      latest = max(latest, event.time)
    }
    batch.declarations += new.declarations
    batch.losses += new.losses
    batch.events += new.events
    if batch.events.count >= 256 { flush() }
  }

  private mutating func flush() {
    look(batch, now: latest)
    batch = Batch()
    if keepsLast, flight.isEmpty, model.findings.contains(where: { $0.grade == .certain }) {
      flight = [header] + declarations + recent.map(\.line)
    }
  }

  private mutating func look(_ batch: Batch, now: Instant) {
    model.apply(batch, now: now)
    guard recordingFailure == nil else { return }
    do throws(RecordingError) { try recorder?.append(batch, now: now) } catch {
      recordingFailure = error
    }
  }

  /// So much later nothing more has come.
  mutating func pass(_ length: Int64) {
    flush()
    model.apply(Batch(), now: latest + length)
  }

  mutating func finish() {
    flush()
    model.apply(Batch(), now: model.now)
  }

  private mutating func keep(_ new: Batch) {
    let line = String(decoding: rest, as: UTF8.self)
    if header.isEmpty {
      header = line
    } else if new.events.isEmpty {
      declarations.append(line)
    } else if let event = new.events.first {
      recent.append((event.time, line))
      if recent.count > 1000, let first = recent.first, event.time - first.time > 2 * Self.kept {
        recent.removeAll { event.time - $0.time > Self.kept }
      }
    }
  }
}
