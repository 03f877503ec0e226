import Glibc

/// A state that did not come about in time.
public struct NotReached: Error, CustomStringConvertible {
  public let what: String
  public var description: String { "not reached within the time: \(what)" }
}

/// Looks again and again until a state is reached. Tests wait for states, never for time: that five threads are blocked is
/// `waiterCount == 5`.
///
/// - Throws: `NotReached` after 30 s.
public func waitUntil(_ what: String, _ condition: () throws -> Bool) throws {
  let end = ContinuousClock.now + .seconds(30)
  while try !condition() {
    guard ContinuousClock.now < end else { throw NotReached(what: what) }
    usleep(100)
  }
}

/// What a thread of a test found to be wrong.
public struct Violated: Error, CustomStringConvertible {
  public let what: String
  public var description: String { "does not hold: \(what)" }
}

/// Ends the thread of a test that finds something wrong; whoever joins it hears of it.
public func ensure(_ holds: Bool, _ what: String) throws {
  guard holds else { throw Violated(what: what) }
}
