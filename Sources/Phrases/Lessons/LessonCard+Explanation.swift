extension Phrasebook {
  /// What happens in a lesson, and why.
  func explanation(_ lesson: LessonID) -> String {
    switch lesson {
    case .containers:
      say(
        "Ten threads do twenty rounds each: read a counter that nothing protects, work for 150 ms, "
          + "write it back plus one. Threads that have read the same number write the same number, "
          + "so one update remains of several: the counter ends far below 200. In each round "
          + "they also append to a list, store into a dictionary and put into a queue. Each of "
          + "these operations is whole by itself, so nothing is lost, and each container has 200.",
        "十个线程各做二十轮：读一个没有保护的计数器，工作 150 毫秒，加一再写回去。读到同一个数的线程写回的也是同一个数，几次更新"
          + "只剩一次，所以计数器最后远小于 200。每一轮还往列表里加一个元素，往字典里存一条，往队列里放一项。这些操作每一个"
          + "都是完整的，什么也不会丢，三个容器各有 200 个。")
    case .lock:
      say(
        "Ten threads append a number to a shared list, work for half a second, read back the last "
          + "number and print both. The lock makes append and read one unit, so each prints its "
          + "own number. Without the lock (\(key(.bare))) every single operation is still safe, but the pair "
          + "is not, and they print each other's. A plain lock has no owner: a thread that takes it "
          + "twice (\(key(.lockTwice))) waits for itself, and anybody may release it (\(key(.release))).",
        "十个线程往同一个列表里加一个数，工作半秒，再读回最后一个数，把两个都打印出来。锁让“加”和“读”成为一体，所以每个"
          + "线程打印的都是自己的数。拿掉锁（\(key(.bare))）之后，单个操作仍然安全，合在一起就不安全了，打印的是别人的数。普通锁不认主人："
          + "同一个线程锁两次（\(key(.lockTwice))）就是自己等自己，而谁都可以释放它（\(key(.release))）。")
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
          + "again. \(key(.satisfy)) acquires, adds a ticket and notifies one. (The program this lesson "
          + "comes from forgets to acquire first, which Python refuses, and so does Signalbox.)",
        "十个线程等到有票为止。每次被通知，它都拿着锁再问一遍条件，并打印出来；不成立就接着等。\(key(.satisfy)) 先拿锁，加一张票，再通知"
          + "一个。（这一课所依据的原程序忘了先拿锁，Python 会拒绝，这里也会。）")
    case .event:
      say(
        "Ten threads wait at a red light. Green lets all of them go, and whoever comes while it is "
          + "green does not wait at all. Green and red in one breath still lets every thread go "
          + "that was waiting.",
        "十个线程停在红灯前。变绿，全部放行；绿灯时来的根本不用等。刚变绿又马上变红，当时等着的也都能走。")
    case .local:
      say(
        "Ten threads set local.phone to their own number and a shared variable to the same number, "
          + "work for two seconds and read both back. A thread-local has one value for each thread, "
          + "made when the thread first uses it and gone with the thread, so each reads its own. "
          + "The shared variable has one value for all: each reads what the last writer left.",
        "十个线程把 local.phone 设成自己的编号，把一个共享变量也设成这个编号，工作两秒，再把两个都读回来。线程局部存储给每个线程"
          + "各存一份值，线程第一次用时才有，线程结束就没了，所以读回的都是自己的。共享变量只有一份，读到的是最后写入的那个。")
    case .localDict:
      say(
        "The same by hand. One dictionary is shared by all, and its keys are thread ids: each "
          + "thread stores a row of its own, storage[id] = [phone: number], and later looks up its own "
          + "id, so it never meets another's row. This is all there is to a thread-local; only that "
          + "here nobody clears a row away when its thread has ended.",
        "同样的事自己动手做。大家共用一个字典，键是线程 id：每个线程存自己的一行，storage[id] = [phone: 编号]，之后也只按自己的"
          + " id 去查，碰不到别人的那一行。线程局部存储的原理就是这些；只不过在这里，线程结束之后没有谁来清掉它那一行。")
    case .localObject:
      say(
        "An object with that dictionary inside. To set obj.phone or obj[\"x\"] stores into the row of "
          + "the thread that does it, and to get it looks there. All threads write the same words "
          + "about the same object, and each has its own values. Python calls __setattr__ and "
          + "__getattr__ for obj.phone and __setitem__ and __getitem__ for obj[\"x\"]; Swift calls a "
          + "subscript for both, one of them for dynamic members.",
        "把那个字典藏进一个对象。给 obj.phone 或 obj[\"x\"] 赋值，就存进当前线程的那一行；读取时也到那一行去找。所有线程对同一个"
          + "对象写同样的代码，得到的却各是各的值。Python 对 obj.phone 调用 __setattr__ 和 "
          + "__getattr__，对 obj[\"x\"] 调用 __setitem__ 和 __getitem__；Swift 两种都调用下标，其中一个是 @dynamicMemberLookup 的下标。"
      )
    case .pool:
      say(
        "Forty tasks are submitted at once, and there are five workers. Each worker takes the oldest "
          + "task, prints its number, works on it for half a second and takes the next: five "
          + "run, the others are queued. With nothing queued the workers do not end, they are "
          + "idle, and the next forty tasks (\(key(.more))) need no new threads. As bare threads (\(key(.bare))) all forty run "
          + "at once; so would forty thousand, each with a stack of its own.",
        "一次提交四十个任务，工作线程有五个。每个工作线程取最早的任务，打印编号，工作半秒，再取下一个：五个在执行，其余的在排队。没有任务"
          + "排队时，工作线程并不结束，只是空闲，下一批四十个任务（\(key(.more))）不用再开新线程。不用线程池（\(key(.bare))）就是四十个线程一起跑；要是四万个"
          + "任务，就是四万个线程，每个都要有自己的栈。")
    case .queue:
      say(
        "Three producers make an item every 0.3 s, two consumers need 0.5 s for one. None of them "
          + "knows another, only the queue. Ten items a second come and four go, so the queue, "
          + "which holds five, is soon full, and producers wait for room: it makes the "
          + "fast side as slow as the other. With more consumers it runs empty, and they wait for items.",
        "三个生产者每 0.3 秒做好一项，两个消费者处理一项要 0.5 秒。它们互不认识，只认识队列。每秒进来十项，只出去四项，容量为五的"
          + "队列很快就满了，生产者只好等空位：快的一边被迫和慢的一边一样慢。消费者多了，队列就空了，轮到它们等数据。")
    case .deadlock, .philosophers, .lostNotify, .poolDeadlock, .starvation, .ownerGone:
      explanationOfWhatGoesWrong(lesson)
    }
  }
}
