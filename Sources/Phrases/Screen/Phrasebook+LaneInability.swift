extension Status {
  /// Why a key that arranges the lanes can do nothing.
  public enum LaneInability: Hashable, Sendable {
    case noLane
    /// No other thread is called like it.
    case aloneInGroup(String)
    case waitsForNothing(String)
  }
}

extension Phrasebook {
  func sentence(_ inability: Status.LaneInability) -> String {
    switch inability {
    case .noLane: say("there is no lane to arrange yet", "还没有可以整理的轨道")
    case .aloneInGroup(let name):
      say(
        "no other thread is called like \(called(name)): there is no group to fold",
        "没有别的线程与 \(called(name)) 同名：没有可折叠的组")
    case .waitsForNothing(let name):
      say(
        "\(called(name)) waits for nothing: there are no fellow waiters to fold",
        "\(called(name)) 没有在等什么：没有可折叠的等待者")
    }
  }
}
