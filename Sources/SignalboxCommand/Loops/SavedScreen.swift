import Glibc
import Phrases

/// A screen written to files, beside one another: never over what is there.
struct SavedScreen {
  /// What the files are called, from the time: the same but for what they end with.
  private let name: String
  private let parts: [(ending: String, text: String)]

  init(_ parts: [(ending: String, text: String)]) {
    name = Self.nameFromTime
    self.parts = parts
  }

  /// What a file that is written now is called, but for its ending.
  static var nameFromTime: String {
    var (seconds, moment) = (time(nil), tm())
    localtime_r(&seconds, &moment)
    var buffer = [CChar](repeating: 0, count: 64)
    let length = strftime(&buffer, buffer.count, "signalbox-%Y%m%d-%H%M%S", &moment)
    return String(decoding: buffer.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Writes them into the current directory, or else into the program's own folder.
  func write() -> Status {
    do throws(SystemFault) { return .saved(try write(into: "")) } catch {
      guard let folder = Folder.data.made() else { return .notSaved(error.number, error.words) }
      do throws(SystemFault) { return .saved(try write(into: folder + "/")) } catch {
        return .notSaved(error.number, error.words)
      }
    }
  }

  /// Two screens of one second are told apart by a number.
  private func write(into folder: String) throws(SystemFault) -> [String] {
    var written: [String] = []
    for number in 1...100 {
      let base = folder + name + (number == 1 ? "" : "-\(number)")
      do throws(SystemFault) {
        for part in parts {
          let path = base + part.ending
          try create(path, part.text)
          written.append(path)
        }
        return written
      } catch {
        for path in written { unlink(path) }
        written = []
        guard error.number == EEXIST else { throw error }
      }
    }
    throw SystemFault(number: EEXIST)
  }

  private func create(_ path: String, _ text: String) throws(SystemFault) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw SystemFault(number: errno) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count >= 0 || errno == EINTR else {
        let fault = SystemFault(number: errno)
        close(descriptor)
        unlink(path)
        throw fault
      }
      rest = rest.dropFirst(max(0, count))
    }
    close(descriptor)
  }
}

/// What the system refused.
struct SystemFault: Error {
  var number: Int32
  var words: String { String(cString: strerror(number)) }
}
