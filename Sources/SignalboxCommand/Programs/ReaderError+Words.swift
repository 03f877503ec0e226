import EventRing
import Phrases

extension ReaderError {
  /// As it is told to a person.
  var inWords: MappingTrouble {
    switch self {
    case .noSuchFile(let path): .noSuchFile(path)
    case .notPermitted(let path): .notPermitted(path)
    case .unreadable(let path, let reason): .unreadable(path, reason)
    case .notAMapping: .notAMapping
    case .truncated: .truncated
    case .newerVersion(let version): .newerVersion(version)
    case .damaged(let what): .damaged(what)
    }
  }
}
