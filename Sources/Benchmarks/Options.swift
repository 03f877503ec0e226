/// What `make bench` passes on.
struct Options {
  /// How often each row is measured.
  var rounds = 25
  /// Only rows whose key begins so.
  var only = ""
  var isJSON = false
  /// The compiler's version, which a program cannot find out about itself.
  var compiler = "unknown"
  /// This process is to measure one part for another process.
  var part: Part?

  struct Problem: Error { var sentence: String }

  init(_ arguments: some Sequence<String>) throws(Problem) {
    var rest = Array(arguments)[...]
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { throw Problem(sentence: "\(name) needs a value") }
      switch name {
      case "--rounds":
        guard let count = Int(value), (1...10_000).contains(count) else {
          throw Problem(sentence: "ROUNDS=\(value): it is a number from 1 to 10000")
        }
        rounds = count
      case "--only":
        guard Row.all.contains(where: { $0.key.hasPrefix(value) }) else {
          throw Problem(sentence: "ONLY=\(value): no row's key begins so")
        }
        only = value
      case "--format":
        guard ["json", "table"].contains(value) else {
          throw Problem(sentence: "FORMAT=\(value): it is json or table")
        }
        isJSON = value == "json"
      case "--compiler": compiler = value
      case "--part":
        guard let named = Part(rawValue: value) else {
          throw Problem(sentence: "--part \(value): there is no such part")
        }
        part = named
      default: throw Problem(sentence: "\(name): there is no such option")
      }
    }
  }

  func wants(_ key: String) -> Bool { key.hasPrefix(only) }
}
