/// What is written about a lesson.
public struct LessonCard: Hashable, Sendable {
  public var number: String
  public var title: String
  public var subtitle: String
  /// What to try.
  public var attempt: String
  /// What happens and why, for the help.
  public var explanation: String
}

extension Phrasebook {
  public func card(_ lesson: LessonID) -> LessonCard {
    LessonCard(
      number: lesson.number, title: title(lesson), subtitle: subtitle(lesson),
      attempt: attempt(lesson), explanation: explanation(lesson))
  }

  private func title(_ lesson: LessonID) -> String {
    switch lesson {
    case .containers: say("Thread-safe containers", "线程安全的容器")
    case .local: say("ThreadLocal", "ThreadLocal 线程局部存储")
    case .localDict: say("A dictionary keyed by thread", "以线程 id 为键的字典")
    case .localObject: say("An object of one's own", "自带这份字典的对象")
    case .pool: say("ThreadPool", "ThreadPool 线程池")
    case .queue: say("Producers and consumers", "生产者和消费者")
    case .lock: say("Lock", "Lock 锁")
    case .rlock: say("RecursiveLock", "RecursiveLock 可重入锁")
    case .semaphore: say("BoundedSemaphore", "BoundedSemaphore 信号量")
    case .condition: say("Condition", "Condition 条件变量")
    case .waitFor: say("Condition.wait(until:)", "Condition.wait(until:) 等条件成立")
    case .event: say("Event", "Event 事件")
    }
  }

  private func subtitle(_ lesson: LessonID) -> String {
    switch lesson {
    case .containers: say("list, dictionary and queue are safe to share", "列表、字典、队列可以放心共享")
    case .local: say("each thread has its own value", "每个线程各有一份值")
    case .localDict: say("the principle of thread-locals", "线程局部存储的原理")
    case .localObject: say("attribute access does it by itself", "读写属性时自动完成")
    case .pool: say("forty tasks on five workers", "四十个任务，五个工作线程")
    case .queue: say("who never meet", "彼此从不照面")
    case .lock: say("one at a time", "一次只进一个")
    case .rlock: say("taken twice, given back twice", "拿两次，还两次")
    case .semaphore: say("so many at a time", "一次放行几个")
    case .condition: say("notify n of the waiters", "想通知几个就几个")
    case .waitFor: say("woken is not yet allowed", "醒了不等于轮到了")
    case .event: say("stop at red, go at green", "红灯停，绿灯行")
    }
  }

  private func attempt(_ lesson: LessonID) -> String {
    switch lesson {
    case .containers:
      say(
        "Watch the counter fall behind the containers: those updates are lost. w sends ten more.",
        "看计数器怎样落在容器后面：少的就是丢失的更新。按 w 再来十个线程。")
    case .local:
      say(
        "Compare each lane's own value with the shared one, which all overwrite.",
        "比较每条轨道自己的值和那个被大家覆盖的共享值。")
    case .localDict:
      say(
        "See the table fill, a row a thread; hold with H and step with s.",
        "看表一行一行填满，一个线程一行；按 H 停住，按 s 单步。")
    case .localObject:
      say(
        "Step a thread with H and s: set, then get, each in its own row.",
        "按 H 停住，再按 s 单步：先写后读，各在各的一行。")
    case .pool:
      say(
        "Press + for more workers, b for the same forty as bare threads.",
        "按 + 增加工作线程；按 b 改用四十个线程直接跑。")
    case .queue:
      say(
        "Tab to consumers and press + until the queue runs empty; p puts an item yourself.",
        "按 Tab 选到 consumers，再按 + 直到队列变空；按 p 自己放一项。")
    case .lock:
      say(
        "Take the lock away with b; let a thread lock itself out with d, and help it with u.",
        "按 b 拿掉锁看看；按 d 让一个线程把自己锁住，再按 u 救它。")
    case .rlock:
      say(
        "Watch the depth in the now column: \(depth(1)), \(depth(2)), \(depth(1)).",
        "看“现在”一栏里的深度：\(depth(1))，\(depth(2))，\(depth(1))。")
    case .semaphore:
      say(
        "Press + and one more thread goes at once; press - until there is a debt.",
        "按 + 马上多放行一个；按 - 一直按到出现欠额。")
    case .condition:
      say(
        "Press 3: three wake up, and queue again for the condition's lock.",
        "按 3：醒来三个，又在条件变量的锁前排起队来。")
    case .waitFor:
      say(
        "Press 3 and see them ask and wait again; press x and one gets its ticket.",
        "按 3，看它们问一遍又接着等；按 x，就有一个拿到票。")
    case .event:
      say(
        "Press f for green, w for ten more, and f twice in a row.",
        "按 f 变绿，按 w 再来十个，再连按两次 f。")
    }
  }

