extension Theme {
  /// Black and white: what a picture without colour is written with.
  public static let mono = Theme(.mono, ground: 0xFFFFFF, keycap: 0x000000, tintPercent: 0) {
    $0 == .keycap ? 0xFFFFFF : 0x000000
  }
}
