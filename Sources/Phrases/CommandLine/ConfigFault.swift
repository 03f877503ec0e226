public import SyncEvents

/// What is wrong with the file of settings, and where.
public struct ConfigFault: Error, Hashable, Sendable {
  /// Nil where it is the file as a whole.
  public var position: JSONPosition?
  public var problem: Problem

  public init(at position: JSONPosition?, _ problem: Problem) {
    self.position = position
    self.problem = problem
  }

  public enum Problem: Hashable, Sendable {
    case syntax(JSONFault.Problem)
    /// The system's number and words.
    case unreadable(Int32, String)
    /// It is no object with settings in it.
    case notAnObject
    case unknownSetting(String, nearest: String?)
    /// A setting must be something else.
    case wrongType(String, Kind)
    case notOneOf(String, String, choices: [String])
    case outOfRange(String, String)

    // The keys.
    case unknownDeed(String, nearest: String?)
    /// No key is called that.
    case unknownKey(String, of: String)
    /// Where a text is typed this key is a part of it.
    case typedKey(String, of: String)
    /// One key, and two deeds.
    case takenKey(String, of: String, alsoOf: String)
    /// This key always does the same.
    case fixedKey(String, of: String, always: String)
  }

  /// What a setting has to be.
  public enum Kind: CaseIterable, Hashable, Sendable {
    case word, truth, number, object
    /// A list of keys.
    case keys
  }
}
