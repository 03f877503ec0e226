import Glibc
import TestSupport
import Testing

@Suite(.watched) struct ForkTests {
  /// The child has what the forking thread held, for itself; it records nothing until it publishes itself; and neither side
  /// disturbs the other, while threads of the parent never rest.
  @Test(arguments: 0..<10) func bothSidesGoOn(_ round: Int) throws {
    let folder = try Folder()
    let child = try ChildProcess(["fork"], environment: ["SIGNALBOX_DIR": folder.path])
    #expect(child.line() == "both sides agree")
    #expect(child.wait() == 0)
    for name in folder.names { #expect(!name.hasPrefix("\(child.pid)-")) }
  }
}
