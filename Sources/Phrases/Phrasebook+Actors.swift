// How a sentence speaks of those who do something.
extension Phrasebook {
  /// The thread that the sentence is about, and what it does.
  func begin(
    _ actor: Actor, _ english: @autoclosure () -> String, _ chinese: @autoclosure () -> String,
    _ phrase: inout Phrase
  ) {
    name(actor, .bright, &phrase)
    phrase.add(say(" " + english(), (actor.isPerson ? "" : " ") + chinese()))
  }
  /// Within Chinese a Latin name has a blank at either side, and the person has none.
  func embed(_ actor: Actor, _ phrase: inout Phrase) {
    let blank = say("", actor.isPerson ? "" : " ")
    phrase.add(blank)
    name(actor, nil, &phrase)
    phrase.add(blank)
  }
  /// The same for a name within a plain Chinese sentence.
  func within(_ name: String) -> String {
    name == Self.controlThreadName ? called(name) : " \(name) "
  }
  func name(_ actor: Actor, _ tone: Tone?, _ phrase: inout Phrase) {
    phrase.add(called(actor.name), tone ?? (actor.isPerson ? .you : .thread(actor.id)))
  }
  func verb(_ actor: Actor, _ third: String, _ second: String) -> String {
    actor.isPerson ? second : third
  }
  /// "1st", "12th", "23rd".
  func ordinal(_ number: Int) -> String {
    let suffix =
      switch (number % 10, number % 100) {
      case (_, 11...13): "th"
      case (1, _): "st"
      case (2, _): "nd"
      case (3, _): "rd"
      default: "th"
      }
    return "\(number)\(suffix)"
  }
}
