public import Frames
import Phrases

/// Keys as they are written in the file of settings: as the footer writes them in English, with `Up` for `↑`.
public enum KeyText {
  /// Empty for what is no key.
  public static func of(_ key: Key) -> String {
    switch Binding.Cap(of: key) {
    case .sign(let sign): sign
    case .name(let name): Phrasebook(.en, ascii: true).name(name)
    case nil: ""
    }
  }

  /// Nil where no key is called that, or none that a terminal tells from another: Ctrl-I is Tab.
  public static func key(_ text: String) -> Key? {
    // A terminal sends one of them at a time.
    if text.unicodeScalars.count == 1, let sign = text.first, sign != " ", !isControl(sign),
      DisplayWidth.of(text) > 0
    {
      return arrows[sign] ?? .character(sign)
    }
    return named[text.lowercased()]
  }

  private static func isControl(_ sign: Character) -> Bool {
    sign.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  private static let named: [String: Key] = {
    var keys: [Key] = [
      .character(" "), .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .tab, .shiftTab,
      .enter, .escape, .backspace, .delete,
    ]
    keys += (1...12).map(Key.function)
    keys += "abcdefgklnopqrstuvwxyz]".map(Key.control)
    return Dictionary(uniqueKeysWithValues: keys.map { (of($0).lowercased(), $0) })
  }()

  private static let arrows: [Character: Key] = ["↑": .up, "↓": .down, "←": .left, "→": .right]
}
