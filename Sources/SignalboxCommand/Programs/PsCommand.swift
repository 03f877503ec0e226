import ArgumentParser
import Attachment
import EventRing
import Frames
import Glibc
import Phrases
import SyncEvents

/// The programs that can be looked at.
struct PsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(.ps, named: "ps")

  @Flag(help: ArgumentHelp(.clean)) var clean = false
  @Option(help: ArgumentHelp(.listFormat), completion: .list(["text", "json"]))
  var format = "text"
  @Option(help: ArgumentHelp(.lang), completion: .list(Language.allCases.map(\.rawValue)))
  var lang: String?

  func run() throws {
    let book = Phrasebook(try LanguageChoice.language(lang))
    guard ["text", "json"].contains(format) else {
      throw UsageProblem.badChoice(option: "--format", format, choices: ["text", "json"])
    }
    var programs = PublishedFolder.programs()
    if clean { try remove(&programs, book) }
    let text = format == "json" ? json(programs) : table(programs, book)
    try Output.write(text + "\n", book.language)
  }

  private func remove(_ programs: inout [PublishedProgram], _ book: Phrasebook) throws {
    for program in programs where program.life == .ended && program.trouble == nil {
      guard PublishedFolder.remove(program) else {
        complain(
          "\(program.path): \(book.systemError(errno, String(cString: strerror(errno))))")
        throw ExitStatus(value: 1)
      }
      if format == "text" { try Output.write(book.removed(program.pid) + "\n", book.language) }
      programs.removeAll { $0.path == program.path }
    }
  }

  private func table(_ programs: [PublishedProgram], _ book: Phrasebook) -> String {
    guard !programs.isEmpty else { return book.noPrograms }
    var rows = [Phrasebook.ProgramColumn.allCases.map(book.heading)]
    for program in programs {
      guard program.trouble == nil else { continue }
      rows.append([
        "\(program.pid)", DisplayWidth.cut(DisplayWidth.clean(program.name), to: 32),
        word(program.life, book),
        book.threads(program.threads, waiting: program.waiting), program.control.word,
        book.ago(max(0, Self.now - program.began)),
      ])
    }
    let widths = rows[0].indices.map { column in
      rows.map { DisplayWidth.of($0[column]) }.max() ?? 0
    }
    var lines = rows.map { row in
      let cells = zip(row, widths).map { text, width in
        text + String(repeating: " ", count: width - DisplayWidth.of(text))
      }
      return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
    if lines.count == 1 { lines = [] }
    lines += programs.compactMap { program in
      program.trouble.map { "\(DisplayWidth.clean(program.path)): \(book.sentence($0.inWords))" }
    }
    return lines.joined(separator: "\n")
  }

  private func word(_ life: PublishedProgram.Life, _ book: Phrasebook) -> String {
    switch life {
    case .running: book.running
    case .stopped: book.stopped
    case .ended: book.ended
    }
  }

  private func json(_ programs: [PublishedProgram]) -> String {
    let objects = programs.map { program in
      var fields = [
        "\"pid\":\(program.pid)", "\"name\":\(JSONText.quoted(program.name))",
        "\"state\":\"\(program.life.rawValue)\"", "\"threads\":\(program.threads)",
        "\"waiting\":\(program.waiting)", "\"control\":\"\(program.control.word)\"",
        "\"began\":\(program.began)", "\"path\":\(JSONText.quoted(program.path))",
      ]
      if let trouble = program.trouble {
        fields.append("\"trouble\":\(JSONText.quoted(trouble.description))")
      }
      return "{\(fields.joined(separator: ","))}"
    }
    return "[" + objects.joined(separator: ",\n ") + "]"
  }

  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
