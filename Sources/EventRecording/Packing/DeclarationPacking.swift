import SyncEvents

extension ByteWriter {
  mutating func declaration(_ declaration: Declaration) {
    switch declaration {
    case .thread(let it):
      byte(1)
      number(UInt64(it.id.rawValue))
      text(it.name)
      byte(it.origin.code)
      optional(it.parent.map { UInt64($0.rawValue) })
      optional(it.pool.map { UInt64($0.rawValue) })
      signed(Int64(it.systemID))
      signed(it.time.nanoseconds)
    case .primitive(let it):
      byte(2)
      number(UInt64(it.id.rawValue))
      byte(it.kind.rawValue)
      text(it.name)
      signed(Int64(it.value))
      byte(it.limit == nil ? 0 : 1)
      if let limit = it.limit { signed(Int64(limit)) }
      optional(it.lock.map { UInt64($0.rawValue) })
      optional(it.thread.map { UInt64($0.rawValue) })
      optional(it.pool.map { UInt64($0.rawValue) })
      optional(it.site?.rawValue)
      signed(it.time.nanoseconds)
    case .text(let id, let text):
      byte(3)
      number(UInt64(id.rawValue))
      self.text(text)
    case .site(let id, let file, let line):
      byte(4)
      number(id.rawValue)
      text(file)
      signed(Int64(line))
    }
  }
}

extension ByteReader {
  mutating func declaration() throws(Damaged) -> Declaration {
    switch try byte() {
    case 1:
      return .thread(
        ThreadDeclaration(
          id: ThreadID(try narrow()), name: try text(), origin: try origin(),
          parent: try identifier().map { ThreadID($0) },
          pool: try identifier().map { PrimitiveID($0) },
          systemID: Int32(truncatingIfNeeded: try signed()), time: try instant()))
    case 2:
      return .primitive(
        PrimitiveDeclaration(
          id: PrimitiveID(try narrow()), kind: try value(PrimitiveKind.self), name: try text(),
          value: try integer(), limit: try byte() == 0 ? nil : try integer(),
          lock: try identifier().map { PrimitiveID($0) },
          thread: try identifier().map { ThreadID($0) },
          pool: try identifier().map { PrimitiveID($0) },
          site: try optional().map { SiteID($0) }, time: try instant()))
    case 3: return .text(TextID(try narrow()), try text())
    case 4: return .site(SiteID(try number()), file: try text(), line: try integer())
    default: throw Damaged("a declaration is of an unknown kind")
    }
  }

  mutating func instant() throws(Damaged) -> Instant { Instant(nanoseconds: try signed()) }

  private mutating func origin() throws(Damaged) -> ThreadDeclaration.Origin {
    let code = try byte()
    let all: [ThreadDeclaration.Origin] = [.own, .foreign, .control]
    guard let origin = all.first(where: { $0.code == code }) else {
      throw Damaged("a word is unknown")
    }
    return origin
  }
}

extension ThreadDeclaration.Origin {
  fileprivate var code: UInt8 {
    switch self {
    case .own: 0
    case .foreign: 1
    case .control: 2
    }
  }
}
