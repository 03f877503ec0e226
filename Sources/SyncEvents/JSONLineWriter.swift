/// Writes batches as JSON lines: a header, then one flat object for each declaration, event and loss.
///
/// What does not apply is absent. The schema is in `JSONSchema.text`.
public struct JSONLineWriter: Sendable {
  public static let version = 1

  private var number = 0
  private var threads: [ThreadID: String] = [:]
  private var primitives: [PrimitiveID: PrimitiveDeclaration] = [:]
  private var texts: [TextID: String] = [:]
  private var sites: [SiteID: String] = [:]

  public init() {}

  /// The first line.
  public static var header: String {
    var object = JSONObject()
    object.add("event", "stream")
    object.add("version", version)
    object.add("clock", "monotonic")
    object.add("unit", "ns")
    return object.closed
  }

  public mutating func lines(_ batch: Batch) -> [String] {
    batch.declarations.compactMap { line($0) } + batch.losses.map { line($0) }
      + batch.events.map { line($0) }
  }

  private mutating func begin(_ event: String, _ time: Instant) -> JSONObject {
    number += 1
    var object = JSONObject()
    object.add("n", number)
    object.add("t", time.nanoseconds)
    object.add("event", event)
    return object
  }

  private mutating func line(_ declaration: Declaration) -> String? {
    switch declaration {
    case .text(let id, let text):
      texts[id] = text
      return nil
    case .site(let id, let file, let line):
      sites[id] = "\(file):\(line)"
      return nil
    case .thread(let thread):
      threads[thread.id] = thread.name
      var object = begin("threadDeclared", thread.time)
      object.add("thread", thread.id.rawValue)
      object.add("threadName", thread.name)
      object.add("origin", word(thread.origin))
      if let parent = thread.parent { object.add("parent", parent.rawValue) }
      if let pool = thread.pool { object.add("pool", pool.rawValue) }
      if thread.systemID != 0 { object.add("systemThread", thread.systemID) }
      return object.closed
    case .primitive(let primitive):
      primitives[primitive.id] = primitive
      var object = begin("primitiveDeclared", primitive.time)
      add(primitive.id, to: &object)
      if primitive.kind == .future {
        object.add("task", primitive.value)
      } else if primitive.kind.isSemaphore || primitive.value != 0 {
        object.add("value", primitive.value)
      }
      if let pool = primitive.pool { object.add("pool", pool.rawValue) }
      if let limit = primitive.limit { object.add("limit", limit) }
      if let lock = primitive.lock { object.add("lock", lock.rawValue) }
      if let thread = primitive.thread { object.add("ofThread", thread.rawValue) }
      add(primitive.site, to: &object)
      return object.closed
    }
  }

  private mutating func line(_ loss: Loss) -> String {
    var object = begin("lost", loss.until)
    if let thread = loss.thread { add(thread, to: &object) }
    object.add("count", loss.count)
    object.add("since", loss.since.nanoseconds)
    return object.closed
  }

  private mutating func line(_ event: SyncEvent) -> String {
    var object = begin(event.kind.word, event.time)
    if event.primitive != nil {
      if !event.isChange {
        object.add("after", event.sequence)
      } else if event.sequence > 0 {
        object.add("seq", event.sequence)
      }
    }
    if event.isEstimated { object.add("estimated", true) }
    add(event.thread, to: &object)
    if let primitive = event.primitive { add(primitive, to: &object) }
    addArguments(event.kind, to: &object)
    return object.closed
  }

  private func add(_ thread: ThreadID, to object: inout JSONObject) {
    object.add("thread", thread.rawValue)
    if let name = threads[thread] { object.add("threadName", name) }
  }
  private func add(_ id: PrimitiveID, to object: inout JSONObject) {
    object.add("object", id.rawValue)
    guard let primitive = primitives[id] else { return }
    object.add("objectKind", primitive.kind.word)
    object.add("objectName", primitive.name)
  }
  private func add(_ site: SiteID?, to object: inout JSONObject) {
    if let site, let place = sites[site] { object.add("site", place) }
  }
  private func add(by thread: ThreadID?, to object: inout JSONObject) {
    guard let thread else { return }
    object.add("by", thread.rawValue)
    if let name = threads[thread] { object.add("byName", name) }
  }

  private func addArguments(_ kind: SyncEvent.Kind, to object: inout JSONObject) {
    switch kind {
    case .blocking(let operation, let deadline, let site):
      object.add("operation", operation.word)
      if let deadline { object.add("deadline", deadline.nanoseconds) }
      add(site, to: &object)
    case .waiting(let deadline, let site):
      if let deadline { object.add("deadline", deadline.nanoseconds) }
      add(site, to: &object)
    case .notified(let by, let at):
      add(by: by, to: &object)
      object.add("at", at.nanoseconds)
    case .acquired(let permits, let depth, let site), .releasing(let permits, let depth, let site):
      object.add("permits", permits)
      if depth > 0 { object.add("depth", depth) }
      add(site, to: &object)
    case .resumed(let outcome, let by):
      object.add("outcome", outcome.word)
      add(by: by, to: &object)
    case .notifying(let asked, let woken):
      if let asked { object.add("asked", asked) }
      object.add("woken", woken)
    case .lightSet(let woken): object.add("woken", woken)
    case .limitChanged(let old, let new, let woken):
      object.add("old", old)
      object.add("new", new)
      object.add("woken", woken)
    case .evaluated(let result): object.add("result", result)
    case .put(let depth), .taken(let depth): object.add("depth", depth)
    case .taskDone(let unfinished): object.add("unfinished", unfinished)
    case .shutDown(let immediate, let woken):
      object.add("immediate", immediate)
      object.add("woken", woken)
    case .taskSubmitted(let task, let queued), .taskStarted(let task, let queued),
      .taskCancelled(let task, let queued):
      object.add("task", task)
      object.add("queued", queued)
    case .taskEnded(let task, let end):
      object.add("task", task)
      object.add("end", end.word)
    case .localSet(let key, let value):
      if let key { object.add("key", texts[key] ?? "") }
      object.add("value", texts[value] ?? "")
    case .localGet(let key, let value):
      if let key { object.add("key", texts[key] ?? "") }
      if let value { object.add("value", texts[value] ?? "") }
    case .tallied(let value, let updates):
      object.add("value", value)
      object.add("updates", updates)
    case .tripped(let woken), .broke(let woken), .reset(let woken): object.add("woken", woken)
    case .line(let line): object.add("line", line)
    case .output(let text), .note(let text): object.add("text", texts[text] ?? "")
    case .commanded(let text): object.add("command", texts[text] ?? "")
    case .refused(let text, let reason):
      object.add("command", texts[text] ?? "")
      object.add("reason", reason.word)
    case .misused(let operation, let misuse):
      object.add("operation", operation.word)
      object.add("error", misuse.word)
    case .working(let length), .sleeping(let length): object.add("duration", length)
    case .levelChanged(let level): object.add("level", level.word)
    case .timedOut, .passed, .lightCleared, .woke, .held, .stepped, .threadEnded, .destroyed: break
    }
  }

  private func word(_ origin: ThreadDeclaration.Origin) -> String {
    switch origin {
    case .own: "own"
    case .foreign: "foreign"
    case .control: "control"
    }
  }
}
