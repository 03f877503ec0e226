import EventRecording
import Glibc
import LaneModel
import Phrases
import SyncEvents

/// A recording, or JSON lines, which become one: in a file without a name, gone with this process.
struct OpenedRecording {
  let reader: RecordingReader
  /// Why the lines were not taken on to their end.
  let trouble: CheckTrouble?

  /// - Throws: a `RecordingError`; what is neither is no recording. An `ExitStatus` when somebody interrupts.
  init(_ path: String) throws {
    do {
      reader = try RecordingReader(path)
      trouble = nil
    } catch RecordingError.notARecording {
      guard let lines = try Self.fromLines(path) else { throw RecordingError.notARecording }
      (reader, trouble) = lines
    }
  }

  /// Nil: these are no JSON lines.
  private static func fromLines(_ path: String) throws -> (RecordingReader, CheckTrouble?)? {
    let place = try namelessFile()
    defer { close(place.descriptor) }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let writer = try RecordingWriter(
      place.path, RecordingOrigin(program: name, pid: 0, began: 0))
    var input = CheckInput(keepsLast: false)
    input.recorder = writer
    let trouble = input.read(path)
    input.finish()
    if let failure = input.recordingFailure { throw failure }
    guard input.lineCount > 1 || trouble == nil else { return nil }
    try writer.finish()
    return (try RecordingReader(place.path), trouble)
  }

  private static func namelessFile() throws(RecordingError) -> (descriptor: Int32, path: String) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/signalbox-lines-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .system(errno, String(cString: strerror(errno))) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
    return (descriptor, "/proc/self/fd/\(descriptor)")
  }

  /// Says what is missing of it.
  ///
  /// - Throws: an `ExitStatus`, if that was no accident of the end.
  func complain(_ book: Phrasebook) throws {
    if let trouble {
      SignalboxCommand.complain(book.sentence(trouble))
      throw ExitStatus(value: 4)
    }
    if !reader.isComplete { SignalboxCommand.complain(book.sentence(.recordingIsCut)) }
  }
}
