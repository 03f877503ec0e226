import Phrases
import SyncEvents
import Testing

/// Sentences about queues, pools, barriers, thread-locals and containers, as they are to read.
@Suite struct ExchangeSentenceTests {
  let english = Phrasebook(.en)
  let chinese = Phrasebook(.zh)
  private let producer = Actor(id: ThreadID(11), name: "producer-1")
  private let worker = Actor(id: ThreadID(12), name: "worker-2")

  private func subject(_ name: String, _ kind: PrimitiveKind) -> Happening.Subject {
    Happening.Subject(id: PrimitiveID(UInt32(kind.rawValue)), name: name, kind: kind)
  }
  private func told(_ what: Happening.What, by name: String = "worker-2") -> Happening {
    Happening(number: 1, time: .zero, thread: ThreadID(12), threadName: name, what: what)
  }
  private func expect(_ what: Happening.What, _ english: String, _ chinese: String) {
    #expect(self.english.sentence(told(what)) == english)
    #expect(self.chinese.sentence(told(what)) == chinese)
  }
  private func expect(_ why: Why, _ english: String, _ chinese: String) {
    #expect(self.english.sentence(why).text == english)
    #expect(self.chinese.sentence(why).text == chinese)
  }
  private func waits(
    _ actor: Actor, _ it: Happening.Subject, _ cause: WaitStory.Cause, key: String? = nil
  ) -> Why {
    .waits(
      WaitStory(
        steps: [.init(waiter: actor, primitive: it, waited: 700_000_000)], cause: cause, key: key))
  }

  @Test func logOfQueues() {
    let items = subject("items", .queue)
    expect(
      .put(items, depth: 5, waited: 200_000_000), "put an item into items: 5 in it after 200 ms",
      "向 items 放入一项：现有 5 项，等了 200 毫秒")
    expect(
      .resized(items, old: 5, new: 6, woken: ["producer-1"]),
      "capacity of items 5 → 6, woke producer-1", "items 的容量 5 → 6，唤醒 producer-1")
    expect(
      .resized(items, old: 6, new: -1, woken: []), "capacity of items 6 → unbounded",
      "items 的容量 6 → 无上限")
    expect(
      .turnedAway(items, .shutDown, waited: 200_000_000),
      "gave up items after 200 ms: it is shut down", "放弃等 items，等了 200 毫秒：它已关闭")
  }

  @Test func logOfPools() {
    let pool = subject("pool", .pool)
    expect(
      .submitted(pool, task: 40, queued: 35), "submitted task 40 to pool: 35 queued",
      "向 pool 提交任务 40：35 个在排队")
    expect(
      .taskEnded(pool, task: 7, .returned, took: 500_000_000),
      "finished task 7 of pool after 500 ms", "完成 pool 的任务 7，用了 500 毫秒")
    expect(.resized(pool, old: 5, new: 4, woken: []), "workers of pool 5 → 4", "pool 的工作线程 5 → 4")
  }

  @Test func logOfValues() {
    expect(
      .localSet(subject("local", .threadLocal), key: "phone", value: "3"), "set local.phone = 3",
      "写入 local.phone = 3")
    expect(
      .localGet(subject("local", .threadLocal), key: "phone", value: nil),
      "found nothing in local.phone", "读 local.phone：没有值")
    expect(
      .tallied(subject("counter", .variable), value: 30, updates: 42),
      "wrote counter = 30, the 42nd update: 12 lost so far", "写 counter = 30，第 42 次更新：已丢失 12 次")
    expect(
      .put(subject("table", .dictionary), depth: 9, waited: nil),
      "stored an entry in table: 9 in it", "向 table 存入一条：现有 9 条")
  }

