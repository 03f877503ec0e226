import Glibc

/// The program's own folders, where the XDG base directories are.
enum Folder {
  case config, data, state

  /// Nil where nothing says where they are: there is no home.
  var path: String? {
    let (variable, usual) =
      switch self {
      case .config: ("XDG_CONFIG_HOME", ".config")
      case .data: ("XDG_DATA_HOME", ".local/share")
      case .state: ("XDG_STATE_HOME", ".local/state")
      }
    // One that is relative is to be ignored, says the specification.
    if let base = Self.absolute(variable) { return base + "/signalbox" }
    return Self.absolute("HOME").map { "\($0)/\(usual)/signalbox" }
  }

  /// The folder, made if it was not there; nil where it cannot be made.
  func made() -> String? {
    guard let path else { return nil }
    for end in path.indices where path[end] == "/" && end > path.startIndex {
      mkdir(String(path[..<end]), 0o700)
    }
    return mkdir(path, 0o700) == 0 || errno == EEXIST ? path : nil
  }

  private static func absolute(_ variable: String) -> String? {
    guard let value = getenv(variable).map({ String(cString: $0) }), value.hasPrefix("/") else {
      return nil
    }
    return value
  }
}
