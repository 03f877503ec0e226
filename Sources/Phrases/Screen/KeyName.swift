/// Keys that are not called by the sign on them.
public enum KeyName: CaseIterable, Hashable, Sendable {
  case space, tab, shiftTab, enter, escape, pageUp, pageDown, home, end, backspace, delete
  case up, down, left, right
}

extension Phrasebook {
  public func name(_ key: KeyName) -> String {
    switch key {
    case .space: say("space", "空格")
    case .tab: "Tab"
    case .shiftTab: "Shift-Tab"
    case .enter: say("Enter", "回车")
    case .escape: "Esc"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .backspace: say("Backspace", "退格")
    case .delete: "Del"
    case .up: isASCII ? say("Up", "上") : "↑"
    case .down: isASCII ? say("Down", "下") : "↓"
    case .left: isASCII ? say("Left", "左") : "←"
    case .right: isASCII ? say("Right", "右") : "→"
    }
  }
}
