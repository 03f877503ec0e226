import Findings
import Frames
import LaneModel
import Phrases
import SyncEvents

/// The waits-for graph as lines of text.
struct GraphRows {
  struct Row: Hashable {
    var phrase: Phrase
    /// Those who stand in it.
    var threads: [ThreadID]
  }
  private let model: LaneModel
  private let book: Phrasebook
  private let glyphs: Glyphs
  private let width: Int
  private(set) var rows: [Row] = []

  init(_ model: LaneModel, _ book: Phrasebook, _ glyphs: Glyphs, width: Int) {
    self.width = width
    self.model = model
    self.book = book
    self.glyphs = glyphs
    for tree in WaitForest(model).trees { add(tree) }
  }

  /// Where a thread stands first.
  func row(of thread: ThreadID) -> Int? { rows.firstIndex { $0.threads.contains(thread) } }

  private mutating func add(_ tree: WaitForest.Tree) {
    var root = Phrase()
    switch tree.root {
    case .thread(let thread):
      add(thread, to: &root)
      root.add(" ")
      if tree.isRing {
        let finding = model.findings.first { finding in
          finding.isRing && finding.links.contains { $0.thread == thread }
        }
        root.add(
          finding.map { book.finding($0.kind, $0.grade) } ?? book.ringThatEnds,
          finding == nil ? .dim : .finding)
      } else if let lane = model.lane(thread) {
        root.add("\(book.word(lane.state.word)) \(book.elapsed(model.now - lane.since))")
      }
      rows.append(Row(phrase: root, threads: [thread]))
    case .primitive(let primitive):
      root.add(model.name(of: primitive), .primitive(primitive))
      if let state = model.primitive(primitive) {
        let holders = state.holders.prefix(8).map { model.name(of: $0) }
        let rest =
          holders.isEmpty
          ? book.whatEndsWaits(at: state.kind) : book.inUse(by: holders, of: state.holders.count)
        root.add(" \(book.word(state.kind))\(book.colon)\(rest)")
      }
      rows.append(Row(phrase: root, threads: []))
    }
    for branch in tree.branches {
      add(branch, level: 1, isNamed: tree.root != .primitive(branch.primitive))
    }
  }

  /// Those who have nothing in turn stand in one line; each of the others has its own, and below it who waits for it.
  private mutating func add(_ branch: WaitForest.Branch, level: Int, isNamed: Bool) {
    var line = Phrase(String(repeating: "  ", count: level - 1), .dim)
    line.add("\(glyphs.branch) ")
    if isNamed {
      line.add(model.name(of: branch.primitive), .primitive(branch.primitive))
      line.add(" ")
    }
    line.add("\(book.backArrow) ")
    add(branch.twigs.filter { $0.branches.isEmpty && !$0.isRoot }.map(\.thread), behind: line)
    for twig in branch.twigs where !twig.branches.isEmpty || twig.isRoot {
      var phrase = line
      addWaiting(twig.thread, to: &phrase)
      if twig.isRoot { phrase.add(" \(book.backToRoot)", .finding) }
      rows.append(Row(phrase: phrase, threads: twig.isRoot ? [] : [twig.thread]))
      for next in twig.branches { add(next, level: level + 1, isNamed: true) }
    }
  }

  /// In as many lines as they need.
  private mutating func add(_ waiters: [ThreadID], behind head: Phrase) {
    let indent = DisplayWidth.of(head.text)
    var line = head
    var threads: [ThreadID] = []
    for (index, thread) in waiters.prefix(Self.mostListed).enumerated() {
      var next = Phrase()
      addWaiting(thread, to: &next)
      if index == Self.mostListed - 1, waiters.count > Self.mostListed {
        next.add("  \(book.more(waiters.count - Self.mostListed))")
      }
      let room = width - DisplayWidth.of(line.text) - DisplayWidth.of(next.text)
      if !threads.isEmpty, room < 0 {
        rows.append(Row(phrase: line, threads: threads))
        line = Phrase(String(repeating: " ", count: indent), .dim)
        threads = []
      }
      for segment in next.segments { line.add(segment.text, segment.tone) }
      line.add("  ")
      threads.append(thread)
    }
    if !threads.isEmpty { rows.append(Row(phrase: line, threads: threads)) }
  }
  private static let mostListed = 200

  private func addWaiting(_ thread: ThreadID, to phrase: inout Phrase) {
    add(thread, to: &phrase)
    if let lane = model.lane(thread) {
      phrase.add(" \(book.elapsed(model.now - lane.waitingSince))")
    }
  }

  /// The letter of what it does, and its name.
  private func add(_ thread: ThreadID, to phrase: inout Phrase) {
    let letter = model.lane(thread)?.state.look.letter ?? "?"
    phrase.add("\(letter) ", .thread(thread))
    phrase.add(book.called(model.name(of: thread)), .thread(thread))
  }
}
