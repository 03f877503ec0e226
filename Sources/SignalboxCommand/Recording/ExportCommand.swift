import ArgumentParser
import EventRecording
import Findings
import Frames
import Glibc
import LaneModel
import LaneView
import Phrases
import SyncEvents
import TraceExport

/// A recording in a form that others read.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(.export, named: "export")

  enum Form: String, CaseIterable { case jsonl, text, svg, perfetto }

  @Argument(help: ArgumentHelp(.recording), completion: .file()) var file: String
  @Option(help: ArgumentHelp(.exportTo), completion: .list(Form.allCases.map(\.rawValue)))
  var to: String
  @Option(name: .shortAndLong, help: ArgumentHelp(.exportOutput), completion: .file())
  var output: String?
  @Option(help: ArgumentHelp(.pictureAt)) var at: String?
  @Option(help: ArgumentHelp(.size)) var size = "120x36"
  @OptionGroup var appearance: AppearanceOptions

  func run() throws {
    let appearance = try appearance.checked()
    guard let form = Form(rawValue: to) else {
      throw UsageProblem.badChoice(option: "--to", to, choices: Form.allCases.map(\.rawValue))
    }
    let moment = try at.map { text throws -> Instant in
      guard let length = Nanoseconds.parse(text) else {
        throw UsageProblem.badDuration(option: "--at", text)
      }
      return Instant(nanoseconds: length)
    }
    let size = try RunCommand.frameSize(size)
    guard form != .perfetto || output != nil || isatty(STDOUT_FILENO) == 0 else {
      throw UsageProblem.needsFile("perfetto")
    }
    Interruption.install()
    do {
      let opened = try OpenedRecording(file)
      let reader = opened.reader
      if let output { try Output.begin(output, appearance.language) }
      switch form {
      case .jsonl: try tell(reader, .jsonl, appearance)
      case .text: try tell(reader, .text, appearance)
      case .perfetto: try trace(reader, appearance)
      case .svg: try draw(reader, until: moment ?? reader.end, size, appearance)
      }
      try opened.complain(Phrasebook(appearance.language))
    } catch let error as RecordingError {
      complain(RecordCommand.words(error, file, Phrasebook(appearance.language)))
      throw ExitStatus(value: 4)
    }
  }

  private func tell(
    _ reader: RecordingReader, _ format: TextOptions.Format, _ appearance: Appearance
  ) throws {
    var teller = Teller(format, appearance)
    try teller.open()
    try read(reader, appearance) { look, model in
      try teller.tell(look.batch, model)
    }
  }

  private func trace(_ reader: RecordingReader, _ appearance: Appearance) throws {
    let book = Phrasebook(appearance.language)
    var export = PerfettoExport(
      program: reader.origin.program, pid: reader.origin.pid, began: reader.origin.began,
      PerfettoExport.Wording(
        state: { book.doing($0.word, at: $1) },
        finding: { record, model in
          let thread = record.finding.teller ?? ThreadID(0)
          return book.sentence(
            Happening(
              number: record.number, time: record.began, thread: thread,
              threadName: model.name(of: thread), what: model.happening(of: record.finding)))
        }))
    let last = try read(reader, appearance) { look, model in
      export.note(look.batch, model)
      try Output.write(export.takeBytes(), appearance.language)
    }
    export.end(last)
    try Output.write(export.takeBytes(), appearance.language)
  }

  private func draw(
    _ reader: RecordingReader, until moment: Instant, _ size: Size, _ appearance: Appearance
  ) throws {
    let player = try RecordingPlayer(reader, settings(appearance))
    var progress = ProgressLine()
    var looks = 0
    func isEnough() -> Bool {
      looks += 1
      return looks % 64 == 0
    }
    while !player.move(to: moment, isEnough: isEnough) {
      if let signal = Interruption.signal { throw ExitStatus(value: 128 + signal) }
      progress.show(Int(player.position - reader.begin), of: Int(moment - reader.begin))
    }
    progress.clear()
    if let trouble = player.takeTrouble() { throw trouble }
    let model = player.model
    let recording = Subject.Recording(
      name: reader.origin.program, begin: reader.begin, end: reader.end, position: moment)
    var viewer = Viewer(
      .recording(recording), language: appearance.language,
      abilities: Abilities(colours: .direct, hasBlocks: !appearance.isASCII))
    viewer.screen = size
    viewer.fitTime()
    viewer.follow(model)
    let theme = Theme(appearance.theme.ofFrames ?? .dark)
    try Output.write(viewer.frame(model, size: size).svg(theme) + "\n", appearance.language)
  }

  private func settings(_ appearance: Appearance) -> LaneModel {
    var model = LaneModel(historyBudget: appearance.history)
    model.thresholds = appearance.thresholds
    return model
  }

  /// All of it, and how far it is on standard error, if somebody sees that. Gives the model at the end.
  @discardableResult private func read(
    _ reader: RecordingReader, _ appearance: Appearance,
    _ body: (RecordedLook, LaneModel) throws -> Void
  ) throws -> LaneModel {
    var model = try reader.opening(settings(appearance))
    if model.now > .zero { try body(RecordedLook(model.opening, now: model.now), model) }
    var progress = ProgressLine()
    for (index, chunk) in reader.chunks.enumerated() {
      for look in try reader.looks(of: chunk) {
        model.apply(look.batch, now: look.now)
        try body(look, model)
        if let signal = Interruption.signal { throw ExitStatus(value: 128 + signal) }
      }
      progress.show(index + 1, of: reader.chunks.count)
    }
    progress.clear()
    return model
  }
}

/// How far long work is, in one line of a terminal on standard error; nothing where there is none.
struct ProgressLine {
  private let isSeen = isatty(STDERR_FILENO) == 1
  private var shown = -1

  mutating func show(_ done: Int, of all: Int) {
    let percent = Int(Double(done) * 100 / Double(max(1, all)))
    guard isSeen, percent != shown else { return }
    shown = percent
    put("\r\(percent) %")
  }
  mutating func clear() { if isSeen, shown >= 0 { put("\r      \r") } }

  private func put(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
