/// A language that the program speaks. Both are complete: every sentence is written down in each.
public enum Language: String, CaseIterable, Hashable, Sendable {
  case en, zh
}
