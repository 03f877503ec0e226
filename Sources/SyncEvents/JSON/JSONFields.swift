/// The fields of one line, by their names.
struct JSONFields {
  private let fields: [String: JSONValue]

  init(_ value: JSONValue) throws(JSONLineFault.Problem) {
    guard let members = value.members else { throw .notAnObject }
    fields = Dictionary(members.map { ($0.key, $0.value) }) { $1 }
  }

  func isString(_ key: String) -> Bool { fields[key]?.string != nil }

  /// Nil where there is none.
  func text(_ key: String) throws(JSONLineFault.Problem) -> String? {
    guard let value = fields[key] else { return nil }
    guard let text = value.string else { throw .wrong(key) }
    return text
  }
  func string(_ key: String) throws(JSONLineFault.Problem) -> String {
    guard let text = try text(key) else { throw .missing(key) }
    return text
  }

  func integer(
    _ key: String, in range: ClosedRange<Int64> = .min ... .max
  ) throws(JSONLineFault.Problem) -> Int64 {
    guard let value = fields[key] else { throw .missing(key) }
    guard let number = value.integer, range.contains(number) else { throw .wrong(key) }
    return number
  }
  /// Nil where there is none.
  func int(_ key: String) throws(JSONLineFault.Problem) -> Int? {
    fields[key] == nil ? nil : Int(try integer(key))
  }
  func number(_ key: String) throws(JSONLineFault.Problem) -> UInt64? {
    fields[key] == nil ? nil : UInt64(try integer(key, in: 0...(.max)))
  }
  func needed(_ key: String) throws(JSONLineFault.Problem) -> Int { Int(try integer(key)) }

  /// The number of a thread or a primitive.
  func id(_ key: String) throws(JSONLineFault.Problem) -> UInt32 {
    UInt32(try integer(key, in: 0...Int64(UInt32.max)))
  }
  func optional(_ key: String) throws(JSONLineFault.Problem) -> UInt32? {
    fields[key] == nil ? nil : try id(key)
  }
  func thread(_ key: String) throws(JSONLineFault.Problem) -> ThreadID { ThreadID(try id(key)) }

  /// False where there is none.
  func flag(_ key: String) throws(JSONLineFault.Problem) -> Bool {
    guard let value = fields[key] else { return false }
    guard let flag = value.bool else { throw .wrong(key) }
    return flag
  }

  func time(_ key: String) throws(JSONLineFault.Problem) -> Instant? {
    fields[key] == nil ? nil : Instant(nanoseconds: try integer(key))
  }

  /// One of those, by its word.
  func choice<T: CaseIterable>(
    _ key: String, _ word: (T) -> String
  ) throws(JSONLineFault.Problem) -> T {
    let wanted = try string(key)
    for choice in T.allCases where word(choice) == wanted { return choice }
    throw .wrong(key)
  }
}

/// The texts of an event, as they stand in the table.
struct JSONEventTexts {
  var key: TextID?
  var value: TextID?
  var text: TextID?
  var command: TextID?

  static func needed(_ id: TextID?, _ key: String) throws(JSONLineFault.Problem) -> TextID {
    guard let id else { throw .missing(key) }
    return id
  }
}