  @Test func whyAtAFullQueue() {
    let items = subject("items", .queue)
    let full = WaitStory.Cause.room(items: 5, capacity: 5, WaitStory.Place(1, of: 3))
    expect(
      waits(producer, items, full, key: "+"),
      "producer-1 waits 0.7 s for items ← full: goes on when one item is taken, + makes room for one; "
        + "1st of 3 in line (5 items, capacity 5)",
      "producer-1 已等 items 0.7 秒 ← 已满：取走一项就放行，按 + 腾出一个空位；队里排第 1，共 3 个（5 项，容量 5）")
    // Its capacity was made smaller than what is in it.
    let narrow = WaitStory.Cause.room(items: 5, capacity: 2, WaitStory.Place(2, of: 3))
    #expect(
      english.sentence(waits(producer, items, narrow)).text.contains(
        "full: goes on when 5 items are taken"))
    let room = WaitStory.Cause.room(items: 4, capacity: 5, WaitStory.Place(1, of: 1))
    #expect(english.sentence(waits(producer, items, room)).text.contains("there is room now"))
  }

  @Test func whyAtAnEmptyQueue() {
    let cause = WaitStory.Cause.item(items: 0, WaitStory.Place(2, of: 2))
    expect(
      waits(worker, subject("items", .queue), cause, key: "p"),
      "worker-2 waits 0.7 s for items ← empty: goes on when 2 items are put, p puts one; 2nd of 2 in line",
      "worker-2 已等 items 0.7 秒 ← 已空：放入 2 项才轮到它，按 p 放入一项；队里排第 2，共 2 个")
  }

  @Test func whyForAResult() {
    let future = subject("task-7", .future)
    expect(
      waits(producer, future, .result(task: 7, .running(worker, for: 300_000_000))),
      "producer-1 waits 0.7 s for task-7 ← task 7, which worker-2 has been running for 0.3 s",
      "producer-1 已等 task-7 0.7 秒 ← 任务 7，worker-2 已执行 0.3 秒")
    expect(
      waits(producer, future, .result(task: 7, .queued(behind: 12))),
      "producer-1 waits 0.7 s for task-7 ← task 7, queued behind 12 others",
      "producer-1 已等 task-7 0.7 秒 ← 任务 7，还在排队，前面有 12 个")
  }

  @Test func whyAWorkerIsIdleOrBusy() {
    let pool = subject("pool", .pool)
    expect(
      waits(worker, pool, .idle, key: "w"),
      "worker-2 has been idle for 0.7 s: pool has no task queued; w submits more",
      "worker-2 已空闲 0.7 秒：pool 里没有任务在排队；按 w 再提交一批")
    expect(
      .runsTask(worker, task: 7, of: pool, queued: 12, for: 300_000_000),
      "worker-2 has been running task 7 of pool for 0.3 s; 12 queued",
      "worker-2 正在执行 pool 的任务 7，已执行 0.3 秒；12 个在排队")
  }

  @Test func whyAtABarrier() {
    expect(
      waits(worker, subject("gate", .barrier), .others(arrived: 3, of: 5)),
      "worker-2 waits 0.7 s for gate ← 3 of 5 have come, 2 more to come",
      "worker-2 已等 gate 0.7 秒 ← 5 个到了 3 个，还差 2 个")
  }

  @Test func aGuardedValueIsUsedNotHeld() {
    let story = HoldStory(
      holder: worker, primitive: subject("table", .dictionary), count: 1, held: 100_000_000,
      waiting: 1, oldest: producer)
    expect(
      .holds(story), "worker-2 has been using table for 0.1 s; one waits: producer-1",
      "worker-2 正在使用 table 已 0.1 秒；1 个在等：producer-1")
  }

  @Test func whatHoldsALockIsToldInWords() {
    let cause = WaitStory.Cause.holder(worker, does: .waiting(.room), for: 300_000_000)
    #expect(
      english.sentence(waits(producer, subject("lock", .lock), cause)).text
        .hasSuffix("← worker-2, waiting for room for 0.3 s"))
    #expect(
      english.sentence(.cannot(.notHeld("worker-2", .waiting(.room), on: "items")))
        == "worker-2 is not held: it is waiting for room in items")
  }

  @Test(arguments: [
    ("capacity -1", "a capacity is at least 1", "容量至少是 1"),
    ("workers -1", "a pool has at least 1 worker", "线程池至少要有 1 个工作线程"),
    ("consumers -1 on consumers", "there is no consumer left", "已经没有消费者了"),
    ("size -1", "a size is at least 0", "大小至少是 0"),
    ("workers +1", "there cannot be that many", "不能有那么多"),
  ])
  func sizesOutOfRange(_ command: String, _ english: String, _ chinese: String) {
    let status = Status.refused(command: command, .outOfRange)
    #expect(self.english.sentence(status) == "\(command) was not done: \(english)")
    #expect(self.chinese.sentence(status) == "没有执行 \(command)：\(chinese)")
  }

  @Test func sizeKeySaysWhatIsMissing() {
    #expect(
      english.sentence(.cannot(.severalOf(.size)))
        == "there is more than one size to change: select a row with Tab")
    #expect(english.sentence(.cannot(.nothingOf(.size))).contains("whose size can be changed"))
  }

  @Test func bareMeansSomethingElseInThePoolLesson() {
    #expect(english.word(.bare, in: .lock) == "without lock")
    #expect(english.bare(in: .pool) == "bare threads")
    #expect(chinese.bare(in: .pool) == "不用线程池")
    #expect(english.sentence(.bare(false, .pool)) == "with the pool again")
    #expect(
      english.beginsAnew(.pool, isBare: true)
        == "the lesson begins anew, with bare threads instead of the pool")
    #expect(english.sentence(.allEnded(.queue)).contains("+ sends new ones"))
  }

  @Test(arguments: [
    (LessonID.containers, ["w"]), (.local, ["w"]), (.localDict, ["H", "j", "s"]),
    (.localObject, ["H", "j", "s"]), (.pool, ["+", "-", "b", "w"]), (.queue, ["Tab", "+", "p"]),
  ])
  func attemptsNameTheKeys(_ lesson: LessonID, _ keys: [String]) {
    for book in [english, chinese] {
      let words = book.card(lesson).attempt.split { " ,.;:，。；：".contains($0) }.map(String.init)
      #expect(Set(words).isSuperset(of: keys), "\(words)")
    }
  }

  @Test func ownLastActionsHaveTheirWords() {
    let pool = subject("pool", .pool)
    let resize = told(.resized(pool, old: 5, new: 6, woken: []), by: "you")
    #expect(english.lastAction(resize, 0) == "you made it 6 workers 0.0 s ago")
    #expect(chinese.lastAction(resize, 0) == "0.0 秒前你把工作线程数改成 6")
    let last = told(.tripped(subject("gate", .barrier), woken: ["a"]))
    #expect(chinese.lastAction(last, 0) == "0.0 秒前 worker-2 最后到")
    #expect(chinese.lastAction(last, 0, .least) == "worker-2 最后到")
  }
}
