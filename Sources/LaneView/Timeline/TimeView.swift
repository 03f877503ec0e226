import Phrases
public import SyncEvents

/// When the person looks, and how closely.
///
/// Without a cursor the newest bucket is at the right edge and the picture follows what happens. With one the window stays
/// where it is, and moves only when the cursor would leave it.
public struct TimeView: Equatable, Sendable {
  /// A cell of the timeline covers 2^zoom nanoseconds: from a microsecond to more than an hour.
  public internal(set) var zoom = usualZoom
  static let zooms = 10...42
  /// Cells grow to the usual size as there is more to see, until the person says how long they are.
  public var fits = false
  static let usualZoom = 28
  private static let firstZoom = 24
  /// How a cell is drawn that was in several states.
  var mode = CellMode.mixed
  /// A span that was marked with the mouse.
  public internal(set) var span: TimeSpan?
  /// The bucket at which the mark began, while the mouse is held.
  var anchor: Int64?
  private(set) var place: Place?
  /// Where one was before each jump to another lane.
  var history: [Jump] = []
  /// The inspector was opened from the live picture, and closes to it.
  var inspectsLive = false

  /// A moment, and which bucket is at the right edge meanwhile.
  struct Place: Hashable, Sendable {
    var time: Instant
    var edge: Int64
  }
  struct Jump: Hashable, Sendable {
    var lane: ThreadID?
    var place: Place?
    var zoom: Int
  }

  /// The moment that is looked at; nil follows what happens.
  public var cursor: Instant? { place?.time }
  /// Something has to be given up to be back at the live picture as it was.
  var isAway: Bool { place != nil || span != nil }

  /// The same looks at another source.
  var fresh: TimeView {
    var fresh = TimeView()
    (fresh.zoom, fresh.mode, fresh.fits) = (zoom, mode, fits)
    return fresh
  }

  /// The shortest cells at which all of a span is in sight, as long as the picture follows what happens.
  mutating func fit(_ span: Int64, _ columns: Int) {
    guard fits, place == nil else { return }
    zoom =
      (Self.firstZoom...Self.usualZoom).first { span >> Int64($0) < Int64(columns) }
      ?? Self.usualZoom
  }

  /// The same place by another clock, which is so much ahead.
  func shifted(by offset: Int64) -> TimeView {
    var shifted = self
    if let place {
      let time = place.time + offset
      let buckets = time.bucket(zoom).subtracting(place.time.bucket(zoom))
      shifted.place = Place(time: time, edge: place.edge.adding(buckets))
    }
    if let span { shifted.span = TimeSpan(from: span.from + offset, to: span.to + offset) }
    return shifted
  }

  func window(_ count: Int, at now: Instant) -> TimeWindow {
    let newest = now.bucket(zoom)
    var last = newest
    if let place {
      let bucket = min(place.time, now).bucket(zoom)
      last = max(bucket, min(place.edge, bucket.adding(Int64(max(1, count)) - 1)))
    }
    return TimeWindow(
      zoom: zoom, first: last.subtracting(Int64(count) - 1), count: count, newest: newest)
  }
}

// What moves it.
extension TimeView {
  mutating func goLive() {
    place = nil
    span = nil
    anchor = nil
    inspectsLive = false
  }

  mutating func go(to place: Place?) {
    self.place = place
    inspectsLive = false
  }

  /// Puts the cursor somewhere. The window follows only if it must: by as little as it can, or so that there is something to
  /// see at both sides.
  mutating func look(at time: Instant, in window: TimeWindow, centred: Bool = false) {
    let bucket = time.bucket(zoom)
    var last = window.last
    if centred, !(window.first...max(window.first, last)).contains(bucket) {
      last = max(bucket, min(bucket.adding(Int64(window.count / 2)), window.newest))
    } else if bucket > last {
      last = bucket
    } else if bucket < window.first {
      last = bucket.adding(Int64(window.count) - 1)
    }
    go(to: Place(time: time, edge: last))
  }

  /// Moves the cursor by so many cells, within what there is; false if it could not move at all.
  mutating func move(
    by cells: Int, in window: TimeWindow, within known: ClosedRange<Instant>
  ) -> Bool {
    let from = min(place?.time ?? known.upperBound, known.upperBound).bucket(zoom)
    let (low, high) = (known.lowerBound.bucket(zoom), known.upperBound.bucket(zoom))
    let bucket = min(max(from.adding(Int64(cells)), low), high)
    guard bucket != from else { return false }
    look(at: max(Instant(startOfBucket: bucket, zoom), known.lowerBound), in: window)
    return true
  }

  /// Another size of cells; the cursor, or else the live edge, stays in its column.
  mutating func zoom(to new: Int) {
    fits = false
    if let place {
      let right = place.edge.subtracting(place.time.bucket(zoom))
      self.place?.edge = place.time.bucket(new).adding(right)
    }
    zoom = new
  }

  /// The same, and what is in a column of the window stays in it. The cursor comes along if it would be out of sight.
  mutating func zoom(
    to new: Int, about column: Int, of window: TimeWindow, within known: ClosedRange<Instant>
  ) {
    guard let place else { return zoom(to: new) }
    fits = false
    let (low, high) = (known.lowerBound.bucket(zoom), known.upperBound.bucket(zoom))
    let bucket = min(max(window.bucket(inColumn: column), low), high)
    // The cursor's own column stays with the cursor, not with the beginning of its bucket.
    let isCursor = place.time.bucket(zoom) == bucket
    let start = max(Instant(startOfBucket: bucket, zoom), known.lowerBound)
    let pivot = isCursor ? place.time : start
    let last = pivot.bucket(new).adding(window.last.subtracting(bucket))
    zoom = new
    let first = last.subtracting(Int64(window.count) - 1)
    let isInSight = (first...max(first, last)).contains(place.time.bucket(new))
    self.place = Place(time: isInSight ? place.time : pivot, edge: last)
  }
}
