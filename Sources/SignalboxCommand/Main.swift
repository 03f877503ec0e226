import ArgumentParser
import Frames
import Glibc
import Phrases

/// The program: arguments → source → loop. A wrong use is one sentence on standard error, and exit code 2.
@main
enum Main {
  static func main() {
    fillStandardDescriptors()
    exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  /// What was started without standard input or output must not get another file by that number. As input this one is empty,
  /// and to write to it fails.
  private static func fillStandardDescriptors() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDONLY)
    }
  }

  static func run(_ arguments: [String]) -> Int32 {
    do {
      let arguments = ordered(arguments)
      try checkWord(arguments)
      var command = try RootCommand.parseAsRoot(arguments)
      try command.run()
      return 0
    } catch let code as ExitStatus {
      return code.value
    } catch is ThreadsLeft {
      complain(HelpPage.book.threadsLeft)
      return 1
    } catch let fault as ProgramNotStarted {
      let words = String(cString: strerror(fault.errno))
      complain("\(fault.name): \(HelpPage.book.systemError(fault.errno, words))")
      return fault.errno == ENOENT ? 127 : 126
    } catch let problem as UsageProblem {
      complain(HelpPage.book.sentence(problem))
      return 2
    } catch {
      return say(error)
    }
  }

  /// What the argument parser has to say: help, the version, or what is wrong with the arguments.
  private static func say(_ error: any Error) -> Int32 {
    let book = HelpPage.book
    guard RootCommand.exitCode(for: error) == .success else {
      complain(book.sentence(.parser(RootCommand.message(for: error))))
      return 2
    }
    let text = RootCommand.fullMessage(for: error, columns: HelpPage.unbroken)
    do { try Output.write(HelpPage.laidOut(text) + "\n", book.language) } catch {
      return error.value
    }
    return 0
  }

  /// `--lang` may also stand before a command, and beside `help`, which has no options: the language is known already.
  private static func ordered(_ arguments: [String]) -> [String] {
    guard let at = arguments.firstIndex(where: { $0 == "--lang" || $0.hasPrefix("--lang=") })
    else { return arguments }
    let end = arguments.index(at, offsetBy: arguments[at] == "--lang" ? 2 : 1)
    guard end <= arguments.endIndex else { return arguments }
    let rest = Array(arguments[..<at] + arguments[end...])
    guard let word = rest.first else { return arguments }
    if ["help", "--help", "-h"].contains(word) { return rest }
    return at == 0 && !word.hasPrefix("-") ? rest + arguments[at..<end] : arguments
  }

  /// argument-parser would take an unknown word for a value too many.
  private static func checkWord(_ arguments: [String]) throws {
    guard let word = arguments.first, !word.hasPrefix("-") else { return }
    let known = RootCommand.words + ["help"]
    if word == "help", let topic = arguments.dropFirst().first, !topic.hasPrefix("-") {
      return try checkWord(Array(arguments.dropFirst()))
    }
    guard !known.contains(word) else { return }
    let hint =
      LessonID(rawValue: word).map { "run \($0.rawValue)" }
      ?? nearestWord(word, known)
    throw UsageProblem.unknownCommand(word, nearest: hint)
  }
}

/// Ends the program with this, silently: what there was to say has been said.
struct ExitStatus: Error {
  var value: Int32
}

/// A lesson's threads had not ended when they should have.
struct ThreadsLeft: Error {}

/// One line on standard error, without control characters, and not without end: it may quote anything.
func complain(_ sentence: String) {
  let first = sentence.split(separator: "\n").first.map(String.init) ?? sentence
  let line = DisplayWidth.cut(DisplayWidth.clean(first), to: 300)
  let bytes = Array("signalbox: \(line)\n".utf8)
  write(STDERR_FILENO, bytes, bytes.count)
}
