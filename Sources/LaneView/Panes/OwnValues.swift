import LaneModel
import Phrases
import SyncEvents

/// What a thread has of its own: its values of thread-locals, and its rows of dictionaries.
struct OwnValues {
  let phrase: Phrase
  var text: String { phrase.text }

  init(of lane: Lane, _ model: LaneModel, _ book: Phrasebook) {
    var phrase = Phrase()
    let isOver = lane.state == .ended
    for (index, value) in lane.values.enumerated() {
      if index > 0 { phrase.add("  ") }
      let primitive = model.primitive(value.primitive)
      let text: String
      if primitive?.kind == .dictionary {
        // The row belongs to its lane: its key is the thread's own number.
        phrase.add("[\(value.key ?? "\(lane.id.rawValue)")] ")
        text = value.wasRead ? book.got("", value.text) : value.text
      } else {
        let name = value.key ?? primitive?.name ?? ""
        let own = value.wasRead ? book.got(name, value.text) : book.set(name, to: value.text)
        // A thread-local lets go of a thread's value when that ends; a dictionary keeps its row.
        text = isOver ? "(\(own))" : own
      }
      phrase.add(text, isOver ? .dim : value.wasRead ? .bright : .plain)
    }
    self.phrase = phrase
  }
}
