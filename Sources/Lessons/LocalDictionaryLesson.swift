import Phrases
import Signalbox
import SyncEvents

/// The principle of a thread-local: a dictionary keyed by thread, in which each thread has its own row.
final class LocalDictionaryLesson: BatchLesson {
  let stage: Stage
  private let storage = OwnRows("storage")

  init(_ stage: Stage) { self.stage = stage }

  func work(_ number: Int) {
    stage.at(.set)
    storage.put("phone", number)
    stage.at(.work)
    stage.work(.seconds(2))
    stage.at(.get)
    stage.say(.ownRow(storage.rowText))
  }
}
