import Glibc

/// A folder for one test.
final class TemporaryFolder {
  let path: String
  init() {
    var template = Array("/dev/shm/signalbox-recording-XXXXXX".utf8CString)
    mkdtemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
  deinit {
    for name in ["/recording", "/recording.part"] { unlink(path + name) }
    rmdir(path)
  }
}
