extension Listing {
  /// A plain lock; bare, the same without it.
  static func lock(_ language: ListingLanguage, isBare: Bool) -> Listing {
    switch (language, isBare) {
    case (.python, false):
      Listing([
        Line("def work(n):"),
        Line("    lock.acquire()", .acquire),
        Line("    items.append(n)", .append),
        Line("    time.sleep(0.5)", .work),
        Line("    print(n, items[-1])", .print),
        Line("    lock.release()", .release),
        Line(""),
        Line("def twice():"),
        Line("    lock.acquire()", .twiceAcquire),
        Line("    lock.acquire()", .twiceAcquireAgain),
      ])
    case (.python, true):
      Listing([
        Line("def work(n):"),
        Line("    items.append(n)", .append),
        Line("    time.sleep(0.5)", .work),
        Line("    print(n, items[-1])", .print),
        Line(""),
        Line("def twice():"),
        Line("    lock.acquire()", .twiceAcquire),
        Line("    lock.acquire()", .twiceAcquireAgain),
      ])
    case (.swift, false):
      Listing([
        Line("func work(_ n: Int) throws {"),
        Line("  lock.acquire()", .acquire),
        Line("  items.append(n)", .append),
        Line("  timer.work(.milliseconds(500))", .work),
        Line("  print(n, items.last)", .print),
        Line("  try lock.release()", .release),
        Line("}"),
        Line("func twice() {"),
        Line("  lock.acquire()", .twiceAcquire),
        Line("  lock.acquire()", .twiceAcquireAgain),
        Line("}"),
      ])
    case (.swift, true):
      Listing([
        Line("func work(_ n: Int) throws {"),
        Line("  items.append(n)", .append),
        Line("  timer.work(.milliseconds(500))", .work),
        Line("  print(n, items.last)", .print),
        Line("}"),
        Line("func twice() {"),
        Line("  lock.acquire()", .twiceAcquire),
        Line("  lock.acquire()", .twiceAcquireAgain),
        Line("}"),
      ])
    }
  }

  /// A recursive lock, taken twice and given back twice.
  static func rlock(_ language: ListingLanguage) -> Listing {
    switch language {
    case .python:
      Listing([
        Line("def work(n):"),
        Line("    rlock.acquire()", .acquire),
        Line("    items.append(n)"),
        Line("    time.sleep(0.3)", .work),
        Line("    rlock.acquire()", .acquireAgain),
        Line("    time.sleep(0.3)", .workAgain),
        Line("    print(n, items[-1])"),
        Line("    rlock.release()", .release),
        Line("    time.sleep(0.3)", .workLast),
        Line("    rlock.release()", .releaseAgain),
      ])
    case .swift:
      Listing([
        Line("func work(_ n: Int) throws {"),
        Line("  rlock.acquire()", .acquire),
        Line("  items.append(n)"),
        Line("  timer.work(.milliseconds(300))", .work),
        Line("  rlock.acquire()", .acquireAgain),
        Line("  timer.work(.milliseconds(300))", .workAgain),
        Line("  print(n, items.last)"),
        Line("  try rlock.release()", .release),
        Line("  timer.work(.milliseconds(300))", .workLast),
        Line("  try rlock.release()", .releaseAgain),
        Line("}"),
      ])
    }
  }

  /// So many at a time.
  static func semaphore(_ language: ListingLanguage) -> Listing {
    switch language {
    case .python:
      Listing([
        Line("permits = BoundedSemaphore(3)"),
        Line(""),
        Line("def work(n):"),
        Line("    permits.acquire()", .acquire),
        Line("    print(n)"),
        Line("    time.sleep(1)", .work),
        Line("    permits.release()", .release),
      ])
    case .swift:
      Listing([
        Line("let permits = try BoundedSemaphore(3)"),
        Line(""),
        Line("func work(_ n: Int) throws {"),
        Line("  permits.acquire()", .acquire),
        Line("  print(n)"),
        Line("  timer.work(.seconds(1))", .work),
        Line("  try permits.release()", .release),
        Line("}"),
      ])
    }
  }
}
