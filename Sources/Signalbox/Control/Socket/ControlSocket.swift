import CSignalbox
import Glibc

/// The socket that viewers connect to: beside the mapping's file, with `.control` behind its name. Only this user's processes
/// get an answer.
struct ControlSocket {
  let descriptor: Int32
  let path: String

  /// One that listens. A socket of that name that nobody listens at any more gives way.
  ///
  /// - Throws: the system's error number.
  init(_ path: String) throws(SystemFault) {
    self.path = path
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = Array(path.utf8)
    guard name.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw SystemFault(errno: ENAMETOOLONG)
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let opened = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard opened >= 0 else { throw SystemFault(errno: errno) }
    guard let descriptor = Self.kept(opened) else { throw SystemFault(errno: errno) }
    self.descriptor = descriptor
    unlink(path)
    // The folder is this user's alone, so nobody else comes in between.
    fchmod(descriptor, 0o600)
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) == 0 }
    }
    guard isBound, chmod(path, 0o600) == 0, listen(descriptor, 16) == 0 else {
      let code = errno
      close(descriptor)
      if isBound { unlink(path) }
      throw SystemFault(errno: code)
    }
  }

  struct SystemFault: Error { var errno: Int32 }

  /// The next that wants to talk, if one does, and is this user's.
  func accepted() -> Int32? {
    while true {
      let opened = accept(descriptor, nil, nil)
      guard opened >= 0 else {
        if errno == EINTR || errno == ECONNABORTED { continue }
        return nil
      }
      var user: UInt32 = 0
      guard sb_peer_user(opened, &user), user == geteuid(), let connection = Self.kept(opened)
      else {
        close(opened)
        continue
      }
      _ = fcntl(connection, F_SETFL, O_NONBLOCK)
      return connection
    }
  }

  /// By a number that nobody takes for a standard stream, and for this program alone.
  private static func kept(_ descriptor: Int32) -> Int32? {
    let kept = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    let code = errno
    close(descriptor)
    errno = code
    return kept < 0 ? nil : kept
  }
}
