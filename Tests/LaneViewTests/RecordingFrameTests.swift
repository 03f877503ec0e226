import Frames
import LaneModel
import LaneView
import Phrases
import SyncEvents
import Testing

/// What is shown where not all was recorded: how much was lost, since when, and that the recording is off.
@Suite struct RecordingFrameTests {
  private func viewer(_ language: Language = .en) -> Viewer {
    Viewer(lesson: .lock, language: language, abilities: Abilities())
  }
  private func header(_ model: LaneModel, _ viewer: Viewer, width: Int) -> String {
    let text = viewer.frame(model, size: Size(width: width, height: 10)).text
    return String(text.prefix { $0 != "\n" })
  }
  /// The text that is drawn in the ink of errors in the first row.
  private func red(_ model: LaneModel, _ viewer: Viewer, width: Int) -> String {
    let frame = viewer.frame(model, size: Size(width: width, height: 10))
    return String(
      (0..<width).compactMap { x in
        guard let cell = frame[x, 0], cell.style.ink == .error, cell.width > 0 else { return nil }
        return cell.style.isBold ? cell.glyph : nil
      })
  }

  @Test(arguments: Language.allCases)
  func lostEventsInEveryWidth(_ language: Language) throws {
    let name = "lost-\(language.rawValue)"
    for size in [(120, 24), (80, 18), (60, 14), (40, 10)] {
      let frame = viewer(language).frame(
        Scene.lossy(), size: Size(width: size.0, height: size.1))
      try golden(frame, "\(name)-\(size.0)x\(size.1)")
    }
  }

  @Test(arguments: [1, 12_304, 45_000_000_000, .max] as [UInt64], Language.allCases)
  func lossIsRedAndNeverLeftOut(_ count: UInt64, _ language: Language) {
    var model = Scene.lossy(count)
    var viewer = viewer(language)
    for isPaused in [false, true] {
      if isPaused {
        _ = viewer.handle(.character(" "), model)
        model.apply(Batch(), now: model.now + 99_000_000_000)
      }
      for width in 40...110 {
        let text = red(model, viewer, width: width)
        let whole = header(model, viewer, width: width)
        #expect(whole.drop { $0 == " " }.hasPrefix("signalbox "), "\(whole)")
        #expect(text.hasPrefix("lost ") || text.contains("丢失 "), "\(width): \(whole)")
        #expect(whole.contains(text) && !text.contains("…"), "\(width): \(whole)")
      }
    }
  }

  @Test func sinceWhenIsSaidWhereThereIsRoom() {
    let model = Scene.lossy()
    #expect(red(model, viewer(), width: 100) == "lost 12,304 since 00:14.2")
    #expect(red(model, viewer(.zh), width: 100) == "00:14.2 起丢失 12,304")
    #expect(red(model, viewer(), width: 64) == "lost 12,304")
    #expect(red(model, viewer(), width: 40) == "lost 12k")
    #expect(red(model, viewer(.zh), width: 40) == "丢失 1.2万")
    #expect(red(Scene.lossy(980), viewer(), width: 40) == "lost 980")
    #expect(red(Scene.over(), viewer(), width: 100) == "")
  }

  @Test(arguments: [RecordingLevel.off, .state])
  func levelThatIsNotAsUsualIsInTheHeader(_ level: RecordingLevel) {
    let model = Scene.pausedRecording(level, on: false)
    let words = level == .off ? ("recording off", "rec off") : ("recording state only", "rec state")
    #expect(header(model, viewer(), width: 100).contains(" \(words.0) "))
    for width in 40...120 {
      let text = header(model, viewer(), width: width)
      #expect(text.contains(words.0) || text.contains(words.1), "\(width): \(text)")
    }
    let chinese = header(model, viewer(.zh), width: 100)
    #expect(chinese.contains(level == .off ? "记录已关闭" : "只记录状态"), "\(chinese)")
    let both = Scene.pausedRecording(level, lost: 7, on: false)
    #expect(header(both, viewer(), width: 40).contains("\(words.1)   lost 7"))
    #expect(!header(Scene.pausedRecording(level, on: true), viewer(), width: 120).contains("rec"))
  }

  @Test func recordingThatIsOff() throws {
    let model = Scene.pausedRecording(.off, lost: 7, on: false)
    try golden(viewer().frame(model, size: Size(width: 110, height: 28)), "recording-off")
    try golden(viewer(.zh).frame(model, size: Size(width: 80, height: 24)), "recording-off-zh")
    try golden(viewer().frame(model, size: Size(width: 40, height: 12)), "recording-off-40x12")
  }

  @Test func recordingThatWasOff() throws {
    for (slots, name) in [(false, "recording-again"), (true, "recording-again-slots")] {
      let model = Scene.pausedRecording(.off, on: true, slots: slots)
      try golden(viewer().frame(model, size: Size(width: 110, height: 36)), name)
      try golden(viewer(.zh).frame(model, size: Size(width: 80, height: 24)), "\(name)-zh")
    }
  }

  @Test func lengthsOfTimeThatWereWorkedOutAreMarked() throws {
    let model = Scene.estimated()
    try golden(viewer().frame(model, size: Size(width: 90, height: 24)), "estimated")
    try golden(viewer(.zh).frame(model, size: Size(width: 90, height: 24)), "estimated-zh")
  }
}
