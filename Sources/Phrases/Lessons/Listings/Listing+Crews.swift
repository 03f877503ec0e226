extension Listing {
  /// Forty tasks on a few workers; bare, on a thread each.
  static func pool(_ language: ListingLanguage, isBare: Bool) -> Listing {
    switch (language, isBare) {
    case (.python, false):
      Listing([
        Line("pool = ThreadPoolExecutor(5)"),
        Line(""),
        Line("def task(n):"),
        Line("    print(n)"),
        Line("    time.sleep(0.5)", .work),
        Line(""),
        Line("for n in range(1, 41):"),
        Line("    pool.submit(task, n)", .submit),
      ])
    case (.python, true):
      Listing([
        Line("def task(n):"),
        Line("    print(n)"),
        Line("    time.sleep(0.5)", .work),
        Line(""),
        Line("for n in range(1, 41):"),
        Line("    t = Thread(target=task, args=[n])"),
        Line("    t.start()", .submit),
      ])
    case (.swift, false):
      Listing([
        Line("let pool = try ThreadPool(workers: 5)"),
        Line(""),
        Line("func task(_ n: Int) {"),
        Line("  print(n)"),
        Line("  timer.work(.milliseconds(500))", .work),
        Line("}"),
        Line("for n in 1...40 {"),
        Line("  try pool.submit { task(n) }", .submit),
        Line("}"),
      ])
    case (.swift, true):
      Listing([
        Line("func task(_ n: Int) {"),
        Line("  print(n)"),
        Line("  timer.work(.milliseconds(500))", .work),
        Line("}"),
        Line("for n in 1...40 {"),
        Line("  TracedThread.run { task(n) }", .submit),
        Line("}"),
      ])
    }
  }

  /// Some put, some take, and the queue stands between them.
  static func queue(_ language: ListingLanguage) -> Listing {
    switch language {
    case .python:
      Listing([
        Line("queue = Queue(5)"),
        Line(""),
        Line("def producer(n):"),
        Line("    while employed(n):"),
        Line("        time.sleep(0.3)", .work),
        Line("        item = make(n)"),
        Line("        queue.put(item)", .put),
        Line("        print(\"produced\", item)"),
        Line(""),
        Line("def consumer(n):"),
        Line("    while employed(n):"),
        Line("        item = queue.get()", .take),
        Line("        time.sleep(0.5)", .workAgain),
        Line("        print(\"consumed\", item)"),
        Line(""),
        Line("queue.put(input())", .command),
      ])
    case .swift:
      Listing([
        Line("let queue = try BlockingQueue<Item>("),
        Line("  capacity: 5)"),
        Line("func producer(_ n: Int) throws {"),
        Line("  while isEmployed(n) {"),
        Line("    timer.work(.milliseconds(300))", .work),
        Line("    let item = make(n)"),
        Line("    try queue.put(item)", .put),
        Line("    print(\"produced\", item)"),
        Line("  }"),
        Line("}"),
        Line("func consumer(_ n: Int) throws {"),
        Line("  while isEmployed(n) {"),
        Line("    let item = try queue.take()", .take),
        Line("    timer.work(.milliseconds(500))", .workAgain),
        Line("    print(\"consumed\", item)"),
        Line("  }"),
        Line("}"),
        Line("try queue.put(readLine()!)", .command),
      ])
    }
  }
}
