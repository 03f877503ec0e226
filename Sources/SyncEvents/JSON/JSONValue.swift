/// A place in a text: line and column, both from 1. A column is one character of Unicode.
public struct JSONPosition: Hashable, Sendable {
  public var line: Int
  public var column: Int
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A value as it was read, and where it begins.
public struct JSONValue: Hashable, Sendable {
  public var position: JSONPosition
  public var content: Content

  public enum Content: Hashable, Sendable {
    case null
    case bool(Bool)
    /// As it was written: nothing is lost by rounding.
    case number(String)
    case string(String)
    case array([JSONValue])
    /// In the order of the text.
    case object([JSONMember])
  }
}

/// A field of an object.
public struct JSONMember: Hashable, Sendable {
  public var key: String
  /// Where the key begins.
  public var position: JSONPosition
  public var value: JSONValue
}

extension JSONValue {
  public var bool: Bool? { if case .bool(let value) = content { value } else { nil } }
  public var string: String? { if case .string(let value) = content { value } else { nil } }
  public var array: [JSONValue]? { if case .array(let values) = content { values } else { nil } }
  public var members: [JSONMember]? {
    if case .object(let members) = content { members } else { nil }
  }
  /// Nil also where it is a number with a fraction or an exponent, or too large.
  public var integer: Int64? { if case .number(let text) = content { Int64(text) } else { nil } }
  /// Nil also where it is too large.
  public var double: Double? {
    guard case .number(let text) = content, let value = Double(text), value.isFinite else {
      return nil
    }
    return value
  }

  /// A field of an object; nil where there is none, or this is no object.
  public subscript(key: String) -> JSONValue? { members?.first { $0.key == key }?.value }
}

/// Why a text is not JSON, and where. `Phrases` has the sentences.
public struct JSONFault: Error, Hashable, Sendable {
  public var position: JSONPosition
  public var problem: Problem

  public init(position: JSONPosition, problem: Problem) {
    self.position = position
    self.problem = problem
  }

  public enum Problem: Hashable, Sendable {
    /// The text ends before its value does.
    case endsTooSoon
    /// This stands where something else was expected.
    case unexpected(String)
    /// Something stands behind the value.
    case goesOn
    /// A word that is not true, false or null.
    case unknownWord(String)
    case badNumber(String)
    /// A string goes on over the end of its line, or to the end of the text.
    case unclosedString
    /// A control character that should have been written as an escape.
    case controlCharacter
    case badEscape(String)
    /// Half of a surrogate pair.
    case loneSurrogate
    case notUTF8
    case duplicateKey(String)
    case tooDeep
    case tooLong
  }
}
