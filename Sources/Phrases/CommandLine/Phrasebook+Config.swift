import SyncEvents

extension Phrasebook {
  /// What may stand in the file.
  var settingsDiscussion: String {
    say(
      "The file is $XDG_CONFIG_HOME/signalbox/config.json, or else ~/.config/signalbox/config.json: "
        + "JSON, with any of the settings that signalbox config --default prints. Options of the "
        + "command line win over it. Keys are written as the footer writes them: \"a\", \"space\", "
        + "\"Ctrl-S\", \"F1\", \"Esc\", \"PgUp\"; a deed with [] has no key.",
      "文件是 $XDG_CONFIG_HOME/signalbox/config.json，没有则是 ~/.config/signalbox/config.json：JSON 格式，"
        + "可以写 signalbox config --default 输出的任何设置。命令行的选项优先。按键照屏幕底行的英文写法："
        + "\"a\"、\"space\"、\"Ctrl-S\"、\"F1\"、\"Esc\"、\"PgUp\"；写 [] 就没有键。")
  }

  /// Above the settings that hold. Nil is no file at all: there is no home.
  public func settings(in path: String?) -> String {
    path.map { say("settings in \($0)", "设置文件：\($0)") }
      ?? say("no file of settings: HOME is not set", "没有设置文件：没有设置 HOME")
  }

  /// - Parameter path: of the file.
  public func sentence(_ fault: ConfigFault, in path: String) -> String {
    let place = fault.position.map { say(", line \($0.line)", " 第 \($0.line) 行") } ?? ""
    return path + place + say(": ", "：") + sentence(fault.problem)
      + say("; the defaults hold", "；改用默认设置")
  }

  private func sentence(_ problem: ConfigFault.Problem) -> String {
    switch problem {
    case .syntax(let problem): sentence(problem)
    case .unreadable(let number, let text):
      say("it cannot be read (\(text))", "读不出来（\(systemError(number, text))）")
    case .notAnObject: say("it must be an object: { … }", "应当是一个对象：{ … }")
    case .unknownSetting(let name, let nearest):
      say("there is no setting \"\(name)\"", "没有“\(name)”这个设置") + hint(nearest)
    case .wrongType(let name, let kind):
      say("\"\(name)\" must be \(word(kind))", "“\(name)”应当是 \(word(kind))")
    case .notOneOf(let name, let value, let choices):
      say(
        "\"\(name)\" cannot be \"\(value)\": it is one of \(choices.joined(separator: ", "))",
        "“\(name)”不能是“\(value)”：可选的有 \(choices.joined(separator: "、"))")
    case .outOfRange(let name, let value):
      say("\"\(name)\" cannot be \(value)", "“\(name)”不能是 \(value)")
    case .unknownDeed(let name, let nearest):
      say("\"keys\": no key does \"\(name)\"", "“keys”：没有“\(name)”这个动作") + hint(nearest)
    case .unknownKey(let key, let deed):
      say("\"\(deed)\": no key is called \"\(key)\"", "“\(deed)”：没有叫“\(key)”的键")
    case .typedKey(let key, let deed):
      say(
        "\"\(deed)\" cannot have the key \"\(key)\": there it is typed, or takes back what was",
        "“\(deed)”不能用“\(key)”键：在那里它用来打字或删字")
    case .takenKey(let key, let deed, let other):
      say(
        "the key \"\(key)\" would do both \"\(deed)\" and \"\(other)\": give one of them another",
        "“\(key)”键既是“\(deed)”又是“\(other)”：请给其中一个换别的键")
    case .fixedKey(let key, let deed, let always):
      say(
        "\"\(deed)\" cannot have the key \"\(key)\": it is always \"\(always)\"",
        "“\(deed)”不能用“\(key)”键：它总是“\(always)”")
    }
  }

  private func hint(_ nearest: String?) -> String {
    nearest.map { say(" (did you mean \"\($0)\"?)", "（是不是“\($0)”？）") } ?? ""
  }

  private func word(_ kind: ConfigFault.Kind) -> String {
    switch kind {
    case .word: say("a text in quotes", "带引号的文字")
    case .truth: say("true or false", "true 或 false")
    case .number: say("a number", "数")
    case .object: say("an object: { … }", "一个对象：{ … }")
    case .keys: say("a list of keys: [\"a\", \"F2\"]", "键的列表：[\"a\", \"F2\"]")
    }
  }

  func sentence(_ problem: JSONFault.Problem) -> String {
    switch problem {
    case .endsTooSoon: say("the text ends too soon", "内容不完整")
    case .unexpected(let text): say("\"\(text)\" is not expected here", "这里不该有“\(text)”")
    case .goesOn: say("something stands behind the end", "结尾之后还有别的内容")
    case .unknownWord(let word):
      say("\(word) is not a value; text stands in quotes", "\(word) 不是值；文字要加引号")
    case .badNumber(let text): say("\(text) is not a number of JSON", "\(text) 不是 JSON 的数")
    case .unclosedString: say("a quote is missing at the end of a text", "文字后面缺少引号")
    case .controlCharacter:
      say("a control character stands in a text", "文字里有控制字符")
    case .badEscape(let text): say("\(text) is not an escape", "\(text) 不是转义符")
    case .loneSurrogate: say("half of a surrogate pair", "只有半个代理对")
    case .notUTF8: say("the text is not UTF-8", "不是 UTF-8 编码")
    case .duplicateKey(let key): say("\"\(key)\" stands there twice", "“\(key)”出现了两次")
    case .tooDeep: say("too many brackets in one another", "括号嵌套太深")
    case .tooLong: say("the text is too long", "内容太长")
    }
  }
}
