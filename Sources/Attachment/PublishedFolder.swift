import EventRing
import Glibc

/// Where this user's programs publish themselves, and what lies there.
public enum PublishedFolder {
  static let controlEnding = ".control"

  /// The folders that programs publish themselves in: of `SIGNALBOX_DIR`, or of both that a program may have chosen.
  public static var paths: [String] {
    if let given = variable("SIGNALBOX_DIR") { return [given] }
    let runtime = variable("XDG_RUNTIME_DIR").map { $0 + "/signalbox" }
    return [runtime, "/dev/shm/signalbox-\(geteuid())"].compactMap { $0 }
  }
  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Every program that lies there, those that live first, each kind the newest first. Sockets that nobody listens at any more
  /// are removed, and what was left to processes that are no more.
  public static func programs(in folders: [String] = paths) -> [PublishedProgram] {
    var found: [PublishedProgram] = []
    for folder in folders {
      let names = names(in: folder)
      let here = names.compactMap { name in
        process(name).map { PublishedProgram(path: "\(folder)/\(name)", pid: $0) }
      }
      found += here
      let living = Set(here.filter { $0.life != .ended }.map(\.controlPath))
      for name in names {
        guard let keeper = keeper(name), kill(keeper, 0) != 0, errno == ESRCH else { continue }
        unlink("\(folder)/\(name)")
      }
      for name in names where name.hasSuffix(controlEnding) {
        let path = "\(folder)/\(name)"
        guard let pid = process(String(name.dropLast(controlEnding.count))),
          !living.contains(path), isSocket(path)
        else { continue }
        // It may have come while the others were looked at: then there is a mapping beside it by now.
        let mapping = String(path.dropLast(controlEnding.count))
        if PublishedProgram(path: mapping, pid: pid).life == .ended { unlink(path) }
      }
    }
    return found.sorted { ($0.rank, -$0.began, $0.path) < ($1.rank, -$1.began, $1.path) }
  }

  /// The program that lives and has one of these numbers, without looking at the others.
  public static func living(where isWanted: (Int32) -> Bool) -> PublishedProgram? {
    for folder in paths {
      for name in names(in: folder) {
        guard let pid = process(name), isWanted(pid) else { continue }
        let program = PublishedProgram(path: "\(folder)/\(name)", pid: pid)
        if program.life != .ended, program.trouble == nil { return program }
      }
    }
    return nil
  }

  // MARK: what was left to this process

  /// Makes a program that is started with it leave what it has published to this process when it ends, so that it is seen
  /// however soon that is. To be removed with `removeLeft`.
  public static var keeping: (name: String, value: String) { ("SIGNALBOX_KEEP", "\(getpid())") }

  /// Of programs that have ended.
  public static func left() -> [PublishedProgram] {
    leftPaths().compactMap { path in
      let name = path.split(separator: "/").last?.split(separator: "-").first ?? ""
      return Int32(name).map { PublishedProgram(path: path, pid: $0) }
    }
  }
  public static func removeLeft() { for path in leftPaths() { unlink(path) } }

  private static func leftPaths() -> [String] {
    paths.flatMap { folder in
      names(in: folder).filter { keeper($0) == getpid() }.map { "\(folder)/\($0)" }
    }
  }
  /// `PID-START.for-PID`.
  private static func keeper(_ name: String) -> Int32? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, process(String(parts[0])) != nil, parts[1].hasPrefix("for-") else {
      return nil
    }
    return Int32(parts[1].dropFirst(4)).flatMap { $0 > 0 ? $0 : nil }
  }

  /// Removes what a program that has ended left behind.
  ///
  /// - Returns: false if it lives, or cannot be removed; then `errno` says why.
  public static func remove(_ program: PublishedProgram) -> Bool {
    guard PublishedProgram(path: program.path, pid: program.pid).life == .ended else {
      errno = EBUSY
      return false
    }
    return unlink(program.path) == 0
  }

  /// `PID-START`.
  private static func process(_ name: String) -> Int32? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, UInt64(parts[1]) != nil, let pid = Int32(parts[0]), pid > 0 else {
      return nil
    }
    return pid
  }

  private static func isSocket(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
  }

  private static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      names.append(name)
    }
    return names
  }
}

extension PublishedProgram {
  fileprivate var rank: Int { trouble == nil ? (life == .ended ? 1 : 0) : 2 }
}
