import EventRing
import Glibc
import TestSupport
import Testing

/// Where a process publishes itself, and what it says when it cannot.
@Suite(.watched) struct PublishTests {
  private func mode(_ path: String) -> (mode: mode_t, owner: uid_t)? {
    var status = stat()
    return lstat(path, &status) == 0 ? (status.st_mode & 0o777, status.st_uid) : nil
  }

  @Test func inAFolderOfOnesOwn() throws {
    let runtime = try Folder()
    let child = try ChildProcess(["loop", "1"], environment: ["XDG_RUNTIME_DIR": runtime.path])
    let path = try #require(child.line())
    let folder = runtime.path + "/signalbox"
    #expect(path.hasPrefix("\(folder)/\(child.pid)-"))
    #expect(mode(folder)?.mode == 0o700)
    #expect(mode(path)?.mode == 0o600)
    #expect(mode(path)?.owner == geteuid())
    child.send(SIGKILL)
    child.wait()
    unlink(path)
    rmdir(folder)
  }

  /// Each of these is somebody else's doing, and a sentence.
  @Test func notWhereOthersLookIn() throws {
    let runtime = try Folder()
    let folder = runtime.path + "/signalbox"
    mkdir(folder, 0o755)
    chmod(folder, 0o755)
    let open = try ChildProcess(["loop", "1"], environment: ["XDG_RUNTIME_DIR": runtime.path])
    #expect(open.line() == nil)
    #expect(open.wait() == 1)
    rmdir(folder)
    symlink("/tmp", folder)
    let linked = try ChildProcess(["loop", "1"], environment: ["XDG_RUNTIME_DIR": runtime.path])
    #expect(linked.line() == nil)
    #expect(linked.wait() == 1)
    unlink(folder)
    #expect(runtime.names == [])
  }

  /// `SIGNALBOX=1` is enough; the program need not know.
  @Test func atTheStartWhenAskedTo() throws {
    let folder = try Folder()
    let child = try ChildProcess(
      ["quiet"], environment: ["SIGNALBOX_DIR": folder.path, "SIGNALBOX": "1"])
    #expect(child.line() == "quiet")
    let name = try #require(folder.names.first)
    #expect(name.hasPrefix("\(child.pid)-"))
    let reader = try RingReader(path: "\(folder.path)/\(name)")
    _ = reader.read()
    #expect(reader.source == .running)
    child.say("over")
    #expect(child.wait() == 0)
    #expect(folder.names == [])
  }

  /// Threads that end leave their places and their rings to those that come: only the journal and the names grow, and they
  /// have an end.
  @Test func tenThousandThreadsThatComeAndGo() throws {
    let folder = try Folder()
    let child = try ChildProcess(
      ["crowd", "10000"], environment: ["SIGNALBOX_DIR": folder.path, "SIGNALBOX": "1"])
    #expect(child.line() == "some")
    let path = "\(folder.path)/\(try #require(folder.names.first))"
    let before = try size(path)
    child.say("go on")
    #expect(child.line() == "all")
    // A text and a place in the journal for each of 10,000 names, and no ring, which alone would be 260 kB.
    #expect(try size(path) - before < 512 * 1024)
    let reader = try RingReader(path: path)
    _ = reader.read()
    #expect(reader.unrecordedThreads == 0)
    child.say("over")
    #expect(child.wait() == 0)
  }

  /// Where there is no room the program says so when it begins, and not when it is too late.
  @Test(.enabled(if: geteuid() == 0)) func aFullFileSystemIsASentence() throws {
    let folder = try Folder()
    guard system("mount -t tmpfs -o size=256k none \(folder.path) 2>/dev/null") == 0 else { return }
    defer { _ = system("umount \(folder.path)") }
    let child = try ChildProcess(["loop", "2"], environment: ["SIGNALBOX_DIR": folder.path])
    #expect(child.line() == nil)
    #expect(child.wait() == 1)
    // Without being asked to publish it works as ever.
    let quiet = try ChildProcess(["quiet"], environment: ["SIGNALBOX_DIR": folder.path])
    #expect(quiet.line() == "quiet")
    quiet.say("over")
    #expect(quiet.wait() == 0)
  }

  /// Bytes that have memory behind them.
  private func size(_ path: String) throws -> Int {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw ChildProcess.Failed(what: "no \(path)") }
    return Int(status.st_blocks) * 512
  }
}
