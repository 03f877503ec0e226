import Glibc
import Signalbox
import SyncEvents

/// A program with one of each thing that a viewer can act on, and threads at a light that use them when it is green.
enum Obedience {
  static func run(_ word: String) {
    let scope = ControlScope.allCases.first { $0.word == word } ?? .none
    let (light, ready) = (Event("light"), Condition("ready"))
    let twins = [Lock("twin"), Lock("twin")]
    guard let permits = try? BoundedSemaphore(2, name: "permits"),
      let path = try? Recorder.publish(control: scope)
    else { exit(1) }
    let threads = (0..<3).map { number in
      TracedThread.run("worker-\(number)") {
        while true {
          light.wait()
          permits.withPermit { usleep(200) }
        }
      }
    }
    let listener = TracedThread.run("listener") {
      try ready.withLock { while true { try ready.wait() } }
    }
    StressProgram.say(path)
    withExtendedLifetime((twins, threads, listener)) {
      _ = readLine()
      exit(0)
    }
  }
}
