extension Listing {
  /// What may be shared without a lock of one's own, and what may not.
  static func containers(_ language: ListingLanguage) -> Listing {
    switch language {
    case .python:
      Listing([
        Line("def work(n):"),
        Line("    global counter"),
        Line("    for i in range(20):"),
        Line("        seen = counter", .load),
        Line("        time.sleep(0.15)", .work),
        Line("        counter = seen + 1", .store),
        Line("        items.append(n)", .append),
        Line("        table[n, i] = True", .set),
        Line("        queue.put(n)", .put),
        Line("    print(counter)"),
      ])
    case .swift:
      Listing([
        Line("func work(_ n: Int) throws {"),
        Line("  for i in 0..<20 {"),
        Line("    counter.increment {", .load),
        Line("      timer.work(.milliseconds(150))", .work),
        Line("    }", .store),
        Line("    items.append(n)", .append),
        Line("    table[[n, i]] = true", .set),
        Line("    try queue.put(n)", .put),
        Line("  }"),
        Line("  print(counter.value)"),
        Line("}"),
      ])
    }
  }
}
