import Phrases
import Signalbox
import SyncEvents

/// Ten threads stop at a red light. When it turns green they all go, and so does the control thread, at once.
final class EventLesson: BatchLesson {
  let stage: Stage
  private let light = Event(EventLesson.name)
  private static let name = "light"

  init(_ stage: Stage) { self.stage = stage }

  func work(_ number: Int) {
    stage.say(.cameIn)
    stage.at(.work)
    stage.work(.milliseconds(500))
    stage.at(.wait)
    light.wait()
    stage.say(.number(number))
    stage.at(.workAgain)
    stage.work(.milliseconds(500))
  }

  func perform(_ instruction: Instruction) throws -> Bool {
    guard instruction.target ?? Self.name == Self.name else { return false }
    switch instruction.command {
    case .set: turnGreen()
    case .flip where !light.isSet: turnGreen()
    case .clear, .flip: turnRed()
    default: return false
    }
    return true
  }

  private func turnGreen() {
    defer { stage.at(nil) }
    stage.at(.command)
    light.set()
    stage.at(.commandWait)
    if light.wait(timeout: .zero) { stage.say(.youPass) }
  }

  private func turnRed() {
    defer { stage.at(nil) }
    stage.at(.commandRelease)
    light.clear()
  }

  func open() { light.set() }
}
