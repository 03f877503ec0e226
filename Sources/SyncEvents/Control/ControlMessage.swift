/// The first frame of each side. A viewer says which version it speaks, and the program answers with that and with what it
/// allows; or with its own version, if it does not know the viewer's, and then it closes the connection.
///
///     signalbox 1
///     signalbox 1 primitives
public struct ControlGreeting: Hashable, Sendable {
  public static let version = 1
  public var version: Int
  /// The program's alone.
  public var scope: ControlScope?

  public init(version: Int = version, scope: ControlScope? = nil) {
    self.version = version
    self.scope = scope
  }

  /// Nil: it is none.
  public init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard (2...3).contains(words.count), words[0] == "signalbox",
      let version = Int(words[1]), version > 0
    else { return nil }
    var scope: ControlScope?
    if words.count == 3 {
      scope = ControlScope.allCases.first { $0.word == words[2] }
      guard scope != nil else { return nil }
    }
    self.init(version: version, scope: scope)
  }

  public var text: String { "signalbox \(version)" + (scope.map { " \($0.word)" } ?? "") }
}

/// What a viewer asks for, with a number of its own by which it knows the answer: `7 notify 3 on ready`.
public struct ControlRequest: Hashable, Sendable {
  public enum What: Hashable, Sendable {
    case instruction(Instruction)
    /// Gives up the command that waits.
    case withdraw
    /// The viewer is still there: what it holds stays held.
    case ping
  }
  public var number: UInt32
  public var what: What

  public init(_ number: UInt32, _ what: What) {
    self.number = number
    self.what = what
  }

  public var text: String {
    switch what {
    case .instruction(let instruction): "\(number) \(instruction.text)"
    case .withdraw: "\(number) withdraw"
    case .ping: "\(number) ping"
    }
  }

  /// Reads one.
  ///
  /// - Returns: its number, 0 where it has none, and what it asks for; or what is wrong with it.
  public static func read(_ text: String) -> (UInt32, Result<What, CommandTextError>) {
    let parts = text.split(separator: " ", maxSplits: 1)
    guard let number = parts.first.flatMap({ UInt32($0) }) else {
      return (
        0, .failure(.unknownWord(parts.first.map { String($0.prefix(80)) } ?? "", nearest: nil))
      )
    }
    let rest = parts.count > 1 ? String(parts[1]) : ""
    if rest == "withdraw" { return (number, .success(.withdraw)) }
    if rest == "ping" { return (number, .success(.ping)) }
    do throws(CommandTextError) {
      guard case .instruction(let instruction) = try ScriptLine.parse(rest, takesFewer: true) else {
        return (number, .failure(.unknownWord(String(rest.prefix(80)), nearest: nil)))
      }
      return (number, .success(.instruction(instruction)))
    } catch {
      return (number, .failure(error))
    }
  }
}

/// What came of a request: `7 done`, `7 refused noSuchPrimitive`, `7 invalid what is wrong with it`.
public struct ControlReply: Hashable, Sendable {
  public enum Result: Hashable, Sendable {
    case done
    case refused(Refusal)
    /// It is no request; for people, in English.
    case invalid(String)
  }
  public var number: UInt32
  public var result: Result

  public init(_ number: UInt32, _ result: Result) {
    self.number = number
    self.result = result
  }

  public var text: String {
    switch result {
    case .done: "\(number) done"
    case .refused(let refusal): "\(number) refused \(refusal.word)"
    case .invalid(let problem): "\(number) invalid \(problem)"
    }
  }

  /// Nil: it is none, or of a version that knows more.
  public init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 2).map(String.init)
    guard parts.count >= 2, let number = UInt32(parts[0]) else { return nil }
    switch (parts[1], parts.count) {
    case ("done", 2): self.init(number, .done)
    case ("refused", 3):
      guard let refusal = Refusal.allCases.first(where: { $0.word == parts[2] }) else { return nil }
      self.init(number, .refused(refusal))
    case ("invalid", 3): self.init(number, .invalid(parts[2]))
    default: return nil
    }
  }
}
