import LaneModel
import Lessons
import Phrases
import SyncEvents
import TestSupport
import Testing

/// What the lessons on shared and on own values claim to show.
@Suite(.serialized, .watched)
struct SharingLessonTests {
  private let book = Phrasebook(.en)

  @Test func theUnprotectedCounterLosesUpdatesAndTheContainersNone() throws {
    let watch = try LessonWatch(.containers)
    watch.waitForTheEnd()
    watch.end()
    let counter = try #require(watch.primitive("counter"))
    #expect(counter.updates == 200)
    // All ten have read it before the first writes it back.
    #expect(counter.value < 200)
    for container in ["items", "table", "queue"] {
      #expect(watch.primitive(container)?.value == 200, "\(container)")
    }
    watch.checkInvariants()
  }

  @Test func eachThreadReadsBackItsOwnPhone() throws {
    let watch = try LessonWatch(.local)
    watch.waitForTheEnd()
    #expect(watch.printed.count == 10)
    for line in watch.printed {
      let number = line.thread.dropFirst("worker-".count)
      #expect(
        (0..<10).contains { line.text == book.text(.localRead(own: "\(number)", shared: "\($0)")) })
    }
    let own = watch.model.lanes.filter { !$0.isControl }.map { $0.values.map(\.text) }
    #expect(own == (0..<10).map { ["\($0)"] })
    watch.end()
    watch.checkInvariants()
  }

  @Test func theSharedVariableIsTheLastWriters() throws {
    let watch = try LessonWatch(.local, speed: 1)
    watch.wait("all have written") { model in
      model.lanes.count { !$0.values.isEmpty } == 10
        && model.primitives.contains { $0.name == "shared" && $0.writer != nil }
    }
    watch.waitForTheEnd()
    let shared = try #require(watch.primitive("shared"))
    #expect(watch.model.name(of: try #require(shared.writer)) == "worker-\(shared.text ?? "")")
    watch.end()
  }

  @Test func everyRowOfTheDictionaryBelongsToItsThread() throws {
    let watch = try LessonWatch(.localDict)
    watch.waitForTheEnd()
    for (number, lane) in watch.model.lanes.filter({ !$0.isControl }).enumerated() {
      #expect(lane.values.map(\.key) == ["\(lane.id.rawValue)"])
      #expect(lane.values.map(\.text) == ["phone \(number)"])
    }
    #expect(watch.primitive("storage")?.value == 10)
    #expect(
      watch.printed.map(\.text).sorted() == (0..<10).map { book.text(.ownRow("phone \($0)")) })
    watch.end()
    watch.checkInvariants()
  }

  @Test func theObjectKeepsToTheRowOfTheThreadByItself() throws {
    let watch = try LessonWatch(.localObject)
    watch.waitForTheEnd()
    for (number, lane) in watch.model.lanes.filter({ !$0.isControl }).enumerated() {
      #expect(lane.values.map(\.key) == ["phone", "x"])
      #expect(lane.values.map(\.text) == ["\(number)", "\(number * number)"])
      let mine = watch.printed.filter { $0.thread == lane.name }.map(\.text)
      #expect(
        mine == [
          book.text(.attribute("phone", "\(number)")),
          book.text(.attribute("x", "\(number * number)")),
        ])
    }
    // Both calls of each attribute are on record.
    #expect(watch.events.count { if case .localSet = $0.kind { true } else { false } } == 20)
    #expect(watch.events.count { if case .localGet = $0.kind { true } else { false } } == 20)
    watch.end()
    watch.checkInvariants()
  }

  /// A thread stands on the lines of the listing in their order.
  @Test func threadsStandOnTheLinesOfTheListing() throws {
    let watch = try LessonWatch(.rlock)
    watch.waitForTheEnd()
    let listing = LessonID.rlock.listing(.swift)
    let marks: [ListingMark] = [
      .acquire, .work, .acquireAgain, .workAgain, .release, .workLast, .releaseAgain,
    ]
    for lane in watch.model.lanes where !lane.isControl {
      let lines = watch.events.filter { $0.thread == lane.id }.compactMap { event in
        if case .line(let line) = event.kind { line } else { nil }
      }
      #expect(lines == marks.compactMap(listing.number))
    }
    watch.end()
  }
}
