import Frames
import LaneModel
import LaneView
import Phrases
import SyncEvents
import Testing

/// What the rows of the primitives say.
@Suite struct PrimitiveRowTests {
  private func row(
    _ name: String, _ scene: Scene, _ language: Language = .en, width: Int = 120
  ) throws -> String {
    let viewer = Viewer(lesson: .queue, language: language, abilities: Abilities())
    let rows = viewer.frame(scene.model, size: Size(width: width, height: 30)).text
      .split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(rows.first { $0.contains(" \(name) ") })
    return String(row)
  }
  private func put(_ count: Int, _ thread: ThreadID, _ queue: PrimitiveID, _ scene: inout Scene) {
    for depth in 1...count { scene.event(thread, .put(depth: depth), queue) }
  }

  @Test func gaugeOfAQueue() throws {
    var scene = Scene()
    let queue = scene.primitive("jobs", .queue, limit: 5)
    let workers = scene.workers(0..<3)
    #expect(try row("jobs", scene).contains("□ □ □ □ □   0 of 5 items"))
    put(3, workers[0], queue, &scene)
    #expect(try row("jobs", scene).contains("■ ■ ■ □ □   3 of 5 items"))
    put(2, workers[0], queue, &scene)
    scene.event(workers[0], .put(depth: 5), queue)
    for worker in workers[..<2] {
      scene.event(worker, .blocking(.put, deadline: nil, site: nil), queue)
    }
    #expect(try row("jobs", scene).contains("■ ■ ■ ■ ■   5 of 5 items   ▂▂ 2 wait for room"))
    #expect(try row("jobs", scene, .zh).contains("5 / 5 项   ▂▂ 2 个在等空位"))
  }

  @Test func emptyQueueThatIsShutDown() throws {
    var scene = Scene()
    let queue = scene.primitive("jobs", .queue, limit: 2)
    let workers = scene.workers(0..<2)
    scene.event(workers[0], .blocking(.take, deadline: nil, site: nil), queue)
    #expect(try row("jobs", scene).contains("0 of 2 items   ▂ 1 waits for an item"))
    scene.event(workers[0], .resumed(.shutDown, by: workers[1]), queue)
    scene.event(workers[1], .shutDown(immediate: false, woken: 0), queue)
    #expect(try row("jobs", scene).contains("0 of 2 items   shut down"))
  }

  @Test func wideGaugeIsCompressedButShowsThatThereIsRoom() throws {
    var scene = Scene()
    let queue = scene.primitive("jobs", .queue, limit: 1000)
    let worker = scene.thread("worker-0")
    scene.event(worker, .put(depth: 999), queue)
    let text = try row("jobs", scene)
    #expect(text.contains("■□ ") && text.contains("999 of 1000 items"))
    scene.event(worker, .taken(depth: 1), queue)
    #expect(try row("jobs", scene).contains(" ■□"))
  }

  @Test func unfinishedItemsAreToldWhereSomebodySaysWhatIsDone() throws {
    var scene = Scene()
    let queue = scene.primitive("jobs", .queue)
    let worker = scene.thread("worker-0")
    put(3, worker, queue, &scene)
    scene.event(worker, .taken(depth: 2), queue)
    #expect(try !row("jobs", scene).contains("unfinished"))
    scene.event(worker, .taken(depth: 1), queue)
    scene.event(worker, .taskDone(unfinished: 2), queue)
    #expect(try row("jobs", scene).contains("1 item   2 unfinished"))
  }

  @Test func barrierFillsAndBreaks() throws {
    var scene = Scene()
    let barrier = scene.primitive("start", .barrier, limit: 5)
    let workers = scene.workers(0..<3)
    for worker in workers { scene.waitFor(worker, barrier) }
    #expect(try row("start", scene).contains("■ ■ ■ □ □   3 of 5 have come"))
    scene.event(workers[0], .broke(woken: 2), barrier)
    #expect(try row("start", scene).contains("broken"))
  }

