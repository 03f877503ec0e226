/// A lesson's program, short enough to read beside the lanes.
public struct Listing: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public var text: String
    /// Where threads can stand; the same in every language. Nil where none does.
    public var mark: ListingMark?
    public init(_ text: String, _ mark: ListingMark? = nil) {
      self.text = text
      self.mark = mark
    }
  }
  public var lines: [Line]
  public init(_ lines: [Line]) { self.lines = lines }

  /// The number of the line with that mark, from 1.
  public func number(of mark: ListingMark) -> Int? {
    lines.firstIndex { $0.mark == mark }.map { $0 + 1 }
  }
}

/// What a listing is written in: as a learner knows it, or as it runs here.
public enum ListingLanguage: CaseIterable, Hashable, Sendable {
  case python, swift

  public var name: String {
    switch self {
    case .python: "Python"
    case .swift: "Swift"
    }
  }
}

/// A place in a listing where threads can stand.
public enum ListingMark: CaseIterable, Hashable, Sendable {
  case acquire, acquireAgain, wait, release, releaseAgain
  case work, workAgain, workLast
  case append, print, ask
  case twiceAcquire, twiceAcquireAgain
  case load, store, set, get
  case put, take, submit
  /// In the middle of a section.
  case leave
  /// The person's own thread.
  case commandAcquire, command, commandRelease, commandWait
}

extension LessonID {
  /// Its listing. The event `line` counts the lines of the Swift one.
  public func listing(
    _ language: ListingLanguage, isBare: Bool = false, isCured: Bool = false
  ) -> Listing {
    switch self {
    case .containers: .containers(language)
    case .lock: .lock(language, isBare: isBare)
    case .rlock: .rlock(language)
    case .semaphore: .semaphore(language)
    case .condition: .condition(language)
    case .waitFor: .waitFor(language)
    case .event: .event(language)
    case .local: .local(language)
    case .localDict: .localDict(language)
    case .localObject: .localObject(language)
    case .pool: .pool(language, isBare: isBare)
    case .queue: .queue(language)
    case .deadlock: .deadlock(language, isCured: isCured)
    case .philosophers: .philosophers(language, isCured: isCured)
    case .lostNotify: .lostNotify(language, isCured: isCured)
    case .poolDeadlock: .poolDeadlock(language, isCured: isCured)
    case .starvation: .starvation(language, isCured: isCured)
    case .ownerGone: .ownerGone(language, isCured: isCured)
    }
  }

  /// Where a line of the Swift listing stands in another, from 1.
  public func place(
    ofSwiftLine line: Int, in language: ListingLanguage, isBare: Bool = false,
    isCured: Bool = false
  ) -> Int? {
    let swift = listing(.swift, isBare: isBare, isCured: isCured).lines
    guard line >= 1, line <= swift.count else { return nil }
    if language == .swift { return line }
    let other = listing(language, isBare: isBare, isCured: isCured)
    return swift[line - 1].mark.flatMap(other.number)
  }
}
