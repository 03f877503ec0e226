import ArgumentParser
import Phrases
import SyncEvents

struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(.watch, named: "watch")

  @Argument(parsing: .postTerminator, help: ArgumentHelp(.program)) var program: [String] = []
  @OptionGroup var appearance: AppearanceOptions
  @Option(help: ArgumentHelp(.control), completion: .list(ControlScope.allCases.map(\.word)))
  var control: String?

  func run() throws {
    let appearance = try appearance.checked()
    guard !program.isEmpty else { throw UsageProblem.programMissing }
    let scope = try scope()
    guard TerminalLoop.isPossible else { throw UsageProblem.needsTerminal }
    try TerminalLoop.run(
      .program { [program] in try WatchedSession(program, control: scope, appearance) },
      appearance)
  }

  private func scope() throws -> ControlScope? {
    guard let control else { return nil }
    guard let scope = ControlScope.allCases.first(where: { $0.word == control }) else {
      throw UsageProblem.badChoice(
        option: "--control", control, choices: ControlScope.allCases.map(\.word))
    }
    return scope
  }
}
