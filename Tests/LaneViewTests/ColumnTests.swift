import Frames
import LaneModel
import Phrases
import SyncEvents
import Testing

@testable import LaneView

/// Text that is two columns a character wide shifts no column, whatever the width of the screen.
@Suite struct ColumnTests {
  /// Threads, primitives, values and lines in which Chinese and ASCII are mixed, one cell apart.
  static func mixed() -> LaneModel {
    var scene = Scene()
    scene.lesson = .local
    let you = scene.thread("you", .control)
    let lock = scene.primitive("数据库x锁", .lock)
    let queue = scene.primitive("任务queue", .queue, limit: 3)
    let row = scene.primitive("表", .dictionary)
    let names = ["读者a一号", "w写", "worker-12", "长长长长长长长长长长的名字", "b乙", "读"]
    let threads = names.map { scene.thread($0) }
    for (index, thread) in threads.enumerated() {
      scene.stand(thread, index % 2 == 0 ? .work : .set)
      scene.set(index % 2 == 0 ? "电话p" : "k", "值\(index)v", of: thread, in: row)
      scene.print(thread, "打印p一行\(index)")
    }
    scene.get("k", "值9", of: threads[1], in: row)
    scene.set("长长的键", "一个很长很长的值with a tail很长很长", of: threads[3], in: row)
    scene.take(threads[0], lock)
    for thread in threads[1...3] { scene.block(thread, lock) }
    scene.event(threads[4], .blocking(.put, deadline: nil, site: nil), queue)
    scene.event(you, .limitChanged(old: 3, new: 2, woken: 0), queue)
    scene.at(2.5)
    return scene.model
  }

  @Test(arguments: [LessonID.local, .queue, .lock], Language.allCases)
  func nothingShifts(_ lesson: LessonID, _ language: Language) {
    let model = Self.mixed()
    let viewer = Viewer(lesson: lesson, language: language, abilities: Abilities())
    for width in 40...200 {
      for height in width % 3 == 0 ? [24, 34] : [24] {
        let size = Size(width: width, height: height)
        let frame = viewer.frame(model, size: size)
        #expect(frame.size == size)
        let odd = Self.oddities(in: frame, viewer, model)
        #expect(odd.isEmpty, "\(lesson) \(language) \(width)x\(height): \(odd)")
      }
    }
  }

  /// What is not in its column.
  private static func oddities(in frame: Frame, _ viewer: Viewer, _ model: LaneModel) -> [String] {
    let layout = Layout(frame.size, Layout.Wish(model, viewer, Primitives(model)))
    let columns = LaneScreen.columns(viewer, model, frame.size)
    var odd: [String] = frame.isWhole ? [] : ["half a character"]
    if layout.lanes.count < model.lanes.count { odd.append("a lane is not in sight") }
    for (y, lane) in zip(layout.lanes, model.lanes) {
      if frame[columns.letter, y]?.glyph != lane.state.look.letter { odd.append("letter \(y)") }
      for x in columns.gaps where !frame.isBlank(x, y) { odd.append("gap \(x),\(y)") }
      if let end = columns.duration?.upperBound, lane.state.look != .idle,
        frame.isBlank(end - 1, y)
      {
        odd.append("duration \(y)")
      }
    }
    for y in layout.primitives {
      if frame.isBlank(columns.name.lowerBound, y) { odd.append("name \(y)") }
      if !frame.isBlank(columns.name.upperBound, y) { odd.append("name's end \(y)") }
    }
    if let pane = layout.listing {
      let before = pane.columns.lowerBound - 1
      for y in pane.rows where !frame.isBlank(before, y) { odd.append("listing \(y)") }
    }
    return odd
  }
}

extension Columns {
  /// Columns in which no lane has anything.
  fileprivate var gaps: [Int] {
    var all = Array(name.upperBound..<letter) + [letter + 1]
    if let words, let duration { all += words.upperBound..<duration.lowerBound }
    if let values, let duration { all += duration.upperBound..<values.lowerBound }
    let end = (values ?? duration)?.upperBound ?? timeline.lowerBound
    return all + Array(end..<timeline.lowerBound)
  }
}

extension Frame {
  func isBlank(_ x: Int, _ y: Int) -> Bool { self[x, y]?.glyph == " " && self[x, y]?.width == 1 }

  /// Every wide character has its two cells.
  var isWhole: Bool {
    (0..<size.height).allSatisfy { y in
      (0..<size.width).allSatisfy { x in
        switch self[x, y]?.width {
        case 2: self[x + 1, y]?.width == 0
        case 0: self[x - 1, y]?.width == 2
        default: true
        }
      }
    }
  }
}
