import Glibc

/// Whether a person opens the program for the first time.
enum FirstTime {
  /// True once: a file remembers it. Where that cannot be written it is never the first time, or it would always be.
  static func isNow() -> Bool {
    guard let folder = Folder.state.made() else { return false }
    let descriptor = open(folder + "/greeted", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return false }
    close(descriptor)
    return true
  }
}
