// Goes through a tree of folders: directory-crawler PATH [WORKERS]
//
// A pool's workers each read one folder and submit the folders in it as new tasks. However many workers there are, at most
// three folders are open at once. A condition tells the main thread how far it is, and when nothing is left.
//
//     signalbox watch -- .build/debug/directory-crawler /usr
import Glibc
import Signalbox

/// What was found so far. Everything in it belongs to the condition's lock.
final class Findings: @unchecked Sendable {
  let changed = Condition("findings")
  private(set) var files = 0
  private(set) var folders = 0
  private(set) var bytes: Int64 = 0
  private(set) var largest = (path: "", bytes: Int64(-1))
  /// Folders that were submitted and not read yet.
  private(set) var open = 0

  func begin() { changed.withLock { open += 1 } }

  func end(_ found: [(path: String, bytes: Int64)]) throws {
    try changed.withLock {
      folders += 1
      open -= 1
      for file in found {
        files += 1
        bytes += file.bytes
        if file.bytes > largest.bytes { largest = file }
      }
      // The main thread tells how far it is now and then, and waits for the last folder.
      if open == 0 || folders % 500 == 0 { try changed.notifyAll() }
    }
  }

  var summary: String { "\(folders) folders, \(files) files, \(bytes / 1_048_576) MiB" }
}

@main
enum DirectoryCrawler {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    guard let root = arguments.first else {
      print("directory-crawler PATH [WORKERS]")
      exit(2)
    }
    do {
      // More workers, more open folders: `+` and `-` in the viewer.
      try Recorder.publish(control: .primitives)
    } catch {
      print("nobody can look at this program: \(error)")
    }
    do {
      let findings = try crawl(root, workers: arguments.dropFirst().first.flatMap { Int($0) } ?? 8)
      print(findings.summary)
      if findings.files > 0 {
        print("largest: \(findings.largest.path), \(findings.largest.bytes) bytes")
      }
    } catch {
      print("directory-crawler: \(error)")
      exit(1)
    }
  }

  static func crawl(_ root: String, workers: Int) throws -> Findings {
    let pool = try ThreadPool(workers: workers, name: "crawlers")
    let openFolders = try BoundedSemaphore(3, name: "open folders")
    let findings = Findings()

    @Sendable func visit(_ path: String) throws {
      findings.begin()
      _ = try pool.submit {
        let (files, folders) = openFolders.withPermit { entries(of: path) }
        for folder in folders { try visit(folder) }
        try findings.end(files)
      }
    }
    try visit(root)
    try findings.changed.withLock {
      while findings.open > 0 {
        try findings.changed.wait()
        if findings.open > 0 { print(findings.summary) }
      }
    }
    pool.shutdown()
    return findings
  }

  /// The files of a folder with their sizes, and its folders. What may not be read has none.
  private static func entries(
    of path: String
  ) -> (files: [(path: String, bytes: Int64)], folders: [String]) {
    var (files, folders): ([(path: String, bytes: Int64)], [String]) = ([], [])
    guard let folder = opendir(path) else { return ([], []) }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      let place = path == "/" ? "/" + name : path + "/" + name
      var status = stat()
      guard lstat(place, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: folders.append(place)
      case S_IFREG: files.append((place, Int64(status.st_size)))
      default: break
      }
    }
    return (files, folders)
  }
}