  @Test func poolShowsItsWorkersAndItsTasks() throws {
    var scene = Scene()
    let you = scene.thread("you", .control)
    let pool = scene.primitive("pool", .pool, limit: 4)
    let workers = (0..<2).map { scene.thread("pool-\($0)") }
    for task in 1...3 { scene.event(you, .taskSubmitted(task: task, queued: task), pool) }
    scene.event(workers[0], .taskStarted(task: 1, queued: 2), pool)
    scene.event(workers[1], .blocking(.nextTask, deadline: nil, site: nil), pool)
    let text = try row("pool", scene)
    #expect(text.contains("▇ ·   "))
    #expect(text.contains("1 running") && text.contains("1 idle") && text.contains("0 done"))
    #expect(text.contains("2 queued ■■"))
  }

  @Test func futureTellsWhoRunsItWhileSomebodyWaits() throws {
    var scene = Scene()
    let pool = scene.primitive("pool", .pool, limit: 1)
    let worker = scene.thread("pool-0")
    let waiter = scene.thread("reader")
    let future = scene.future("answer", task: 1, of: pool)
    let before = Viewer(lesson: .pool, language: .en, abilities: Abilities())
      .frame(scene.model, size: Size(width: 120, height: 30))
    #expect(!before.text.contains("answer"))
    scene.event(waiter, .blocking(.result, deadline: nil, site: nil), future)
    #expect(try row("answer", scene).contains("task 1   queued   ▂ 1 waiting"))
    scene.event(worker, .taskStarted(task: 1, queued: 0), pool)
    #expect(try row("answer", scene).contains("task 1   ▇ pool-0 runs it   ▂ 1 waiting"))
  }

  @Test func lostUpdatesAreRed() throws {
    var scene = Scene()
    let counter = scene.primitive("counter", .variable)
    let worker = scene.thread("worker-0")
    scene.event(worker, .tallied(value: 131, updates: 200), counter)
    #expect(try row("counter", scene).contains("131 after 200 updates   69 lost"))
    let frame = Viewer(lesson: .containers, language: .en, abilities: Abilities())
      .frame(scene.model, size: Size(width: 80, height: 24))
    let rows = frame.planes.glyphs.split(separator: "\n", omittingEmptySubsequences: false)
    let y = try #require(rows.firstIndex { $0.contains("69 lost") })
    let x = try #require((0..<80).first { frame[$0, y]?.glyph == "6" })
    #expect(frame[x, y]?.style == Style(.error, bold: true))
  }

  @Test func variableNamesItsWriterAndThreadLocalItsOwners() throws {
    var scene = Scene()
    let shared = scene.primitive("shared", .variable)
    let local = scene.primitive("v", .threadLocal)
    #expect(try row("shared", scene).contains("no value yet"))
    let workers = scene.workers(0..<3)
    for (number, worker) in workers.enumerated() {
      scene.set(nil, "\(number)", of: worker, in: shared)
      scene.set(nil, "\(number)", of: worker, in: local)
    }
    #expect(try row("shared", scene).contains("= 2      written by worker-2"))
    #expect(try row("v", scene).contains("3 threads have their own value"))
    scene.end(workers[0])
    scene.end(workers[1])
    #expect(try row("v", scene).contains("1 thread has its own value"))
  }

  /// What stands in a row does not move while the numbers change.
  @Test func numbersMoveNothing() throws {
    var columns: Set<Int> = []
    for count in [0, 3, 9, 10] {
      var scene = Scene()
      let queue = scene.primitive("jobs", .queue, limit: 10)
      let workers = scene.workers(0..<2)
      if count > 0 { put(count, workers[0], queue, &scene) }
      scene.event(
        workers[1], .blocking(count == 0 ? .take : .put, deadline: nil, site: nil), queue)
      let text = try row("jobs", scene)
      let mark = try #require(text.firstIndex(of: "▂"))
      columns.insert(text.distance(from: text.startIndex, to: mark))
    }
    #expect(columns.count == 1)
  }
}
