import EventRing
import Glibc
import SyncEvents
import TestSupport
import Testing

/// One process works on all primitives, this one looks at it meanwhile.
@Suite(.watched) struct LiveReadTests {
  /// Everything is read or counted as lost, and what is read hangs together.
  @Test func everySlotIsReadOrLost() throws {
    let folder = try Folder()
    let operations = 120_000
    let child = try ChildProcess(
      ["write", "8", "\(operations)"],
      environment: ["SIGNALBOX_DIR": folder.path, "SIGNALBOX_RING": "262144"])
    let path = try #require(child.line())
    var check = StreamCheck(try RingReader(path: path))
    child.say("go")
    let written = try #require(follow(child, &check))
    #expect(check.read + check.lost == written)
    #expect(check.lost == 0)
    child.say("over")
    #expect(child.wait() == 0)
    #expect(check.finish() == [])
    #expect(folder.names == [])  // the name goes with a normal end
  }

  /// So little room that much is lost: the account is as exact.
  @Test func theLossIsExact() throws {
    let folder = try Folder()
    let child = try ChildProcess(
      ["write", "4", "60000"],
      environment: ["SIGNALBOX_DIR": folder.path, "SIGNALBOX_RING": "1024"])
    let path = try #require(child.line())
    let readers = try (0..<3).map { _ in try RingReader(path: path) }
    child.say("go")
    while child.isSilent {
      for reader in readers { _ = reader.read() }
      usleep(2000)
    }
    _ = try #require(child.line())  // it works
    let written = try #require(child.line().flatMap { UInt64($0.dropFirst("written ".count)) })
    for reader in readers {
      _ = reader.read()
      #expect(reader.slotsRead + reader.slotsLost == written)
    }
    child.say("over")
    #expect(child.wait() == 0)
  }

  /// A process that is stopped says nothing, and nothing is made up for it; when it goes on, so does the picture.
  @Test func aStoppedProcessIsToldAsSuch() throws {
    let folder = try Folder()
    let child = try ChildProcess(["loop", "2"], environment: ["SIGNALBOX_DIR": folder.path])
    let path = try #require(child.line())
    let reader = try RingReader(path: path)
    child.say("go")
    _ = try #require(child.line())
    try waitUntil("it is seen to work") { reader.read().events.count > 100 }
    #expect(reader.source == .running)
    child.send(SIGSTOP)
    try waitUntil("it is seen to be stopped") {
      _ = reader.read()
      return reader.source == .stopped
    }
    let written = reader.slotsRead + reader.slotsLost
    for _ in 0..<5 { _ = reader.read() }
    #expect(reader.slotsRead + reader.slotsLost == written)
    child.send(SIGCONT)
    try waitUntil("it works again") {
      _ = reader.read()
      return reader.source == .running && reader.slotsRead + reader.slotsLost > written
    }
    child.send(SIGKILL)
    child.wait()
    try waitUntil("it is seen to be gone") {
      _ = reader.read()
      return reader.source == .gone
    }
    unlink(path)
  }

  /// Until it says how much it has written.
  private func follow(_ child: ChildProcess, _ check: inout StreamCheck) -> UInt64? {
    while child.isSilent { check.look() }
    _ = child.line()  // it works
    while child.isSilent { check.look() }
    let written = child.line().flatMap { UInt64($0.dropFirst("written ".count)) }
    check.look()
    return written
  }
}
