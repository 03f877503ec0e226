extension LessonID {
  /// A short script for when nobody asks for anything: lessons that need a person play it by themselves. Empty where the
  /// threads come to their end alone.
  public func demonstration(isBare: Bool, isCured: Bool = false) -> [String] {
    switch self {
    case .pool where isBare: []
    case .containers, .lock, .rlock, .semaphore, .local, .localDict, .localObject: []
    case .deadlock, .philosophers, .lostNotify, .ownerGone: isCured ? [] : Self.longLook
    case .poolDeadlock, .starvation: Self.longLook
    case .condition: ["notify 3", "wait 4s", "notify all"]
    case .waitFor:
      ["notify 3", "wait 1s", "satisfy", "wait 2s", "satisfy", "satisfy", "wait 3s", "quit"]
    case .event: ["flip", "wait 1s", "flip", "more", "wait 2s", "flip"]
    case .pool: ["wait 1s", "workers 8", "wait 4s", "quit"]
    case .queue:
      ["wait 2s", "put", "consumers 5", "wait 3s", "capacity 2", "producers 5", "wait 2s", "quit"]
    }
  }

  /// Nobody comes to help, so that one sees who is stuck.
  private static let longLook = ["wait 3s", "quit"]
}

extension Phrasebook {
  public var playsByItself: String {
    say("nobody asks for anything: a short demonstration", "没有人下命令：自动演示一小段")
  }
}
