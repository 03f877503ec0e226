extension Phrasebook {
  /// What the lessons that stand together are called; nil for the course, which is all that the program was at first.
  public func heading(_ group: LessonID.Group) -> String? {
    switch group {
    case .course: nil
    case .wrong: say("when it goes wrong", "出了错的时候")
    }
  }

  /// What is different in the lesson as it goes well; nil where nothing goes wrong.
  public func cure(_ lesson: LessonID) -> String? {
    switch lesson {
    case .deadlock: say("both take the locks in the same order", "两个线程按同样的顺序拿锁")
    case .philosophers:
      say("each takes the fork with the lower number first", "每人都先拿编号小的叉子")
    case .lostNotify:
      say("what has happened is written down, and looked at before waiting", "发生过的事记下来，等待之前先看一眼")
    case .poolDeadlock: say("the inner tasks have a pool of their own", "里层任务另用一个线程池")
    case .starvation: say("it waits without a time-out, and keeps its place", "不设时限地等，守住自己的位置")
    case .ownerGone:
      say("withLock gives the lock back, however one leaves", "改用 withLock，不管怎样离开都会还锁")
    case .containers, .lock, .rlock, .semaphore, .condition, .waitFor, .event, .local, .localDict,
      .localObject, .pool, .queue:
      nil
    }
  }
}
