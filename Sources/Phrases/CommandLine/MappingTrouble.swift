/// Why a program's mapping cannot be read.
public enum MappingTrouble: Hashable, Sendable {
  case noSuchFile(String)
  case notPermitted(String)
  /// What the system says.
  case unreadable(String, String)
  case notAMapping
  case truncated
  case newerVersion(UInt32)
  /// What is wrong, in English.
  case damaged(String)
}

extension Phrasebook {
  public func sentence(_ trouble: MappingTrouble) -> String {
    switch trouble {
    case .noSuchFile(let path): say("there is no file \(path)", "没有文件 \(path)")
    case .notPermitted(let path): say("you may not read \(path)", "没有权限读 \(path)")
    case .unreadable(let path, let reason):
      say("\(path) cannot be read: \(reason)", "读不了 \(path)：\(reason)")
    case .notAMapping:
      say("no program with Signalbox has made this", "这不是用了 Signalbox 的程序写的")
    case .truncated: say("the end of it is missing", "它的末尾不见了")
    case .newerVersion(let version):
      say(
        "the program was built with a newer Signalbox (version \(version) of the mapping; this program knows 1)",
        "程序用的是更新的 Signalbox（映射第 \(version) 版，这里只懂第 1 版）")
    case .damaged(let what): say("it is damaged: \(what)", "它已损坏：\(what)")
    }
  }
}
