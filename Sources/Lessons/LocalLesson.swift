import Phrases
import Signalbox

/// Ten threads each keep a phone of their own, and all write one shared variable. After two seconds each reads both back: its
/// own is as it left it, the shared one is the last writer's.
final class LocalLesson: BatchLesson {
  private struct Mine: Sendable { var phone = 0 }

  let stage: Stage
  private let v = ThreadLocal("v", showing: { "\($0.phone)" }) { Mine() }
  private let shared = UnguardedVariable(0, name: "shared") { "\($0)" }

  init(_ stage: Stage) { self.stage = stage }

  func work(_ number: Int) {
    stage.at(.set)
    v.phone = number
    stage.at(.store)
    shared.value = number
    stage.at(.work)
    stage.work(.seconds(2))
    stage.at(.get)
    stage.say(.localRead(own: "\(v.phone)", shared: "\(shared.value)"))
  }
}
