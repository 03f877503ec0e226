/// Reads what `JSONLineWriter` writes, a line at a time, as batches for whoever takes batches.
///
/// The lines may come from anywhere: what is wrong is a fault with its line, and never a trap. Events and fields of a newer version
/// that this one does not know are passed over, and counted.
public struct JSONLineReader: Sendable {
  /// So many lines were read.
  public private(set) var lineCount = 0
  /// So many of them were of kinds that are not known here.
  public private(set) var unknownCount = 0
  private var hasBegun = false
  private var texts: [String: TextID] = [:]
  private var sites: [String: SiteID] = [:]

  public init() {}

  /// What one line says; an empty one says nothing.
  ///
  /// - Throws: what is wrong with it.
  public mutating func read(_ line: some Sequence<UInt8>) throws(JSONLineFault) -> Batch {
    lineCount += 1
    let bytes = Array(line)
    guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return Batch() }
    let value: JSONValue
    do { value = try JSONReader.read(bytes) } catch {
      throw JSONLineFault(line: lineCount, problem: .json(error.position.column, error.problem))
    }
    do throws(JSONLineFault.Problem) {
      return try batch(JSONFields(value))
    } catch {
      throw JSONLineFault(line: lineCount, problem: error)
    }
  }

  private mutating func batch(_ fields: JSONFields) throws(JSONLineFault.Problem) -> Batch {
    let word = try fields.string("event")
    guard hasBegun else {
      guard word == "stream" else { throw .noHeader }
      let version = try fields.integer("version", in: 0...Int64(Int32.max))
      guard version == JSONLineWriter.version else { throw .version(Int(version)) }
      hasBegun = true
      return Batch()
    }
    var batch = Batch()
    switch word {
    case "stream": throw .secondHeader
    case "threadDeclared": batch.declarations = [.thread(try thread(fields))]
    case "primitiveDeclared":
      let site = try site(fields, &batch)
      if let primitive = try primitive(fields, site) {
        batch.declarations.append(.primitive(primitive))
      } else {
        unknownCount += 1
      }
    case "lost": batch.losses = [try loss(fields)]
    default: try read(word, fields, &batch)
    }
    return batch
  }

  private mutating func read(
    _ word: String, _ fields: JSONFields, _ batch: inout Batch
  ) throws(JSONLineFault.Problem) {
    let site = try site(fields, &batch)
    func text(_ key: String) throws(JSONLineFault.Problem) -> TextID? {
      guard let text = try fields.text(key) else { return nil }
      return intern(text, &batch)
    }
    let words = JSONEventTexts(
      key: try text("key"), value: fields.isString("value") ? try text("value") : nil,
      text: try text("text"), command: try text("command"))
    guard let kind = try SyncEvent.Kind(word, fields, site, words) else {
      unknownCount += 1
      return
    }
    let after = try fields.number("after")
    let sequence = try fields.number("seq")
    batch.events = [
      SyncEvent(
        thread: try fields.thread("thread"),
        primitive: try fields.optional("object").map { PrimitiveID($0) },
        sequence: after ?? sequence ?? 0, isChange: after == nil,
        time: Instant(nanoseconds: try fields.integer("t")),
        isEstimated: try fields.flag("estimated"), kind: kind)
    ]
  }

  // MARK: declarations

  private func thread(_ fields: JSONFields) throws(JSONLineFault.Problem) -> ThreadDeclaration {
    let origin: ThreadDeclaration.Origin =
      switch try fields.text("origin") {
      case "foreign": .foreign
      case "control": .control
      default: .own
      }
    return ThreadDeclaration(
      id: try fields.thread("thread"), name: try fields.string("threadName"), origin: origin,
      parent: try fields.optional("parent").map { ThreadID($0) },
      pool: try fields.optional("pool").map { PrimitiveID($0) },
      systemID: Int32(truncatingIfNeeded: try fields.number("systemThread") ?? 0),
      time: Instant(nanoseconds: try fields.integer("t")))
  }

  /// Nil: of a kind that is not known.
  private func primitive(
    _ fields: JSONFields, _ site: SiteID?
  ) throws(JSONLineFault.Problem) -> PrimitiveDeclaration? {
    let word = try fields.string("objectKind")
    guard let kind = PrimitiveKind.allCases.first(where: { $0.word == word }) else { return nil }
    return PrimitiveDeclaration(
      id: PrimitiveID(try fields.id("object")), kind: kind, name: try fields.string("objectName"),
      value: try fields.int(kind == .future ? "task" : "value") ?? 0,
      limit: try fields.int("limit"), lock: try fields.optional("lock").map { PrimitiveID($0) },
      thread: try fields.optional("ofThread").map { ThreadID($0) },
      pool: try fields.optional("pool").map { PrimitiveID($0) }, site: site,
      time: Instant(nanoseconds: try fields.integer("t")))
  }

  private func loss(_ fields: JSONFields) throws(JSONLineFault.Problem) -> Loss {
    Loss(
      thread: try fields.optional("thread").map { ThreadID($0) },
      count: try fields.number("count") ?? 0,
      since: Instant(nanoseconds: try fields.integer("since")),
      until: Instant(nanoseconds: try fields.integer("t")))
  }

  // MARK: tables

  private mutating func intern(_ text: String, _ batch: inout Batch) -> TextID {
    if let id = texts[text] { return id }
    let id = TextID(UInt32(truncatingIfNeeded: texts.count + 1))
    texts[text] = id
    batch.declarations.append(.text(id, text))
    return id
  }

  /// `File.swift:12`.
  private mutating func site(
    _ fields: JSONFields, _ batch: inout Batch
  ) throws(JSONLineFault.Problem) -> SiteID? {
    guard let text = try fields.text("site") else { return nil }
    if let id = sites[text] { return id }
    guard let colon = text.lastIndex(of: ":"), let line = Int(text[text.index(after: colon)...])
    else { throw .wrong("site") }
    let id = SiteID(UInt64(sites.count + 1))
    sites[text] = id
    batch.declarations.append(.site(id, file: String(text[..<colon]), line: line))
    return id
  }
}

/// Why a line is none of this stream's.
public struct JSONLineFault: Error, Hashable, Sendable {
  /// From 1.
  public var line: Int
  public var problem: Problem

  public enum Problem: Error, Hashable, Sendable {
    /// No JSON, from this column on.
    case json(Int, JSONFault.Problem)
    case notAnObject
    /// The first line is not the stream's header; there is another one further on.
    case noHeader, secondHeader
    /// Of another version.
    case version(Int)
    case missing(String)
    /// This field is not what it should be.
    case wrong(String)
  }
  public init(line: Int, problem: Problem) {
    self.line = line
    self.problem = problem
  }
}
