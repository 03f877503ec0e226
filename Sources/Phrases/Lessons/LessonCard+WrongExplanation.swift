extension Phrasebook {
  /// What goes wrong in a lesson, why, and what cures it. Empty where nothing does.
  func explanationOfWhatGoesWrong(_ lesson: LessonID) -> String {
    switch lesson {
    case .deadlock:
      say(
        "Two threads need the same two locks. The first takes accounts, then audit; the second "
          + "takes audit, then accounts. Each gets one and waits for the other's: a ring, and "
          + "nobody in it can go on. It goes wrong only when both are between their two locks at "
          + "once, which is why such a mistake sleeps for years. These are plain locks, so "
          + "anybody may release one (\(key(.release))): the other goes on with it, though "
          + "its owner still believes it has it. The cure (\(key(.cure))) is one order for all: "
          + "whoever has accounts is the only one that can be waiting for audit.",
        "两个线程都要用同样的两把锁。一个先拿 accounts 再拿 audit，另一个先拿 audit 再拿 accounts。各自拿到一把，等对方的那一把："
          + "等成一圈，圈里谁也动不了。只有两个线程同时处在两把锁之间才会出错，所以这种错误可以潜伏好几年。这里用的是普通锁，谁都可以释放"
          + "（\(key(.release))）：对方拿到就能继续，尽管原来的持有者还以为锁在自己手里。改正的办法（\(key(.cure))）是大家用同一个顺序："
          + "只有已经拿到 accounts 的线程，才可能在等 audit。")
    case .philosophers:
      say(
        "Five philosophers sit at a round table, with one fork between each two; to eat takes two. "
          + "All of them take the left fork, hold it for half a second, and reach for the right "
          + "one, which is their neighbour's left. A ring of five is a deadlock like a ring of "
          + "two. The cure (\(key(.cure))): each takes the fork with the lower number first. So the "
          + "last philosopher begins on the right, finds that fork taken, and has none in hand "
          + "while it waits; its neighbour eats, and then all do. To let only four sit down would "
          + "help as well.",
        "五个哲学家围着圆桌，每两人之间有一把叉子，吃饭要用两把。大家都先拿左边的，握半秒，再去拿右边的，可那正是邻座左手里的一把。五个等成一圈"
          + "和两个等成一圈一样，都是死锁。改正（\(key(.cure))）：每人都先拿编号小的叉子。于是最后一位从右边开始，发现叉子被占，等的时候两手"
          + "空空；他的邻座就能吃，然后大家都能吃。只让四个人入座也行。")
    case .lostNotify:
      say(
        "One thread notifies after 0.3 s and ends; another comes to wait after 0.9 s. A condition "
          + "remembers nothing: a notify that finds nobody waiting is gone, and the waiter waits "
          + "for what has already happened. Had it been quicker all would have gone well, so "
          + "tests rarely show it. You can notify it (\(key(.notifyThree))), or send another "
          + "notifier (\(key(.more))). The cure (\(key(.cure))): the notifier writes down, with the "
          + "lock held, that it has happened, and the waiter waits until this is so: "
          + "wait(until:), in Python wait_for, asks before it waits at all.",
        "一个线程在 0.3 秒时通知，然后结束；另一个到 0.9 秒才来等。条件变量什么也不记：通知时没有谁在等，通知就没了，后来的线程等的是已经发生过的事。"
          + "它要是早来一点就没事，所以测试很难发现。你可以亲自通知它（\(key(.notifyThree))），或者再派一个来通知（\(key(.more))）。"
          + "改正（\(key(.cure))）：通知的一方拿着锁，把“已经发生”记下来；等的一方等到它成立为止：wait(until:)（Python 里是 wait_for）在等之前就先问一遍。"
      )
    case .poolDeadlock:
      say(
        "Two workers run a task each. Each task submits another one to the same pool and waits "
          + "for its result. But the inner tasks are queued, all workers are busy with waiting, "
          + "and nobody will ever come for them. One more worker (\(key(.grow))) is enough here, "
          + "until more tasks come (\(key(.more))): a larger pool only makes it rarer. The cure "
          + "(\(key(.cure))): the inner tasks run in a pool of their own, whose workers wait for "
          + "nobody. To call the inner function directly would do as well, and so would to wait for its "
          + "result outside the pool.",
        "两个工作线程各执行一个任务。每个任务又向同一个线程池提交一个任务，并等它的结果。可是里层任务在排队，工作线程全都在等，"
          + "再也没有谁来做。这里多一个工作线程（\(key(.grow))）就够了，但任务再多（\(key(.more))）又会卡住：线程池大一些，只是出错少一些。"
          + "改正（\(key(.cure))）：里层任务在另一个线程池里执行，那里的工作线程谁也不等。直接调用里层函数，或者到线程池外面去等结果，也都可以。")
    case .starvation:
      say(
        "Three threads have the lock in turn, for 0.4 s each. The fourth, hungry, waits for 0.3 s, "
          + "gives up and tries again. But the line is first come, first served, and who gives "
          + "up leaves it: each time hungry comes back it stands behind the others, two turns "
          + "from the lock, and again it waits for less than that. Nobody is blocked for ever, "
          + "so this is no deadlock, and still one never gets anything done. The cure "
          + "(\(key(.cure))): to wait without a time-out, or with one longer than the line, and so to "
          + "keep one's place.",
        "三个线程轮流占用锁，每次 0.4 秒。第四个 hungry 只等 0.3 秒就放弃，然后再试。可是排队是先来先得，放弃就等于离队：每次回来它都排在别人后面，"
          + "离拿到锁还有两轮，而它又等不了那么久。没有谁被永远挡住，所以这不是死锁，但总有一个什么也做不成。改正（\(key(.cure))）："
          + "等的时候不设时限，或者设得比排队的时间长，守住自己的位置。")
    case .ownerGone:
      say(
        "Four threads need the lock. The first finds nothing to do, returns from the middle of its "
          + "section and ends, and never gives the lock back; an error thrown there would do the same. "
          + "The others wait for a thread that is no more. In the lock's row the ended thread is "
          + "still the holder. An outsider may release the lock (\(key(.release))), as "
          + "nobody owns a plain one. The cure (\(key(.cure))): withLock, in Python with, "
          + "gives the lock back however the section is left.",
        "四个线程要用锁。第一个发现没事可做，从半中间返回，结束了，锁却没有还；在那里抛出错误也是一样。其他线程等的是一个已经不在了的线程。"
          + "在锁的那一行里，持有者仍然是那个结束了的线程。普通锁不认主人，可以从外面释放（\(key(.release))）。改正（\(key(.cure))）："
          + "用 withLock，在 Python 里是 with，不管怎样离开都会把锁还掉。")
    case .containers, .lock, .rlock, .semaphore, .condition, .waitFor, .event, .local, .localDict,
      .localObject, .pool, .queue:
      ""
    }
  }
}
