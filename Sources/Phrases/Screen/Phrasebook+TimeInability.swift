extension Status {
  /// Why a key that looks elsewhere in time can do nothing.
  public enum TimeInability: Hashable, Sendable {
    /// The cursor is at an end of what there is.
    case earliest, newest
    /// It was live already.
    case alreadyLive
    /// There is no lane to look at.
    case noLane
    case noLaterChange(String)
    case noEarlierChange(String)
    /// Nobody is known to have ended a wait of this thread there.
    case notUnblocked(String)
    /// Nobody has ended its wait yet.
    case stillWaits(String)
    /// Who did it has no lane.
    case noLaneOf(String)
    case noWayBack
    case noBookmark, noLaterBookmark, noEarlierBookmark
    /// So many there may be.
    case tooManyBookmarks(Int)
  }
}

extension Phrasebook {
  func sentence(_ inability: Status.TimeInability) -> String {
    switch inability {
    case .earliest: say("nothing is known from before that", "更早的已经不知道了")
    case .newest: say("that is now: End follows what happens", "已经是此刻：按 End 跟上实时")
    case .alreadyLive: say("the picture follows what happens already", "画面已经在跟着实时走")
    case .noLane: say("there is no thread to look at yet", "还没有可看的线程")
    case .noLaterChange(let name):
      say("no later change of \(called(name)) is known", "此后\(within(name))没有变化")
    case .noEarlierChange(let name):
      say("no earlier change of \(called(name)) is known", "不知道\(within(name))更早的变化")
    case .notUnblocked(let name):
      say(
        "nobody is known to have woken \(called(name)) here",
        "不知道\(within(name))在这里是被谁唤醒的")
    case .stillWaits(let name):
      say("nobody has woken \(called(name)) yet", "此刻\(within(name))还在等：还没有谁唤醒它")
    case .noLaneOf(let name):
      say("it was \(called(name)), which has no lane", "唤醒它的\(within(name))没有轨道")
    case .noBookmark:
      say("there is no bookmark yet: \(key(.bookmark)) sets one", "还没有书签：按 \(key(.bookmark)) 设一个")
    case .noLaterBookmark: say("there is no later bookmark", "后面没有书签了")
    case .noEarlierBookmark: say("there is no earlier bookmark", "前面没有书签了")
    case .tooManyBookmarks(let most):
      say("\(most) bookmarks are all there can be", "书签最多 \(most) 个")
    case .noWayBack: say("there was no jump to go back from", "没有可以返回的跳转")
    }
  }
}
