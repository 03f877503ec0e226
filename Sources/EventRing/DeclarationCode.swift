import SyncEvents

/// The numbers that stand for these in the mapping. They are never used for anything else.
extension ThreadDeclaration.Origin {
  var code: UInt8 {
    switch self {
    case .own: 1
    case .foreign: 2
    case .control: 3
    }
  }
  init?(code: UInt8) {
    switch code {
    case 1: self = .own
    case 2: self = .foreign
    case 3: self = .control
    default: return nil
    }
  }
}
