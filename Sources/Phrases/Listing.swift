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
  case acquire, acquireAgain, wait, work, workAgain, append, print, release, releaseAgain
  case set, get, load, store, put, take, submit, ask
  case commandAcquire, command, commandRelease
}

extension LessonID {
  /// Its listing. The event `line` counts the lines of the Swift one.
  public func listing(_ language: ListingLanguage, isBare: Bool = false) -> Listing {
    Listing([])
  }

  /// Where a line of the Swift listing stands in another, from 1.
  public func place(
    ofSwiftLine line: Int, in language: ListingLanguage, isBare: Bool = false
  ) -> Int? {
    let swift = listing(.swift, isBare: isBare).lines
    guard line >= 1, line <= swift.count else { return nil }
    if language == .swift { return line }
    return swift[line - 1].mark.flatMap { listing(language, isBare: isBare).number(of: $0) }
  }
}
