// Counts the words of files in parallel: word-count PATH...  (a folder stands for the files in it)
//
// One reader puts whole files into a queue with room for eight, workers take them, and each adds what it has counted to one
// dictionary that all share. The main thread waits until every file is dealt with.
//
//     signalbox watch -- .build/debug/word-count Sources
import Glibc
import Signalbox

typealias Text = [UInt8]

@main
enum WordCount {
  static func main() {
    let paths = Array(CommandLine.arguments.dropFirst())
    guard !paths.isEmpty else { fail("word-count PATH...", 2) }
    do {
      // Whoever looks may also change the queue's capacity: `+` and `-` in the viewer.
      try Recorder.publish(control: .primitives)
    } catch {
      print("nobody can look at this program: \(error)")
    }
    do {
      let total = try count(paths.flatMap(files))
      for (word, count) in total.sorted(by: { ($0.value, $1.key) > ($1.value, $0.key) }).prefix(10)
      {
        print("\(count)\t\(word)")
      }
    } catch {
      fail("\(error)", 1)
    }
  }

  /// How often each word comes up in all of these files together.
  static func count(_ files: [String], workers: Int = 4) throws -> [String: Int] {
    let texts = try BlockingQueue<(path: String, text: Text)>("texts", capacity: 8)
    let totals = SynchronizedDictionary<String, Int>([:], name: "totals")
    let unreadable = Synchronized(0, name: "unreadable")

    let counters = (0..<workers).map { number in
      TracedThread.run("counter-\(number)") {
        // An error ends it: the queue has been shut down, and there is nothing left in it.
        while let (_, text) = try? texts.take() {
          let counted = words(of: text)
          // One at a time holds the lock for a moment only, so that the others get on.
          for (word, count) in counted { totals.update(word, default: 0) { $0 += count } }
          try texts.taskDone()
        }
      }
    }
    let reader = TracedThread.run("reader") {
      for path in files {
        if let text = read(path) {
          try texts.put((path, text))
        } else {
          unreadable.withLock { $0 += 1 }
        }
      }
      texts.shutdown()
    }
    try reader.join()
    for counter in counters { try counter.join() }
    let missing = unreadable.withLock { $0 }
    if missing > 0 { print("\(missing) files could not be read") }
    return totals.withLock { $0 }
  }

  /// Letters of ASCII, in lower case, three or more of them.
  static func words(of text: Text) -> [String: Int] {
    var counts: [String: Int] = [:]
    for word in text.split(whereSeparator: { !isLetter($0) }) where word.count > 2 {
      counts[String(decoding: word.map { $0 | 0x20 }, as: UTF8.self), default: 0] += 1
    }
    return counts
  }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  // MARK: files

  static func files(_ path: String) -> [String] {
    guard let folder = opendir(path) else { return [path] }
    defer { closedir(folder) }
    var found: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let isLink = entry.pointee.d_type == DT_LNK
      if !name.hasPrefix("."), !isLink { found += files(path + "/" + name) }
    }
    return found.sorted()
  }

  private static func read(_ path: String) -> Text? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var text = Text()
    var piece = Text(repeating: 0, count: 1 << 16)
    while case let count = fread(&piece, 1, piece.count, file), count > 0 {
      text += piece[..<count]
    }
    return ferror(file) == 0 ? text : nil
  }

  private static func fail(_ text: String, _ code: Int32) -> Never {
    print("word-count: \(text)")
    exit(code)
  }
}
