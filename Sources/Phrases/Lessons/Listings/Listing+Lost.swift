// What goes wrong with notifications and with tasks; cured, the same as it goes well.
extension Listing {
  /// A notify that nobody waits for; cured, what has happened is written down.
  static func lostNotify(_ language: ListingLanguage, isCured: Bool) -> Listing {
    switch language {
    case .python:
      Listing(
        [
          Line("def notifier():"),
          Line("    time.sleep(0.3)", .work),
          Line("    with ready:", .acquire),
        ] + (isCured ? [Line("        flag.set()", .set)] : []) + [
          Line("        ready.notify()", .command),
          Line(""),
          Line("def waiter():"),
          Line("    time.sleep(0.9)", .workAgain),
          Line("    with ready:", .acquireAgain),
          Line(
            isCured ? "        ready.wait_for(flag.is_set)" : "        ready.wait()", .wait),
          Line("        print(\"I go on\")", .print),
        ])
    case .swift:
      Listing(
        [
          Line("func notifier() throws {"),
          Line("  timer.work(.milliseconds(300))", .work),
          Line("  try ready.withLock {", .acquire),
        ] + (isCured ? [Line("    flag = true", .set)] : []) + [
          Line("    try ready.notify()", .command),
          Line("  }"),
          Line("}"),
          Line("func waiter() throws {"),
          Line("  timer.work(.milliseconds(900))", .workAgain),
          Line("  try ready.withLock {", .acquireAgain),
          Line(isCured ? "    try ready.wait { flag }" : "    try ready.wait()", .wait),
          Line("    print(\"I go on\")", .print),
          Line("  }"),
          Line("}"),
        ])
    }
  }

  /// Tasks wait for tasks of the same pool; cured, of another.
  static func poolDeadlock(_ language: ListingLanguage, isCured: Bool) -> Listing {
    let inside = isCured ? "helpers" : "pool"
    return switch language {
    case .python:
      Listing(
        [Line("pool = ThreadPoolExecutor(2)")]
          + (isCured ? [Line("helpers = ThreadPoolExecutor(1)")] : []) + [
            Line(""),
            Line("def inner(n):"),
            Line("    time.sleep(0.5)", .workAgain),
            Line("    return n * n"),
            Line(""),
            Line("def outer(n):"),
            Line("    time.sleep(0.5)", .work),
            Line("    f = \(inside).submit(inner, n)", .put),
            Line("    square = f.result()", .wait),
            Line("    print(square)", .print),
            Line(""),
            Line("for n in range(1, 3):"),
            Line("    pool.submit(outer, n)", .submit),
          ])
    case .swift:
      Listing(
        [Line("let pool = try ThreadPool(workers: 2)")]
          + (isCured ? [Line("let helpers ="), Line("  try ThreadPool(workers: 1)")] : []) + [
            Line("func inner(_ n: Int) -> Int {"),
            Line("  timer.work(.milliseconds(500))", .workAgain),
            Line("  return n * n"),
            Line("}"),
            Line("func outer(_ n: Int) throws {"),
            Line("  timer.work(.milliseconds(500))", .work),
            Line("  let f = try \(inside).submit {", .put),
            Line("    inner(n) }"),
            Line("  let square = try f.result()", .wait),
            Line("  print(square)", .print),
            Line("}"),
            Line("for n in 1...2 {"),
            Line("  try pool.submit { try outer(n) }", .submit),
            Line("}"),
          ])
    }
  }
}
