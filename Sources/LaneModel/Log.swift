public import SyncEvents

/// What was worth telling, oldest first; the last 2000 at most.
public struct Log: RandomAccessCollection, Equatable, Sendable {
  /// The oldest of so many pieces goes when the newest is full.
  private static let pieceCount = 8
  private static let pieceSize = 250
  private var pieces: [[Happening]] = [[]]
  /// Told so far, also what is no longer here.
  private(set) var told = 0

  public var startIndex: Int { 0 }
  public var endIndex: Int { (pieces.count - 1) * Self.pieceSize + pieces[pieces.count - 1].count }
  public subscript(index: Int) -> Happening {
    pieces[index / Self.pieceSize][index % Self.pieceSize]
  }

  mutating func append(_ happening: Happening) {
    told += 1
    if pieces[pieces.count - 1].count == Self.pieceSize {
      if pieces.count == Self.pieceCount { pieces.removeFirst() }
      pieces.append([])
      pieces[pieces.count - 1].reserveCapacity(Self.pieceSize)
    }
    pieces[pieces.count - 1].append(happening)
  }
}
