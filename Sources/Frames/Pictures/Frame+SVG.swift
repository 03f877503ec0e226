extension Frame {
  /// The frame as a picture for a page or a report: SVG, with nothing in it but shapes and text.
  ///
  /// Glyphs that fill a part of their cell are drawn as rectangles, so that bars line up in any font; of the others each
  /// keeps to its columns, however wide the reader's font has it. The frame's text is the description, for those who hear
  /// pictures.
  ///
  /// - Parameters:
  ///   - theme: What the inks look like.
  ///   - colours: What the terminal has of them. Without any, all is in the theme's plain ink.
  public func svg(
    _ theme: Theme, colours: Abilities.Colours = .direct, title: String = "Signalbox"
  ) -> String {
    var picture = PictureWriter(size: size, colours: PictureColours(theme, colours))
    let cells = cells
    for y in 0..<size.height {
      picture.add(row: y, cells[y * size.width..<(y + 1) * size.width])
    }
    return picture.document(title: title, description: text)
  }
}

/// Which colours a style has in a picture.
struct PictureColours {
  private let theme: Theme
  private let colours: Abilities.Colours

  init(_ theme: Theme, _ colours: Abilities.Colours) {
    self.theme = theme
    self.colours = colours
  }

  /// Behind everything.
  var ground: RGB { theme.ground }

  func ink(of style: Style) -> RGB {
    switch style.ground {
    case .inverse: theme.ground
    case .keycap: colours == .none ? theme.ground : theme.colour(of: style.ink)
    case .plain, .tint: colour(of: style.ink)
    }
  }

  /// Nil is what lies behind everything.
  func ground(of style: Style) -> RGB? {
    switch style.ground {
    case .plain: nil
    case .inverse: colour(of: style.ink)
    case .keycap: colours == .none ? theme.colour(of: .plain) : theme.keycap
    case .tint(let ink):
      colours == .many || colours == .direct ? theme.tint(of: ink) : nil
    }
  }

  private func colour(of ink: Ink) -> RGB {
    theme.colour(of: colours == .none ? .plain : ink)
  }
}
