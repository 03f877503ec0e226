import Phrases
import Signalbox
import SyncEvents

/// An object whose attribute access keeps to the calling thread's row by itself: `obj.phone` and `obj["x"]`.
final class LocalObjectLesson: BatchLesson {
  let stage: Stage
  private let object: LocalObject

  init(_ stage: Stage) {
    self.stage = stage
    object = LocalObject(stage)
  }

  func work(_ number: Int) {
    object.phone = number
    object["x"] = number * number
    stage.at(.work)
    stage.work(.seconds(2))
    stage.say(.attribute("phone", "\(object.phone ?? -1)"))
    stage.say(.attribute("x", "\(object["x"] ?? -1)"))
  }
}

/// `object.phone` is `object["phone"]`, and that is the calling thread's own.
@dynamicMemberLookup
final class LocalObject: Sendable {
  private let stage: Stage
  private let rows = SynchronizedDictionary<ThreadID, [String: Int]>(name: "obj")

  init(_ stage: Stage) { self.stage = stage }

  subscript(key: String) -> Int? {
    get {
      stage.at(.get)
      let row = rows.value(of: me) { row in (key, row?[key].map { "\($0)" }) }
      return row?[key]
    }
    set {
      stage.at(.set)
      let text = newValue.map { "\($0)" } ?? "nil"
      rows.update(me, default: [:], recorded: (key, text)) { $0[key] = newValue }
    }
  }
  subscript(dynamicMember key: String) -> Int? {
    get { self[key] }
    set { self[key] = newValue }
  }
}
