import EventRing
import Glibc
import SyncEvents
import TestSupport

/// Looks at another process as long as it lives, and checks that what it sees hangs together.
enum StressReader {
  /// The exit status: 0 when nothing was wrong.
  static func run(_ path: String) -> Int32 {
    do {
      var check = StreamCheck(try RingReader(path: path))
      while !check.isOver {
        check.look()
        usleep(500)
      }
      let faults = check.finish()
      for fault in faults { StressProgram.say(fault) }
      StressProgram.say("read \(check.read) lost \(check.lost) events \(check.events)")
      return faults.isEmpty ? 0 : 1
    } catch {
      StressProgram.say("\(error)")
      return 1
    }
  }
}
