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

  /// The title and what it means, in one line.
  public func heading(_ lesson: LessonID) -> String {
    title(lesson) + say(": ", "：") + subtitle(lesson)
  }

  private func title(_ lesson: LessonID) -> String {
    switch lesson {
    case .containers: say("Thread-safe containers", "线程安全的容器")
    case .lock: say("Lock", "Lock 锁")
    case .rlock: say("RecursiveLock", "RecursiveLock 可重入锁")
    case .semaphore: say("BoundedSemaphore", "BoundedSemaphore 信号量")
    case .condition: say("Condition", "Condition 条件变量")
    case .waitFor: say("Condition.wait(until:)", "Condition.wait(until:) 等条件成立")
    case .event: say("Event", "Event 事件")
    case .local: say("ThreadLocal", "ThreadLocal 线程局部存储")
    case .localDict: say("Dictionary by thread id", "以线程 id 为键的字典")
    case .localObject: say("Thread-local object", "线程局部对象")
    case .pool: say("ThreadPool", "ThreadPool 线程池")
    case .queue: say("Producers and consumers", "生产者和消费者")
    case .deadlock: say("Deadlock", "死锁")
    case .philosophers: say("Dining philosophers", "哲学家就餐")
    case .lostNotify: say("Lost notify", "丢失的通知")
    case .poolDeadlock: say("Pool deadlock", "线程池死锁")
    case .starvation: say("Starvation", "饥饿")
    case .ownerGone: say("Owner gone", "持有者已离开")
    }
  }

  private func subtitle(_ lesson: LessonID) -> String {
    switch lesson {
    case .containers: say("list, dictionary, queue, safely shared", "列表、字典、队列可以放心共享")
    case .lock: say("one at a time", "一次只进一个")
    case .rlock: say("taken twice, given back twice", "拿两次，还两次")
    case .semaphore: say("so many at a time", "一次放行几个")
    case .condition: say("notify n of the waiters", "想通知几个就几个")
    case .waitFor: say("woken is not yet allowed", "醒了不等于轮到了")
    case .event: say("stop at red, go at green", "红灯停，绿灯行")
    case .local: say("each thread has its own value", "每个线程各有一份值")
    case .localDict: say("the principle of thread-locals", "线程局部存储的原理")
    case .localObject: say("attribute access is all it takes", "读写属性就自动隔离")
    case .pool: say("forty tasks on five workers", "四十个任务，五个工作线程")
    case .queue: say("who never meet", "互不相识")
    case .deadlock: say("two locks, two orders", "两把锁，两种顺序")
    case .philosophers: say("everybody has one fork, nobody two", "人人有一把叉子，谁也没有两把")
    case .lostNotify: say("notified before anybody waits", "通知的时候还没有谁在等")
    case .poolDeadlock: say("workers wait for tasks without workers", "工作线程等没有线程来做的任务")
    case .starvation: say("who is impatient never gets a turn", "没耐心就总轮不到")
    case .ownerGone: say("ended, and took the lock along", "线程结束了，锁却没还")
    }
  }

  private func attempt(_ lesson: LessonID) -> String {
    switch lesson {
    case .containers:
      say(
        "See how far the counter is behind its updates, and the containers are not; \(key(.more)) sends ten more.",
        "看计数器比更新次数少了多少，而容器一个不少；按 \(key(.more)) 再来十个线程。")
    case .lock:
      say(
        "Take the lock away with \(key(.bare)); let a thread lock itself out with \(key(.lockTwice)), and help it with \(key(.release)).",
        "按 \(key(.bare)) 拿掉锁看看；按 \(key(.lockTwice)) 让一个线程把自己锁住，再按 \(key(.release)) 救它。")
    case .rlock:
      say(
        "Watch the depth in the now column: \(depth(1)), \(depth(2)), \(depth(1)).",
        "看“现在”一栏里的深度：\(depth(1))，\(depth(2))，\(depth(1))。")
    case .semaphore:
      say(
        "Press \(key(.grow)) and one more thread goes at once; press \(key(.shrink)) until there is a debt.",
        "按 \(key(.grow)) 马上多放行一个；按 \(key(.shrink)) 一直按到出现欠额。")
    case .condition:
      say(
        "Press \(key(.notifyThree)): three wake up, and queue again for the condition's lock.",
        "按 \(key(.notifyThree))：醒来三个，又在条件变量的锁前排起队来。")
    case .waitFor:
      say(
        "Press \(key(.notifyThree)) and see them ask and wait again; press \(key(.satisfy)) and one gets its ticket.",
        "按 \(key(.notifyThree))，看它们问一遍又接着等；按 \(key(.satisfy))，就有一个拿到票。")
    case .event:
      say(
        "Press \(key(.flip)) for green, \(key(.more)) for ten more, and \(key(.flip)) twice in a row.",
        "按 \(key(.flip)) 变绿，按 \(key(.more)) 再来十个，再连按两次 \(key(.flip))。")
    case .local:
      say(
        "Compare the value in each lane with the one they share; \(key(.more)) sends ten more.",
        "比较每条轨道自己的值和大家共享的那个值；按 \(key(.more)) 再来十个线程。")
    case .localDict:
      say(
        "See the table fill, a row a thread. Press \(key(.hold)), choose a thread with \(key(.nextLane)), and step it with \(key(.step)).",
        "看表格一个线程一行地填满。按 \(key(.hold)) 停住，按 \(key(.nextLane)) 选线程，按 \(key(.step)) 单步。")
    case .localObject:
      say(
        "Press \(key(.hold)), choose a thread with \(key(.nextLane)), and step it with \(key(.step)): first its set, then its get.",
        "按 \(key(.hold)) 停住，按 \(key(.nextLane)) 选线程，按 \(key(.step)) 单步：先看写，再看读。")
    case .pool:
      say(
        "Press \(key(.grow)) for another worker, \(key(.shrink)) for one fewer; \(key(.bare)) runs the forty as bare threads; \(key(.more)) brings forty more.",
        "按 \(key(.grow)) 多一个工作线程，按 \(key(.shrink)) 少一个；按 \(key(.bare)) 不用线程池再跑一遍；按 \(key(.more)) 再来四十个任务。"
      )
    case .queue:
      say(
        "Press \(key(.nextPrimitive)) until consumers is selected, then \(key(.grow)) until the queue runs empty; \(key(.put)) puts an item yourself.",
        "按 \(key(.nextPrimitive)) 选中 consumers，再按 \(key(.grow)) 直到队列变空；按 \(key(.put)) 自己放入一项。")
    case .deadlock:
      say(
        "See the two wait for each other. Select a lock with \(key(.nextPrimitive)), release it from outside with \(key(.release)), and both go on; \(key(.cure)) cures it.",
        "看它们互相等。按 \(key(.nextPrimitive)) 选一把锁，按 \(key(.release)) 从外面释放，两个就都能继续；按 \(key(.cure)) 看怎样改正。"
      )
    case .philosophers:
      say(
        "See the ring of five. Take a fork away with \(key(.nextPrimitive)) and \(key(.release)), and one after the other eats; \(key(.cure)) cures it.",
        "看五个人等成一圈。按 \(key(.nextPrimitive)) 和 \(key(.release)) 拿走一把叉子，就一个接一个地吃上了；按 \(key(.cure)) 看怎样改正。"
      )
    case .lostNotify:
      say(
        "See the notify that wakes nobody, and the waiter that comes later; wake it with \(key(.notifyThree)). \(key(.cure)) cures it.",
        "看那个谁也没唤醒的通知，和来晚了的等待者；按 \(key(.notifyThree)) 能唤醒它。按 \(key(.cure)) 看怎样改正。")
    case .poolDeadlock:
      say(
        "See both workers wait for tasks in the queue; hire one more with \(key(.grow)), and all get done. \(key(.cure)) cures it.",
        "看两个工作线程都在等还排着队的任务；按 \(key(.grow)) 添一个工作线程，就都做完了。按 \(key(.cure)) 看怎样改正。")
    case .starvation:
      say(
        "See hungry give up, again and again, just before its turn; \(key(.cure)) makes it patient.",
        "看 hungry 总在快轮到时放弃，又重新排队；按 \(key(.cure)) 让它有耐心。")
    case .ownerGone:
      say(
        "See a thread that has ended hold the lock; release it from outside with \(key(.release)), and the others go on. \(key(.cure)) cures it.",
        "看一个已经结束的线程占着锁；按 \(key(.release)) 从外面释放，其他线程就能继续。按 \(key(.cure)) 看怎样改正。")
    }
  }
}
