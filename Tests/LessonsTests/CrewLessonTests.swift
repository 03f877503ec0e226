import LaneModel
import Lessons
import Phrases
import SyncEvents
import TestSupport
import Testing

/// What the lessons on the pool and on the queue claim to show.
@Suite(.serialized, .watched)
struct CrewLessonTests {
  private let book = Phrasebook(.en)

  @Test func fiveWorkersDoFortyTasks() throws {
    let watch = try LessonWatch(.pool)
    watch.wait("forty are done") { $0.pool?.done == 40 }
    let workers = watch.model.lanes.filter { !$0.isControl }
    #expect(workers.map(\.name) == (0..<5).map { "pool-\($0)" })
    #expect(Set(watch.printed.map(\.text)) == Set((1...40).map { book.text(.taskRan($0)) }))
    watch.wait("all are idle") { model in
      model.lanes.count { $0.state.look == .idle && !$0.isControl } == 5
    }
    #expect(watch.model.lanes.allSatisfy { $0.task == nil && $0.line == nil })
    watch.end()
    watch.checkInvariants()
  }

  @Test func neverMoreThanFiveRunAtOnce() throws {
    let watch = try LessonWatch(.pool)
    watch.wait("forty are done") { $0.pool?.done == 40 }
    var (now, most) = (0, 0)
    for event in watch.events {
      switch event.kind {
      case .taskStarted: now += 1
      case .taskEnded: now -= 1
      default: break
      }
      most = max(most, now)
    }
    #expect(most == 5)
    watch.end()
  }

  @Test func eightWorkersAreEight() throws {
    let watch = try LessonWatch(.pool, speed: 1)
    watch.wait("five run") { $0.pool?.running.count == 5 }
    watch.ask(.workers(.to(8)))
    watch.wait("eight run") { $0.pool?.running.count == 8 }
    watch.ask(.workers(.by(-7)))
    watch.wait("one worker is allowed") { $0.pool?.limit == 1 }
    watch.wait("seven have gone") { $0.lanes.count { $0.state == .ended } == 7 }
    watch.ask(.workers(.by(-1)))
    watch.wait("none is refused") { _ in
      watch.events.contains { if case .refused(_, .outOfRange) = $0.kind { true } else { false } }
    }
    watch.end()
    watch.checkInvariants()
  }

  @Test func fortyMoreGoToTheSameWorkers() throws {
    let watch = try LessonWatch(.pool)
    watch.wait("forty are done") { $0.pool?.done == 40 }
    watch.ask(.more)
    watch.wait("eighty are done") { $0.pool?.done == 80 }
    #expect(watch.model.lanes.count { !$0.isControl } == 5)
    watch.end()
  }

  @Test func bareItIsFortyThreads() throws {
    let watch = try LessonWatch(.pool, isBare: true)
    watch.wait("forty have ended") { model in
      model.lanes.count { !$0.isControl && $0.state == .ended } == 40
    }
    #expect(watch.model.pool == nil)
    watch.end()
    watch.checkInvariants()
  }

  @Test func aPoolFullOfWorkEndsAtOnce() throws {
    let watch = try LessonWatch(.pool, speed: 0.01)
    watch.wait("five run") { $0.pool?.running.count == 5 }
    watch.end()
    #expect(watch.model.pool?.queued == 0)
  }

  @Test func producersWaitForRoomAndThenConsumersForItems() throws {
    let watch = try LessonWatch(.queue, speed: 10)
    watch.wait("three wait for room") { $0.waiting(for: .room) == 3 }
    #expect(watch.queue?.value == 5)
    watch.ask(.consumers(.to(12)))
    watch.wait("some wait for an item") { $0.waiting(for: .item) >= 2 }
    #expect(watch.primitive("consumers")?.limit == 12)
    watch.end()
    watch.checkInvariants()
  }

  @Test func whoeverIsSentHomeLeavesAlsoWhenItWaits() throws {
    let watch = try LessonWatch(.queue, speed: 10)
    watch.wait("three wait for room") { $0.waiting(for: .room) == 3 }
    watch.ask(.producers(.to(0)))
    watch.wait("both consumers wait for an item") { $0.waiting(for: .item) == 2 }
    watch.ask(.consumers(.to(0)))
    watch.wait("all have gone") { model in
      model.lanes.allSatisfy { $0.isControl || $0.state == .ended }
    }
    watch.ask(.producers(.by(1)))
    watch.wait("a new one fills the queue") { $0.waiting(for: .room) == 1 }
    watch.end()
    watch.checkInvariants()
  }

  @Test func thePersonIsAProducerToo() throws {
    let watch = try LessonWatch(.queue, speed: 10)
    watch.ask(.producers(.to(0)))
    watch.wait("both consumers wait for an item") { $0.waiting(for: .item) == 2 }
    watch.ask(.put)
    watch.wait("it is consumed") { _ in
      watch.printed.contains { $0.text == book.text(.consumed("you.1")) }
    }
    #expect(watch.printed.contains { $0 == ("you", book.text(.youPut("you.1"))) })
    watch.end()
    watch.checkInvariants()
  }

  @Test func thePersonWaitsForRoomLikeAnyOther() throws {
    let watch = try LessonWatch(.queue, speed: 10)
    watch.ask(.consumers(.to(0)))
    watch.ask(.producers(.to(1)))
    watch.wait("the queue is full") { $0.waiting(for: .room) >= 1 && $0.queue?.value == 5 }
    watch.ask(.put)
    watch.wait("you wait, too") { $0.lanes.first?.state.primitive != nil }
    watch.ask(.capacity(.by(1)))
    watch.wait("the first in line has got the room") { $0.queue?.value == 6 }
    watch.run.withdraw()
    watch.end()
    watch.checkInvariants()
  }

  @Test func aSmallerQueueKeepsWhatItHas() throws {
    let watch = try LessonWatch(.queue, speed: 10)
    watch.ask(.consumers(.to(0)))
    watch.wait("the queue is full") { $0.queue?.value == 5 }
    watch.ask(.capacity(.to(2)))
    watch.wait("it is two") { $0.queue?.limit == 2 }
    #expect(watch.queue?.value == 5)
    watch.ask(.consumers(.to(2)))
    watch.wait("there are two in it") { $0.queue?.value == 2 }
    watch.end()
    watch.checkInvariants()
  }
}

extension LaneModel {
  fileprivate var pool: PrimitiveState? { primitives.first { $0.kind == .pool } }
  fileprivate var queue: PrimitiveState? { primitives.first { $0.kind == .queue } }
  fileprivate func waiting(for wanted: Wanted) -> Int {
    queue.map { waiters(at: $0.id, for: wanted).count } ?? 0
  }
}
extension LessonWatch {
  fileprivate var queue: PrimitiveState? { primitive("queue") }
}
extension PrimitiveState {
  fileprivate var queued: Int { value }
}
