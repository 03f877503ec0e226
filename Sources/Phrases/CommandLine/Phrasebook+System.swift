extension Phrasebook {
  /// What the system says of an error.
  ///
  /// - Parameters:
  ///   - number: Linux's `errno`.
  ///   - english: the system's own words for it.
  public func systemError(_ number: Int32, _ english: String) -> String {
    say(english, chineseSystemError(number) ?? "系统错误 \(number)")
  }

  /// Those that writing to a file, a pipe or a terminal can meet.
  private func chineseSystemError(_ number: Int32) -> String? {
    switch number {
    case 1, 13: "没有权限"
    case 5: "输入输出错误"
    case 6, 19: "没有这个设备"
    case 9: "标准输出没有打开"
    case 12: "内存不足"
    case 23, 24: "打开的文件太多"
    case 25: "不是终端"
    case 27: "文件太大"
    case 28: "磁盘空间已满"
    case 30: "文件系统只读"
    case 32: "读的一方已经关闭"
    case 122: "超出磁盘配额"
    default: nil
    }
  }
}
