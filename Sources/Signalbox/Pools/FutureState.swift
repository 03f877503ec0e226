/// How a future stands.
public enum FutureState: Sendable {
  /// Nobody works on it yet, so it can be cancelled.
  case pending
  /// Somebody does.
  case running
  /// It never will have a value. Final.
  case cancelled
  /// It has its value, or its error. Final.
  case done

  var isFinal: Bool { self == .cancelled || self == .done }
}
