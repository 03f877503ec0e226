import Findings
import LaneView
import Phrases
import SyncEvents

extension Settings {
  /// - Parameter text: the bytes of the file.
  static func read(_ text: some Sequence<UInt8>) throws(ConfigFault) -> Settings {
    let value: JSONValue
    do throws(JSONFault) { value = try JSONReader.read(text) } catch {
      throw ConfigFault(at: error.position, .syntax(error.problem))
    }
    guard let members = value.members else { throw ConfigFault(at: value.position, .notAnObject) }
    var settings = Settings()
    for member in members { try settings.take(member) }
    return settings
  }

  private mutating func take(_ member: JSONMember) throws(ConfigFault) {
    guard let name = Name(rawValue: member.key) else {
      let nearest = nearestWord(member.key, Name.allCases.map(\.rawValue))
      throw ConfigFault(at: member.position, .unknownSetting(member.key, nearest: nearest))
    }
    switch name {
    case .language:
      let word = try choice(member, ["auto"] + Language.allCases.map(\.rawValue))
      language = Language(rawValue: word)
    case .theme:
      let word = try choice(member, ThemeName.allCases.map(\.rawValue))
      theme = ThemeName(rawValue: word) ?? .auto
    case .mouse: mouse = try truth(member)
    case .ascii: isASCII = try truth(member)
    case .history:
      guard let text = member.value.string else { throw wrongType(member, .word) }
      guard let size = HistorySize.parse(text) else { throw outOfRange(member, "\"\(text)\"") }
      history = size
    case .speed:
      guard case .number(let text) = member.value.content else { throw wrongType(member, .number) }
      guard let factor = try? ScriptLine.parseSpeed(text) else { throw outOfRange(member, text) }
      speed = factor
    case .thresholds: thresholds = try thresholds(member)
    case .keys: keys = try KeyTable.standard.changed(changes(member))
    }
  }

  private func thresholds(_ member: JSONMember) throws(ConfigFault) -> FindingThresholds {
    guard let members = member.value.members else { throw wrongType(member, .object) }
    var thresholds = FindingThresholds()
    for one in members {
      guard let kind = FindingThresholds.kinds.first(where: { $0.word == one.key }) else {
        let nearest = nearestWord(one.key, FindingThresholds.kinds.map(\.word))
        throw ConfigFault(at: one.position, .unknownSetting(one.key, nearest: nearest))
      }
      let isTime = kind == .longHold
      let number: String? =
        if case .number(let text) = one.value.content { text } else { nil }
      guard let text = isTime ? one.value.string : number else {
        throw wrongType(one, isTime ? .word : .number)
      }
      guard thresholds.set(kind, to: text) else {
        throw outOfRange(one, isTime ? "\"\(text)\"" : text)
      }
    }
    return thresholds
  }

  private func changes(_ member: JSONMember) throws(ConfigFault) -> [KeyChange] {
    guard let deeds = member.value.members else { throw wrongType(member, .object) }
    var changes: [KeyChange] = []
    for deed in deeds {
      guard let values = deed.value.array else { throw wrongType(deed, .keys) }
      var keys: [KeyChange.Word] = []
      for value in values {
        guard let text = value.string else {
          throw ConfigFault(at: value.position, .wrongType(deed.key, .keys))
        }
        keys.append(KeyChange.Word(text, at: value.position))
      }
      changes.append(KeyChange(KeyChange.Word(deed.key, at: deed.position), keys: keys))
    }
    return changes
  }

  private func choice(
    _ member: JSONMember, _ choices: [String]
  ) throws(ConfigFault) -> String {
    guard let word = member.value.string else { throw wrongType(member, .word) }
    guard choices.contains(word) else {
      throw ConfigFault(at: member.value.position, .notOneOf(member.key, word, choices: choices))
    }
    return word
  }

  private func truth(_ member: JSONMember) throws(ConfigFault) -> Bool {
    guard let truth = member.value.bool else { throw wrongType(member, .truth) }
    return truth
  }

  private func wrongType(_ member: JSONMember, _ kind: ConfigFault.Kind) -> ConfigFault {
    ConfigFault(at: member.value.position, .wrongType(member.key, kind))
  }
  private func outOfRange(_ member: JSONMember, _ text: String) -> ConfigFault {
    ConfigFault(at: member.value.position, .outOfRange(member.key, text))
  }
}
