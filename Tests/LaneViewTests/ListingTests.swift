import Frames
import LaneModel
import Phrases
import SyncEvents
import Testing

@testable import LaneView

/// The program's text beside the lanes.
@Suite struct ListingTests {
  private func viewer(_ lesson: LessonID, _ model: LaneModel, _ keys: [Key] = []) -> Viewer {
    var viewer = Viewer(lesson: lesson, language: .en, abilities: Abilities())
    for key in keys { _ = viewer.handle(key, model) }
    return viewer
  }
  /// The row in which a line of the listing stands.
  private func row(
    _ line: String, _ viewer: Viewer, _ model: LaneModel,
    size: Size = Size(width: 120, height: 40)
  ) throws -> (text: String, y: Int) {
    let rows = viewer.frame(model, size: size).text
      .split(separator: "\n", omittingEmptySubsequences: false)
    let y = try #require(rows.firstIndex { $0.contains(line) })
    let start = try #require(rows[y].firstRange(of: line)?.lowerBound)
    return (String(rows[y][start...]), y)
  }

  @Test func linesCarryTheNumbersOfThoseWhoStandOnThem() throws {
    let model = Scene.condition()
    let viewer = viewer(.condition, model)
    let waiting = try row("ready.wait()", viewer, model).text
    #expect(waiting.hasSuffix("  2 3 4 5 6 7 8 9"))
    let running = try row("time.sleep(1)", viewer, model).text
    #expect(running.hasSuffix("  1") && running.count == waiting.count - 14)
    #expect(try row("ready.release()", viewer, model).text == "ready.release()")
  }

  @Test func whatHasNoRoomBecomesARunAndIsCutAtLast() throws {
    let small = Size(width: 80, height: 24)
    let model = Scene.of(.semaphore)
    let viewer = viewer(.semaphore, model)
    #expect(try row("permits.acquire()", viewer, model, size: small).text.hasSuffix(" 7-19"))
    var scene = Scene()
    scene.lesson = .lock
    let lock = scene.primitive("lock", .lock)
    for worker in scene.workers(0..<40) where worker.rawValue % 2 == 0 {
      scene.stand(worker, .acquire)
      scene.block(worker, lock)
    }
    let crowd = self.viewer(.lock, scene.model)
    let text = try row("lock.acquire()", crowd, scene.model, size: small).text
    #expect(text.hasSuffix(" …"), "\(text)")
  }

  @Test func barHasTheColourOfWhatMostDo() throws {
    let model = Scene.condition()
    let viewer = viewer(.condition, model)
    let size = Size(width: 120, height: 40)
    let frame = viewer.frame(model, size: size)
    let waiting = try row("ready.wait()", viewer, model).y
    let running = try row("time.sleep(1)", viewer, model).y
    #expect(frame[60, waiting]?.style.ink == .condition && frame[60, waiting]?.glyph == "▌")
    #expect(frame[60, running]?.style.ink == .running)
    let unlit = try row("def work(n):", viewer, model).y
    #expect(frame[60, unlit]?.glyph == " ")
    // Each number has the colour of its own lane.
    let numbers = try #require((60..<120).first { frame[$0, waiting]?.glyph == "2" })
    #expect(frame[numbers, waiting]?.style.ink == .lock)
    #expect(frame[numbers + 2, waiting]?.style.ink == .condition)
  }

  @Test func selectedLaneIsMarked() throws {
    let model = Scene.condition()
    let viewer = viewer(.condition, model, toFirstLane + [.down, .down])
    let frame = viewer.frame(model, size: Size(width: 120, height: 40))
    let marked = try row("time.sleep(1)", viewer, model).y
    let other = try row("ready.wait()", viewer, model).y
    #expect(frame[61, marked]?.glyph == "▸" && frame[61, other]?.glyph == " ")
  }

  @Test func threadThatHasEndedOrIsIdleStandsNowhere() {
    let model = Scene.pool()
    let rows = ListingRow.all(viewer(.pool, model), model)
    #expect(rows.flatMap(\.lanes).map(\.name) == ["pool-0", "pool-2", "pool-3", "pool-4"])
    let over = Scene.condition()
    let standing = ListingRow.all(viewer(.condition, over), over).flatMap(\.lanes).map(\.name)
    #expect(!standing.contains("worker-0") && !standing.contains("you"))
  }

  @Test(arguments: LessonID.allCases, ListingLanguage.allCases)
  func fewRowsKeepWhatIsLitAndTheOrder(_ lesson: LessonID, _ language: ListingLanguage) {
    let model = Scene.of(lesson)
    var viewer = viewer(lesson, model)
    if language == .swift { _ = viewer.handle(.character("v"), model) }
    let all = ListingRow.all(viewer, model)
    #expect(all.contains { $0.isLit }, "\(lesson)")
    for count in 0...all.count + 1 {
      let chosen = ListingRow.chosen(all, rows: count)
      let places = chosen.map(\.index)
      #expect(chosen.count == min(count, all.count))
      #expect(places == places.sorted() && Set(places).count == places.count)
      let lit = all.filter(\.isLit)
      #expect(chosen.filter(\.isLit).count == min(count, lit.count), "\(lesson) \(count)")
      // No line that nobody can stand on is there while one on which somebody could is not.
      let marked = all.count { $0.line.mark != nil }
      #expect(chosen.count { $0.line.mark != nil } == min(count, marked), "\(lesson) \(count)")
    }
  }

  @Test func lineThatIsLeftOutIsSeenToBe() throws {
    let model = Scene.of(.event)
    let size = Size(width: 80, height: 24)
    let viewer = viewer(.event, model)
    let frame = viewer.frame(model, size: size)
    let cut = try row("light.clear()", viewer, model, size: size).y
    #expect((40..<43).contains { frame[$0, cut]?.glyph == "…" })
  }

  @Test func screenDecidesWhereItStands() throws {
    let model = Scene.condition()
    func layout(_ width: Int, _ height: Int, _ keys: [Key] = []) -> Layout {
      Layout(
        Size(width: width, height: height),
        Layout.Wish(model, viewer(.condition, model, keys), Primitives(model)))
    }
    let tall = layout(120, 40)
    let listing = try #require(tall.listing)
    #expect(listing.rule == tall.program?.rule && listing.rows == tall.program?.rows)
    #expect(tall.log?.end == 119 && listing.columns == 60..<119)
    let small = layout(80, 24)
    #expect(small.listing?.rows.upperBound == small.log?.rows.upperBound)
    #expect(small.listing?.rows.count ?? 0 >= 4 && small.log?.end == 38)
    let wide = layout(160, 24)
    #expect(wide.listing?.rule == wide.axis && wide.laneEnd < wide.listing?.columns.lowerBound ?? 0)
    #expect(wide.listing?.rows.count ?? 0 >= 12)
    #expect(layout(59, 40).listing == nil && layout(120, 40, [.character("V")]).listing == nil)
    #expect(layout(120, 40, [.character("V")]).log?.end == 119)
  }
}
