import ArgumentParser
import Frames
import Glibc
import Phrases

/// The program: arguments → source → loop. A wrong use is one sentence on standard error, and exit code 2.
@main
enum Main {
  static func main() {
    exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  static func run(_ arguments: [String]) -> Int32 {
    do {
      try checkWord(arguments)
      var command = try RootCommand.parseAsRoot(arguments)
      try command.run()
      return 0
    } catch let code as ExitStatus {
      return code.value
    } catch is ThreadsLeft {
      complain(LanguageChoice.book(arguments).threadsLeft)
      return 1
    } catch let problem as UsageProblem {
      complain(LanguageChoice.book(arguments).sentence(problem))
      return 2
    } catch {
      guard RootCommand.exitCode(for: error) != .success else {
        print(RootCommand.fullMessage(for: error))
        return 0
      }
      complain(LanguageChoice.book(arguments).sentence(.parser(RootCommand.message(for: error))))
      return 2
    }
  }

  /// argument-parser would take an unknown word for a value too many.
  private static func checkWord(_ arguments: [String]) throws {
    guard let word = arguments.first, !word.hasPrefix("-") else { return }
    let known = RootCommand.words + ["help"]
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
