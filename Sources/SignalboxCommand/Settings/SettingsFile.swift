import Glibc
import Phrases
import SyncEvents

/// The file of settings, read once.
enum SettingsFile {
  static let path = Folder.config.path.map { $0 + "/config.json" }

  /// What holds; where the file is wrong, the defaults, and what is wrong with it.
  static let loaded: (settings: Settings, fault: ConfigFault?) = {
    guard let path else { return (Settings(), nil) }
    do throws(ConfigFault) {
      guard let bytes = try read(path) else { return (Settings(), nil) }
      return (try Settings.read(bytes), nil)
    } catch { return (Settings(), error) }
  }()

  /// The sentence about what is wrong with it; nil where nothing is.
  static func complaint(_ book: Phrasebook) -> String? {
    guard let path, let fault = loaded.fault else { return nil }
    return book.sentence(fault, in: path)
  }

  private static let longest = 1 << 20

  /// Nil where there is none. What is no plain file is not waited for.
  private static func read(_ path: String) throws(ConfigFault) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw unreadable(errno)
    }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw unreadable(errno) }
    guard facts.st_mode & S_IFMT == S_IFREG else { throw unreadable(EINVAL) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while bytes.count <= longest {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count >= 0 else { throw unreadable(errno) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
    throw ConfigFault(at: nil, .syntax(.tooLong))
  }

  private static func unreadable(_ error: Int32) -> ConfigFault {
    ConfigFault(at: nil, .unreadable(error, String(cString: strerror(error))))
  }
}
