import CSignalbox
import Glibc
import Signalbox

/// Programs that the tests run as processes of their own, to look at them, to kill them, or to have them fork.
@main
enum StressProgram {
  static let usage = """
    usage: StressProgram write THREADS OPERATIONS   does so many, on all primitives, and says how much it has written
           StressProgram loop THREADS               the same until it is killed
           StressProgram read PATH                  reads such a one until it is over, and checks everything
           StressProgram quiet                      takes a lock, and waits for a line
           StressProgram crowd THREADS              so many that come and go, eight at a time, between two lines
           StressProgram obey SCOPE                 lets viewers do so much, until a line comes
           StressProgram pester PATH                asks at that control socket for one thing after the other
           StressProgram knock PATH USER            connects to it as that user, and says what it hears
           StressProgram fork                       forks with a lock held, and uses it on both sides
    """

  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    switch (words.first, words.dropFirst().compactMap { Int($0) }) {
    case ("write", let numbers) where numbers.count == 2:
      write(threads: numbers[0], operations: numbers[1])
    case ("loop", let numbers) where numbers.count == 1:
      write(threads: numbers[0], operations: .max)
    case ("read", _) where words.count == 2: exit(StressReader.run(words[1]))
    case ("quiet", _):
      Lock("quiet").withLock {}
      say("quiet")
      _ = readLine()
    case ("crowd", let numbers) where numbers.count == 1: crowd(numbers[0])
    case ("obey", _) where words.count == 2: Obedience.run(words[1])
    case ("pester", _) where words.count == 2: Pesterer.run(words[1])
    case ("knock", let numbers) where words.count == 3 && numbers.count == 1:
      Pesterer.knock(words[1], as: numbers[0])
    case ("fork", _): exit(ForkProgram.run())
    default:
      say(usage, on: 2)
      exit(2)
    }
  }

  /// At once, whatever it is that reads.
  static func say(_ line: String, on file: Int32 = 1) {
    _ = (line + "\n").withCString { Glibc.write(file, $0, strlen($0)) }
  }

  /// Tells where it can be looked at, waits for a line, works, tells what it has written, and waits for another.
  private static func write(threads: Int, operations: Int) {
    do { say(try Recorder.publish()) } catch {
      say("\(error)", on: 2)
      exit(1)
    }
    guard readLine() != nil else { return }
    let work = StressWork(threads: threads)
    say("working")
    work.run(operations)
    withExtendedLifetime(work) {
      say("written \(sb_rings_written())")
      _ = readLine()
      exit(0)  // nothing is destroyed, so nothing more is written
    }
  }

  private static func crowd(_ threads: Int) {
    let lock = Lock("crowded")
    func come(_ count: Int) {
      for number in stride(from: 0, to: count, by: 8) {
        let few = (0..<8).map { TracedThread.run("guest-\(number + $0)") { lock.withLock {} } }
        for thread in few { try? thread.join() }
      }
    }
    come(80)
    say("some")
    _ = readLine()
    come(threads)
    say("all")
    _ = readLine()
  }
}
