public import Phrases

extension KeyTable {
  /// Every key that counts in a lesson and what it does, for the manual.
  public func explained(_ book: Phrasebook) -> [(keys: String, text: String)] {
    bindings.filter { $0.places.contains(.lesson) }.map {
      ($0.allCaps(book), book.explanation($0.word))
    }
  }
}
