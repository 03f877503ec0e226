import Glibc
import Testing

/// `export --to perfetto`, read by Perfetto's own schema where `make test` could install that.
@Suite struct TraceTests {
  private static let root =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  private static let python = root + "/.build/perfetto/bin/python"

  @Test(
    .enabled(if: access(python, X_OK) == 0, "Perfetto's Python package is not there"),
    arguments: ["semaphore", "rlock", "queue", "pool", "deadlock", "wait-for", "bank"])
  func agreesWithTheRecording(_ what: String) throws {
    let recorded =
      what == "bank"
      ? "SIGNALBOX_DIR=$d signalbox record -o $d/r -- bank 1"
      : "signalbox run \(what) --headless --speed 4 --for 1s --record $d/r </dev/null"
    let ran = try shell(
      """
      export LC_ALL=C.UTF-8; d=$(mktemp -d)
      \(recorded) >/dev/null 2>&1
      signalbox export $d/r --to perfetto -o $d/t; signalbox export $d/r --to jsonl >$d/lines
      '\(Self.python)' '\(Self.root)/Tests/ProgramTests/trace_agrees.py' $d/t $d/lines \(what == "bank" ? 400_000_000 : 0) 2>&1
      rm -r $d
      """)
    let words = ran.lines.last?.split(separator: " ") ?? []
    #expect(words.last == "agree", "\(ran.output)")
    #expect(words.first.flatMap { Int($0) } ?? 0 > 0, "\(ran.output)")
  }

  @Test func whatCannotBeWritten() throws {
    let ran = try shell(
      """
      export LC_ALL=C.UTF-8; d=$(mktemp -d)
      signalbox run rlock --headless --speed 10 --for 300ms --record $d/r </dev/null >/dev/null 2>&1
      signalbox export $d/r --to perfetto -o $d/none/t 2>&1 | sed "s,$d,D,"
      signalbox export $d/r --to perfetto >/dev/full; echo $?
      rm -r $d
      """)
    #expect(ran.lines.count == 2, "\(ran.output)")
    #expect(ran.lines.first?.contains("D/none/t: ") == true)
    #expect(ran.lines.last == "1")
    let terminal = try Tmux(width: 100, height: 20)
    terminal.type("signalbox export nothing --to perfetto")
    terminal.wait("a sentence") { $0.contains("name a file with -o") }
    terminal.expectUsablePrompt()
  }
}
