extension Report {
  /// One document: `machine`, and `rows` from key to what it came to.
  var json: String {
    JSON.object([
      ("machine", machineObject),
      ("rows", .object(rows.map { ($0.row.key, object($0.row, $0.figure)) })),
    ]).text(indent: "")
  }

  private var machineObject: JSON {
    .object([
      ("processor", .text(machine.processor)), ("processors", .number(Double(machine.processors))),
      ("kernel", .text(machine.kernel)), ("clockSource", .text(machine.clockSource)),
      ("swift", .text(machine.compiler)), ("build", .text(Machine.build)),
      ("load", .number(machine.load)),
      ("counterNanoseconds", machine.counter.map { .number($0) } ?? .null),
      ("clockNanoseconds", .number(machine.clock)),
      ("referenceNanoseconds", .number(machine.reference)),
    ])
  }

  private func object(_ row: Row, _ figure: Figure) -> JSON {
    var members: [(String, JSON)] = [
      (row.unit == nil ? "ratio" : "value", .number(figure.median))
    ]
    if let unit = row.unit { members.append(("unit", .text(unit))) }
    members += [
      ("low", .number(figure.low)), ("high", .number(figure.high)),
      ("rounds", .number(Double(figure.rounds))),
    ]
    if let must = row.must {
      members += [("must", .number(must.value)), ("met", .bool(must.isMet(by: figure.median)))]
    }
    if let aim = row.aim { members.append(("aim", .number(aim))) }
    return .object(members)
  }
}

/// As much of JSON as that needs.
private enum JSON {
  case object([(String, JSON)])
  case text(String)
  case number(Double)
  case bool(Bool)
  case null

  /// An object of objects has a line for each member; one that has none inside stands in one line.
  func text(indent: String) -> String {
    switch self {
    case .object(let members):
      let isDeep = members.contains { if case .object = $0.1 { true } else { false } }
      let inner = indent + "  "
      let parts = members.map { "\(Self.quoted($0)): \($1.text(indent: inner))" }
      guard isDeep else { return "{" + parts.joined(separator: ", ") + "}" }
      return "{\n\(inner)" + parts.joined(separator: ",\n\(inner)") + "\n\(indent)}"
    case .text(let text): return Self.quoted(text)
    case .number(let value): return Self.digits(value)
    case .bool(let value): return value ? "true" : "false"
    case .null: return "null"
    }
  }

  /// Four places are more than the machine repeats.
  private static func digits(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    return value == value.rounded() ? Report.number(value, 0) : Report.number(value, 4)
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case ..<" ": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
