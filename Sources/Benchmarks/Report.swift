/// All that was measured, for people and for programs.
struct Report {
  let machine: Machine
  let figures: [Figure]

  /// In the order of the table, those that were measured.
  var rows: [(row: Row, figure: Figure)] {
    Row.all.compactMap { row in figures.first { $0.key == row.key }.map { (row, $0) } }
  }

  var table: String {
    let lines = [["key", "what", "value", "", "quartiles", "must", ""]] + rows.map(line)
    let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    let isNumber = [false, false, true, false, true, true, false]
    let body = lines.map { line in
      line.indices.map { column in
        let gap = String(repeating: " ", count: widths[column] - line[column].count)
        return isNumber[column] ? gap + line[column] : line[column] + gap
      }.joined(separator: "  ").trimmed
    }
    return (head + [""] + body).joined(separator: "\n")
  }

  private var head: [String] {
    let counter = machine.counter.map { "the processor's counter \(Self.number($0, 1)) ns, " } ?? ""
    return [
      "\(machine.processor), \(machine.processors) processors, \(machine.kernel), clock source "
        + machine.clockSource,
      "Swift \(machine.compiler), \(Machine.build) build; load before: \(Self.number(machine.load, 2))",
      "a look at the clock: \(counter)clock_gettime \(Self.number(machine.clock, 1)) ns",
      "1.00 is a plain pthread mutex, locked and unlocked, with a second thread alive: "
        + "\(Self.number(machine.reference, 1)) ns",
    ]
  }

  private func line(_ row: Row, _ figure: Figure) -> [String] {
    let places = row.unit == nil || figure.median < 10 ? 2 : 0
    let number = { Self.readable($0, places) }
    let spread =
      figure.rounds > 1 ? "\(number(figure.low)) – \(number(figure.high))" : ""
    let must = row.must.map { "\($0.sign) \(Self.readable($0.value, 2))" } ?? ""
    let met = row.must.map { $0.isMet(by: figure.median) ? "met" : "missed" } ?? ""
    return [row.key, row.what, number(figure.median), row.unit ?? "", spread, must, met]
  }

  /// Millions as such.
  static func readable(_ value: Double, _ places: Int) -> String {
    value >= 1e6 ? number(value / 1e6, 1) + " M" : number(value, places)
  }

  /// With so many places behind the point.
  static func number(_ value: Double, _ places: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "?" }
    let scale = (0..<places).reduce(1) { product, _ in product * 10 }
    let scaled = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard places > 0 else { return "\(sign)\(scaled)" }
    let rest = String(scaled % scale)
    return "\(sign)\(scaled / scale)." + String(repeating: "0", count: places - rest.count) + rest
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
