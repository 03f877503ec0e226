import ArgumentParser
import Phrases

/// The manual page, made of the same tables as the help.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(.manual, named: "manual", isShown: false)

  func run() throws { try Output.write(ManualPage.text, .en) }
}
