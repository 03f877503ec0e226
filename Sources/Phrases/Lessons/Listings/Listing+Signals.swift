extension Listing {
  /// So many as a person says are notified.
  static func condition(_ language: ListingLanguage) -> Listing {
    switch language {
    case .python:
      Listing([
        Line("def work(n):"),
        Line("    print(\"came in\")"),
        Line("    ready.acquire()", .acquire),
        Line("    ready.wait()", .wait),
        Line("    print(n)"),
        Line("    time.sleep(1)", .work),
        Line("    ready.release()", .release),
        Line(""),
        Line("count = int(input())"),
        Line("ready.acquire()", .commandAcquire),
        Line("ready.notify(count)", .command),
        Line("ready.release()", .commandRelease),
      ])
    case .swift:
      Listing([
        Line("func work(_ n: Int) throws {"),
        Line("  print(\"came in\")"),
        Line("  ready.acquire()", .acquire),
        Line("  try ready.wait()", .wait),
        Line("  print(n)"),
        Line("  timer.work(.seconds(1))", .work),
        Line("  try ready.release()", .release),
        Line("}"),
        Line("let count = Int(readLine()!)!"),
        Line("ready.acquire()", .commandAcquire),
        Line("try ready.notify(count)", .command),
        Line("try ready.release()", .commandRelease),
      ])
    }
  }

  /// Woken, a thread asks whether it may go on.
  static func waitFor(_ language: ListingLanguage) -> Listing {
    switch language {
    case .python:
      Listing([
        Line("def ticket():"),
        Line("    print(\"a ticket for me?\")", .ask),
        Line("    return take_one()"),
        Line(""),
        Line("def work(n):"),
        Line("    ready.acquire()", .acquire),
        Line("    ready.wait_for(ticket)", .wait),
        Line("    print(n)"),
        Line("    time.sleep(1)", .work),
        Line("    ready.release()", .release),
        Line(""),
        Line("ready.acquire()", .commandAcquire),
        Line("tickets += 1"),
        Line("ready.notify()", .command),
        Line("ready.release()", .commandRelease),
      ])
    case .swift:
      Listing([
        Line("func ticket() -> Bool {"),
        Line("  print(\"a ticket for me?\")", .ask),
        Line("  return takeOne()"),
        Line("}"),
        Line("func work(_ n: Int) throws {"),
        Line("  ready.acquire()", .acquire),
        Line("  try ready.wait(until: ticket)", .wait),
        Line("  print(n)"),
        Line("  timer.work(.seconds(1))", .work),
        Line("  try ready.release()", .release),
        Line("}"),
        Line("ready.acquire()", .commandAcquire),
        Line("tickets += 1"),
        Line("try ready.notify()", .command),
        Line("try ready.release()", .commandRelease),
      ])
    }
  }

  /// A light that holds everybody, or nobody.
  static func event(_ language: ListingLanguage) -> Listing {
    switch language {
    case .python:
      Listing([
        Line("def work(n):"),
        Line("    print(\"came in\")"),
        Line("    time.sleep(0.5)", .work),
        Line("    light.wait()", .wait),
        Line("    print(n)"),
        Line("    time.sleep(0.5)", .workAgain),
        Line(""),
        Line("if light.is_set():"),
        Line("    light.clear()", .commandRelease),
        Line("else:"),
        Line("    light.set()", .command),
        Line("    light.wait()", .commandWait),
      ])
    case .swift:
      Listing([
        Line("func work(_ n: Int) {"),
        Line("  print(\"came in\")"),
        Line("  timer.work(.milliseconds(500))", .work),
        Line("  light.wait()", .wait),
        Line("  print(n)"),
        Line("  timer.work(.milliseconds(500))", .workAgain),
        Line("}"),
        Line("if light.isSet {"),
        Line("  light.clear()", .commandRelease),
        Line("} else {"),
        Line("  light.set()", .command),
        Line("  light.wait()", .commandWait),
        Line("}"),
      ])
    }
  }
}
