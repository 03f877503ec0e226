import Phrases
import SyncEvents
import Testing

/// Sentences as they are to read.
@Suite struct SentenceTests {
  let english = Phrasebook(.en)
  let chinese = Phrasebook(.zh)
  let ready = Happening.Subject(id: PrimitiveID(1), name: "ready", kind: .condition)
  let lock = Happening.Subject(id: PrimitiveID(2), name: "ready.lock", kind: .recursiveLock)
  let permits = Happening.Subject(id: PrimitiveID(3), name: "permits", kind: .boundedSemaphore)
  let light = Happening.Subject(id: PrimitiveID(4), name: "light", kind: .event)

  private func told(_ what: Happening.What) -> Happening {
    Happening(
      number: 1, time: Instant(nanoseconds: 18_600_000_000), thread: ThreadID(1), threadName: "you",
      what: what)
  }
  private func worker(_ number: UInt32) -> Actor {
    Actor(id: ThreadID(number + 10), name: "worker-\(number)")
  }
  private let you = Actor(id: ThreadID(1), name: "you", isPerson: true)

  @Test func logOfTheConditionLesson() {
    let workers = ["worker-0", "worker-1", "worker-2"]
    let notify = told(.notifies(ready, asked: 3, woken: workers))
    #expect(
      english.line(notify) == "18.60  you  notify(3) on ready woke worker-0 worker-1 worker-2")
    #expect(
      chinese.line(notify) == "18.60  你  在 ready 上 notify(3)，唤醒 worker-0 worker-1 worker-2")
    #expect(
      english.sentence(told(.notifies(ready, asked: nil, woken: [])))
        == "notifyAll() on ready woke nobody")
    #expect(
      english.sentence(told(.released(lock, permits: 1, depth: 1, held: 1_000_000_000)))
        == "released ready.lock after 1.0 s")
    #expect(
      english.sentence(told(.acquired(lock, permits: 1, depth: 1, waited: 1_000_000_000)))
        == "acquired ready.lock after 1.0 s")
    #expect(
      english.sentence(told(.acquired(lock, permits: 1, depth: 2, waited: nil)))
        == "acquired ready.lock ×2")
  }

  @Test func logOfTheSemaphoreLesson() {
    let resize = told(.resized(permits, old: 3, new: 4, woken: ["worker-9"]))
    #expect(english.sentence(resize) == "permits 3 → 4, woke worker-9")
    #expect(Phrasebook(.en, ascii: true).sentence(resize) == "permits 3 -> 4, woke worker-9")
    #expect(chinese.sentence(resize) == "permits 3 → 4，唤醒 worker-9")
  }

  @Test func deadlockIsToldAsARing() {
    let ring = ["a", "audit", "b", "accounts"]
    #expect(
      english.sentence(told(.deadlock(ring, certain: true)))
        == "deadlock: a → audit → b → accounts → a")
  }

  @Test func whyBlockedOnALock() {
    let why = Why.waits(
      WaitStory(
        steps: [.init(waiter: worker(2), primitive: lock, waited: 1_300_000_000)],
        notifiedBy: you,
        cause: .holder(worker(1), does: .running, for: 300_000_000)))
    let phrase = english.sentence(why)
    #expect(
      phrase.text
        == "worker-2 waits 1.3 s for ready.lock ← worker-1, running for 0.3 s   notified by you")
    #expect(
      phrase.segments.map(\.tone) == [
        .bright, .dim, .primitive(lock.id), .dim, .thread(worker(1).id), .dim, .dim, .you,
      ])
  }

  @Test func whyAtARedLight() {
    let why = Why.waits(
      WaitStory(
        steps: [.init(waiter: worker(13), primitive: light, waited: 3_500_000_000)],
        cause: .red(waiting: 10), key: "f"))
    #expect(
      english.sentence(why).text
        == "worker-13 waits 3.5 s for light ← red; f turns it green: 10 threads go at once")
    #expect(
      chinese.sentence(why).text == "worker-13 已等 light 3.5 秒 ← 红灯；按 f 变绿，10 个线程会同时放行")
  }

  @Test func whyAThreadWithAPermitMatters() {
    let why = Why.holds(
      HoldStory(
        holder: worker(16), primitive: permits, count: 1, size: 4, held: 0, waiting: 3,
        oldest: worker(17)))
    #expect(
      english.sentence(why).text
        == "worker-16 holds 1 of 4 permits; 3 wait, the oldest is worker-17; one more permit lets it go"
    )
  }

  @Test func whyWithoutAPermitBeginsWithWhatLetsItGo() {
    let why = Why.waits(
      WaitStory(
        steps: [.init(waiter: worker(3), primitive: permits, waited: 400_000_000)],
        cause: .permits(inUse: 3, size: 3, debt: 0, WaitStory.Place(1, of: 17))))
    #expect(
      english.sentence(why).text
        == "worker-3 waits 0.4 s for permits ← one more permit lets it go; 1st of 17 in line (3 of 3 in use)"
    )
    #expect(
      chinese.sentence(why).text
        == "worker-3 已等 permits 0.4 秒 ← 再多一个许可就放行；队里排第 1，共 17 个（3 个许可用了 3 个）")
  }

  @Test(arguments: [
    (1, 1, "1st"), (2, 9, "2nd"), (3, 9, "3rd"), (11, 12, "11th"), (21, 22, "21st"),
  ])
  func placeInLineIsAnOrdinal(_ number: Int, _ count: Int, _ ordinal: String) {
    let why = Why.waits(
      WaitStory(
        steps: [.init(waiter: worker(3), primitive: ready, waited: 0)],
        cause: .unnotified(WaitStory.Place(number, of: count), .notify)))
    #expect(english.sentence(why).text.hasSuffix("; \(ordinal) of \(count) in line"))
  }

  @Test func lastActionTellsWhatWasWokenAndShrinks() {
    let some = told(.notifies(ready, asked: 99_999, woken: ["a", "b"]))
    let all = told(.notifies(ready, asked: nil, woken: ["a", "b"]))
    let exact = told(.notifies(ready, asked: 2, woken: ["a", "b"]))
    let none = told(.notifies(ready, asked: 2, woken: []))
    func english(_ happening: Happening, _ form: ActionForm) -> String? {
      self.english.lastAction(happening, 0, form)
    }
    #expect(english(exact, .named) == "last: you notified 2 → a b, 0.0 s ago")
    #expect(english(exact, .counted) == "last: you notified 2 → 2 threads, 0.0 s ago")
    #expect(english(some, .named) == "last: you notified 99999, woke 2 → a b, 0.0 s ago")
    #expect(english(all, .counted) == "last: you notified all, woke 2, 0.0 s ago")
    #expect(english(some, .brief) == "you notified 99999, woke 2, 0.0 s ago")
    #expect(english(none, .least) == "you notified 2, woke nobody")
    #expect(chinese.lastAction(some, 0, .least) == "你通知了 99999 个，唤醒 2 个")
    #expect(chinese.lastAction(exact, 0) == "0.0 秒前你通知了 2 个 → a b")
    let release = told(.releasedFor(lock, holder: "worker-3"))
    #expect(english(release, .named) == "you released worker-3's lock 0.0 s ago")
    #expect(chinese.lastAction(release, 0, .least) == "你释放了 worker-3 的锁")
  }

  @Test func personIsWrittenWithoutBlanksInChinese() {
    let why = Why.waits(
      WaitStory(
        steps: [.init(waiter: you, primitive: lock, waited: 400_000_000)], notifiedBy: you,
        cause: .holder(worker(1), does: .running, for: 0)))
    #expect(
      chinese.sentence(why).text == "你已等 ready.lock 0.4 秒 ← worker-1，已运行 0.0 秒   已被你通知")
  }

  @Test func whatIsAskedOfTheThreadsIsTold() {
    #expect(english.line(told(.commanded("hold"))) == "18.60  you  hold all threads")
    #expect(
      english.line(told(.commanded("step worker-5"))) == "18.60  you  let worker-5 do one operation"
    )
    #expect(english.sentence(told(.commanded("more"))) == "asked for: more")
    var blocked = told(.blocked(lock, holder: "you"))
    blocked.threadName = "worker-0"
    #expect(english.sentence(blocked) == "blocked on ready.lock, which you have")
  }

  @Test func whyTheRingIsADeadlock() {
    let second = Happening.Subject(id: PrimitiveID(9), name: "accounts", kind: .lock)
    let why = Why.waits(
      WaitStory(
        steps: [
          .init(waiter: worker(2), primitive: lock, waited: 9_400_000_000),
          .init(waiter: worker(5), primitive: second, waited: 9_400_000_000),
        ], cause: .ring))
    #expect(
      english.sentence(why).text
        == "worker-2 waits 9.4 s for ready.lock ← worker-5, which waits 9.4 s for accounts ← worker-2   deadlock"
    )
  }

  @Test func theirOwnThreadIsSpokenToInTheSecondPerson() {
    #expect(english.sentence(.runs(you, for: 0)).text.hasPrefix("you have been running"))
    #expect(chinese.sentence(.runs(you, for: 0)).text.hasPrefix("你已运行"))
  }

  @Test func lessonsHaveTheirOwnCommandsFirst() {
    #expect(LessonID.lock.commands.prefix(3) == [.bare, .lockTwice, .release])
    #expect(LessonID.waitFor.commands.prefix(2) == [.satisfy, .notify])
    for lesson in LessonID.allCases { #expect(Set(lesson.commands).count == lesson.commands.count) }
    #expect(!LessonID.allCases.contains { !$0.commands.contains(.restart) })
    #expect(Set(LessonID.allCases.map(\.key)).count == LessonID.allCases.count)
  }
}
