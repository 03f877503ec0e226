public import Frames
public import LaneModel
import Phrases

extension Viewer {
  /// The picture, for any size.
  ///
  /// - Parameter beside: the other of two recordings, at the moment that belongs to the first one's.
  public func frame(_ model: LaneModel, beside: LaneModel? = nil, size: Size) -> Frame {
    var painter = Painter(self, model, size, beside: beside)
    guard size.width >= Layout.least.width && size.height >= Layout.least.height else {
      painter.drawTooSmall()
      return painter.frame
    }
    switch (overlay, subject) {
    case (.help(let top), _): painter.drawHelp(from: top)
    case (.helpSearch(let text, let top, let isTyping), _):
      painter.drawHelp(from: top, with: text, isTyping: isTyping)
    case (_, .menu): painter.drawMenu()
    case (.inspector(let top), _): painter.drawInspector(from: top)
    case (.contention, _): painter.drawContention()
    case (_, .lesson), (_, .program), (_, .recording): painter.drawLesson()
    }
    return painter.frame
  }
}

extension Layout.Wish {
  /// A lesson's rows are kept free from the start, so that no pane moves as its threads come and print. Batches that have ended
  /// give way; within one nothing moves.
  init(_ model: LaneModel, _ viewer: Viewer, _ all: Primitives) {
    let lesson = viewer.lesson
    // The control thread is declared before all others.
    let threads = model.lanes.count - (model.lanes.first?.isControl == true ? 1 : 0)
    let batch = lesson?.batch ?? max(1, threads)
    let ended = model.lanes.indices.lazy.filter { !model.lanes[$0].isControl }
      .prefix { model.lanes[$0].state == .ended }.count
    let over = min(ended, max(0, threads - 1)) / batch * batch
    let reserved = lesson.map { $0.batch + 1 } ?? 0
    lanes = max(model.lanes.count, reserved)
    liveLanes = max(model.lanes.count - over, reserved)
    primitives = all.inOrder.count
    hasOutput =
      lesson != nil || !model.output.isEmpty || viewer.subject.program?.hasTerminal == true
    panel = viewer.panel == nil ? 0 : 13
    companion = viewer.subject.recording?.other.map { max(1, $0.lanes) + 1 } ?? 0
    listing = viewer.hidesListing ? 0 : lesson?.longestListing { _ in true } ?? 0
    listingText = viewer.hidesListing ? 0 : lesson?.longestListing { !$0.text.isEmpty } ?? 0
  }
}

extension LessonID {
  /// Lines of its longest listing: no pane moves when it is shown in another language, or runs without its protection or with its cure.
  fileprivate func longestListing(of isCounted: (Listing.Line) -> Bool) -> Int {
    ListingLanguage.allCases.flatMap { language in
      [(false, false), (true, false), (false, true)].map { isBare, isCured in
        listing(language, isBare: isBare, isCured: isCured).lines.count(where: isCounted)
      }
    }.max() ?? 0
  }
}

extension Viewer {
  /// Threads have values of their own, or will have them in this lesson.
  func hasValues(_ widths: LaneWidths) -> Bool {
    switch lesson {
    case .local, .localDict, .localObject: true
    default: widths.value > 0
    }
  }
}

extension Painter {
  mutating func drawLesson() {
    let places = LaneScreen(viewer, model, size)
    let layout = places.layout
    drawHeader(margin: layout.margin)
    drawPrimitives(places)
    drawLanes(places)
    if let pane = layout.companion { drawCompanion(pane, places) }
    if let pane = layout.why { drawWhy(pane, layout.margin) }
    if let pane = layout.program { drawOutput(pane, layout.margin) }
    if let pane = layout.panel { drawPanel(pane, layout.margin) }
    if let pane = layout.log { drawLog(pane, layout.margin) }
    if let pane = layout.listing { drawListing(pane) }
    drawStatus(y: layout.status, margin: layout.margin, whyIsShown: layout.why != nil)
    drawFooter(y: layout.footer, margin: layout.margin)
  }

  mutating func drawTooSmall() {
    let text = book.tooSmall(size.width, size.height)
    let lines = wrapped(Phrase(text), width: max(1, size.width))
    for (row, line) in lines.prefix(size.height).enumerated() {
      write(line, x: 0, y: row, width: size.width)
    }
  }
}
