import Findings
public import SyncEvents

/// Something wrong with this program's threads, as `Recorder.onFinding` tells it: what it is, how sure that is, and what it rests
/// on.
public struct FindingReport: Hashable, Sendable, CustomStringConvertible {
  /// A thread that waits, what for, where in the program, and who has that.
  public struct Wait: Hashable, Sendable {
    public var thread: ThreadID
    public var threadName: String
    public var primitive: PrimitiveID
    public var primitiveName: String
    public var primitiveKind: PrimitiveKind
    /// Where the wait began; nil where that is not known.
    public var file: String?
    public var line: Int?
    /// The name of the thread that has it, where that is one.
    public var holderName: String?
  }
  public var kind: FindingKind
  public var grade: Grade
  /// In a ring each waits for what the next one has. Of a lock-order inversion, who took which lock last.
  public var waits: [Wait]
  /// The names of others that it rests on: who ended with the lock, who notified nobody.
  public var others: [String]
  /// It was reported before, and is not true any more.
  public var isOver: Bool

  /// One line for people who read English.
  public var description: String {
    let proof = waits.map { wait in
      var text =
        "\(wait.threadName) \(kind == .lockOrderInversion ? "took" : "waits for") \(wait.primitiveName)"
      if let file = wait.file, let line = wait.line { text += " at \(file):\(line)" }
      if let holder = wait.holderName { text += " (held by \(holder))" }
      return text
    }.joined(separator: "; ")
    let by = others.isEmpty ? "" : " (\(others.joined(separator: ", ")))"
    return "\(isOver ? "over: " : "")\(title)\(by): \(proof)"
  }

  private var title: String {
    let sure = grade == .certain ? "" : ", \(grade.word)"
    let name =
      switch kind {
      case .selfDeadlock: "self-deadlock"
      case .deadlock: "deadlock"
      case .stall: "stall, every thread waits"
      case .poolDeadlock: "pool deadlock"
      case .lostNotify: "lost notify"
      case .ownerGone: "lock of a thread that has ended"
      case .lockOrderInversion: "lock-order inversion"
      case .starvation: "starvation"
      case .convoy: "convoy"
      case .thunderingHerd: "thundering herd"
      case .longHold: "long hold"
      }
    return name + sure
  }
}

extension FindingReport {
  init(_ finding: Finding, isOver: Bool, _ scene: MonitorScene, _ facts: MonitorFacts) {
    func name(_ id: ThreadID) -> String { facts.threads[id]?.name ?? "thread-\(id.rawValue)" }
    kind = finding.kind
    grade = finding.grade
    others = finding.others.map(name)
    self.isOver = isOver
    let isWait = finding.kind != .lockOrderInversion
    waits = finding.links.map { link in
      let site = facts.site(
        isWait
          ? scene.waits[link.thread]?.site
          : facts.order.inversions.first { $0.finding.isSame(as: finding) }?.steps.first {
            $0.thread == link.thread && $0.second.lock == link.primitive
          }?.second.site)
      return Wait(
        thread: link.thread, threadName: name(link.thread), primitive: link.primitive,
        primitiveName: facts.primitives[link.primitive]?.name
          ?? "primitive-\(link.primitive.rawValue)",
        primitiveKind: facts.primitives[link.primitive]?.kind ?? .lock,
        file: site?.file, line: site?.line,
        holderName: isWait ? scene.holder(of: link.primitive).map(name) : nil)
    }
  }
}