  private func explanation(_ lesson: LessonID) -> String {
    switch lesson {
    case .containers, .local, .localDict, .localObject, .pool, .queue:
      attempt(lesson)
    case .lock:
      say(
        "Ten threads append a number to a shared list, work for half a second, read back the last "
          + "number and print both. The lock makes append and read one unit, so each prints its "
          + "own number. Without the lock (b) every single operation is still safe, but the pair "
          + "is not, and they print each other's. A plain lock has no owner: a thread that takes it "
          + "twice (d) waits for itself, and anybody may release it (u).",
        "十个线程往同一个列表里加一个数，工作半秒，再读回最后一个数，把两个都打印出来。锁让“加”和“读”成为一体，所以每个"
          + "线程打印的都是自己的数。拿掉锁（b）之后，单个操作仍然安全，合在一起就不安全了，打印的是别人的数。普通锁不认主人："
          + "同一个线程锁两次（d）就是自己等自己，而谁都可以释放它（u）。")
    case .rlock:
      say(
        "The same, but each thread takes the lock twice and releases it twice. A recursive lock "
          + "knows its owner and counts: the second time does not block, and only the last release "
          + "lets the next thread in.",
        "和上一课一样，但每个线程拿两次锁，还两次。可重入锁认得主人，也会计数：第二次不会等，最后一次释放才放下一个线程进来。"
      )
    case .semaphore:
      say(
        "Twenty threads want a permit, and there are three. Whoever has one works for a second and "
          + "returns it, and the oldest waiter goes. The size can change while it runs: a wider "
          + "one lets waiters go at once; one that is narrower than what is in use leaves a debt, which "
          + "returned permits pay before anybody else may go.",
        "二十个线程要许可，许可只有三个。拿到的工作一秒再归还，等得最早的接着走。大小可以边跑边改：变大，等着的马上放行；"
          + "变得比正在用的还小，就有了欠额，归还的许可要先补上它，别的线程才能走。")
    case .condition:
      say(
        "Ten threads take the condition's lock and wait, which gives the lock up. notify(n) wakes "
          + "the n that have waited longest; with nobody waiting it does nothing and is not "
          + "remembered. A woken thread needs the lock again before it goes on, so they go one by "
          + "one: from waiting on the condition to blocked on the lock to running.",
        "十个线程拿到条件变量的锁然后等待，等待时锁会放开。notify(n) 通知等得最久的 n 个；没有线程在等时它什么也不做，也不会"
          + "记住。醒来的线程要重新拿到锁才能继续，所以它们一个接一个：从等通知，到等锁，再到运行。")
    case .waitFor:
      say(
        "Ten threads wait until there is a ticket. Each time one is notified it asks its predicate "
          + "again, with the lock held, and prints that it asked; when the answer is false it waits "
          + "again. x acquires, adds a ticket and notifies one. (The program this lesson "
          + "comes from forgets to acquire first, which Python refuses, and so does Signalbox.)",
        "十个线程等到有票为止。每次被通知，它都拿着锁再问一遍条件，并打印出来；不成立就接着等。x 先拿锁，加一张票，再通知"
          + "一个。（这一课所依据的原程序忘了先拿锁，Python 会拒绝，这里也会。）")
    case .event:
      say(
        "Ten threads wait at a red light. Green lets all of them go, and whoever comes while it is "
          + "green does not wait at all. Green and red in one breath still lets every thread go "
          + "that was waiting.",
        "十个线程停在红灯前。变绿，全部放行；绿灯时来的根本不用等。刚变绿又马上变红，当时等着的也都能走。")
    }
  }
}
