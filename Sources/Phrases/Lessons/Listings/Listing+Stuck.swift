// What goes wrong with locks; cured, the same as it goes well.
extension Listing {
  /// Two locks in two orders; cured, in one.
  static func deadlock(_ language: ListingLanguage, isCured: Bool) -> Listing {
    switch language {
    case .python:
      let orders =
        isCured
        ? [Line("    one, two = accounts, audit")]
        : [
          Line("    one, two = accounts, audit"),
          Line("    if n % 2 == 1:"),
          Line("        one, two = audit, accounts"),
        ]
      return Listing(
        [Line("def work(n):")] + orders + [
          Line("    with one:", .acquire),
          Line("        time.sleep(0.5)", .work),
          Line("        with two:", .acquireAgain),
          Line("            print(\"both\")", .print),
          Line("            time.sleep(0.5)", .workAgain),
        ])
    case .swift:
      let orders =
        isCured
        ? [Line("  let (one, two) = (accounts, audit)")]
        : [
          Line("  var (one, two) = (accounts, audit)"),
          Line("  if n % 2 == 1 { swap(&one, &two) }"),
        ]
      return Listing(
        [Line("func work(_ n: Int) {")] + orders + [
          Line("  one.withLock {", .acquire),
          Line("    timer.work(.milliseconds(500))", .work),
          Line("    two.withLock {", .acquireAgain),
          Line("      print(\"both\")", .print),
          Line("      timer.work(.milliseconds(500))", .workAgain),
          Line("    }"),
          Line("  }"),
          Line("}"),
        ])
    }
  }

  /// The left fork, then the right one; cured, the one with the lower number first.
  static func philosophers(_ language: ListingLanguage, isCured: Bool) -> Listing {
    switch language {
    case .python:
      let order = isCured ? [Line("    one, two = sorted([one, two])")] : []
      return Listing(
        [
          Line("def dine(n):"), Line("    # left, right"), Line("    one, two = n, (n + 1) % 5"),
        ] + order + [
          Line("    with forks[one]:", .acquire),
          Line("        time.sleep(0.5)", .work),
          Line("        with forks[two]:", .acquireAgain),
          Line("            print(\"I eat\")", .print),
          Line("            time.sleep(0.5)", .workAgain),
        ])
    case .swift:
      let order =
        isCured ? [Line("  if two < one { swap(&one, &two) }")] : []
      return Listing(
        [
          Line("func dine(_ n: Int) {"),
          Line("  // left, right"),
          Line("  \(isCured ? "var" : "let") (one, two) = (n, (n + 1) % 5)"),
        ] + order + [
          Line("  forks[one].withLock {", .acquire),
          Line("    timer.work(.milliseconds(500))", .work),
          Line("    forks[two].withLock {", .acquireAgain),
          Line("      print(\"I eat\")", .print),
          Line("      timer.work(.milliseconds(500))", .workAgain),
          Line("    }"),
          Line("  }"),
          Line("}"),
        ])
    }
  }

  /// Some have the lock in turn, and one gives up its place in line; cured, it stays.
  static func starvation(_ language: ListingLanguage, isCured: Bool) -> Listing {
    switch language {
    case .python:
      let line =
        isCured
        ? [Line("        lock.acquire()", .acquireAgain)]
        : [
          Line("        while not lock.acquire("),
          Line("                timeout=0.3):", .acquireAgain),
          Line("            print(\"given up\")", .print),
        ]
      return Listing(
        [
          Line("def holder():"),
          Line("    while True:"),
          Line("        with lock:", .acquire),
          Line("            time.sleep(0.4)", .work),
          Line(""),
          Line("def hungry():"),
          Line("    while True:"),
        ] + line + [
          Line("        time.sleep(0.4)", .workAgain),
          Line("        lock.release()", .release),
        ])
    case .swift:
      let line =
        isCured
        ? [Line("    lock.acquire()", .acquireAgain)]
        : [
          Line("    while !lock.acquire("),
          Line("      timeout: .milliseconds(300)) {", .acquireAgain),
          Line("      print(\"given up\")", .print),
          Line("    }"),
        ]
      return Listing(
        [
          Line("func holder() {"),
          Line("  while true {"),
          Line("    lock.withLock {", .acquire),
          Line("      timer.work(.milliseconds(400))", .work),
          Line("    }"),
          Line("  }"),
          Line("}"),
          Line("func hungry() throws {"),
          Line("  while true {"),
        ] + line + [
          Line("    timer.work(.milliseconds(400))", .workAgain),
          Line("    try lock.release()", .release),
          Line("  }"),
          Line("}"),
        ])
    }
  }

  /// One leaves with the lock; cured, the lock is given back however one leaves.
  static func ownerGone(_ language: ListingLanguage, isCured: Bool) -> Listing {
    switch (language, isCured) {
    case (.python, false):
      Listing([
        Line("def work(n):"),
        Line("    lock.acquire()", .acquire),
        Line("    time.sleep(0.5)", .work),
        Line("    if n % 4 == 0:"),
        Line("        return", .leave),
        Line("    print(n)", .print),
        Line("    lock.release()", .release),
      ])
    case (.python, true):
      Listing([
        Line("def work(n):"),
        Line("    with lock:", .acquire),
        Line("        time.sleep(0.5)", .work),
        Line("        if n % 4 == 0:"),
        Line("            return", .leave),
        Line("        print(n)", .print),
      ])
    case (.swift, false):
      Listing([
        Line("func work(_ n: Int) throws {"),
        Line("  lock.acquire()", .acquire),
        Line("  timer.work(.milliseconds(500))", .work),
        Line("  if n % 4 == 0 {"),
        Line("    return", .leave),
        Line("  }"),
        Line("  print(n)", .print),
        Line("  try lock.release()", .release),
        Line("}"),
      ])
    case (.swift, true):
      Listing([
        Line("func work(_ n: Int) {"),
        Line("  lock.withLock {", .acquire),
        Line("    timer.work(.milliseconds(500))", .work),
        Line("    if n % 4 == 0 {"),
        Line("      return", .leave),
        Line("    }"),
        Line("    print(n)", .print),
        Line("  }"),
        Line("}"),
      ])
    }
  }
}
