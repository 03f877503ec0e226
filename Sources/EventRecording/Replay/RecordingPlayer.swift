public import LaneModel
import Packing
public import SyncEvents

/// A recording at a moment: the model as it was then.
///
/// Where the recording has checkpoints, any moment costs about the same. Else it is read through once, and keeps by the way how
/// it was here and there.
public final class RecordingPlayer {
  public let reader: RecordingReader
  public private(set) var model: LaneModel
  public private(set) var position: Instant
  /// What it is to be told of: what could not be read is left out.
  public private(set) var trouble: RecordingError?
  private let settings: LaneModel
  /// Before the first chunk.
  private let opening: LaneModel
  private let overview: HistoryOverview?
  /// One that is damaged is not the only one, perhaps.
  private var hasCheckpoints: Bool
  /// The chunk that is taken in next, what is left of the one before, and the next look of that.
  private var nextChunk = 0
  private var stream: LookStream?
  private var look = RecordedLook(Batch(), now: .zero)
  /// How it was at the beginning of chunks, so that going back need not begin at the front.
  private var stations: [Station] = []
  private var spacing: UInt64 = 100_000
  private var sinceStation: UInt64 = 0

  private struct Station {
    var chunk: Int
    var model: LaneModel
  }
  private static let mostStations = 64

  /// It stands at the beginning.
  ///
  /// - Parameter settings: a model in which nothing has happened, and whose settings hold.
  public init(_ reader: RecordingReader, _ settings: LaneModel) throws(RecordingError) {
    (self.reader, self.settings) = (reader, settings)
    opening = try reader.opening(settings)
    hasCheckpoints = !reader.checkpoints.isEmpty
    overview = hasCheckpoints ? reader.overview() : nil
    model = opening
    position = reader.begin
  }

  public func takeTrouble() -> RecordingError? {
    defer { trouble = nil }
    return trouble
  }

  /// Goes to a moment, as far as there is patience.
  ///
  /// - Parameter isEnough: asked after each look.
  /// - Returns: whether it is there.
  public func move(to goal: Instant, isEnough: () -> Bool = { false }) -> Bool {
    leap(to: goal)
    while true {
      while stream != nil, look.now <= goal {
        model.apply(look.batch, now: look.now)
        position = max(position, look.now)
        sinceStation += UInt64(look.batch.events.count)
        nextLook()
        if isEnough() { return false }
      }
      guard stream == nil, nextChunk < reader.chunks.count,
        reader.chunks[nextChunk].first <= goal
      else { break }
      enterChunk()
    }
    model.pass(until: goal)
    position = goal
    return true
  }

  private func enterChunk() {
    if sinceStation >= spacing, !hasCheckpoints { addStation() }
    do throws(RecordingError) {
      stream = try reader.stream(of: reader.chunks[nextChunk])
    } catch {
      trouble = error
    }
    nextChunk += 1
    nextLook()
  }

  private func nextLook() {
    do throws(Damaged) {
      if try stream?.next(&look) != true { stream = nil }
    } catch {
      stream = nil
      trouble = .damaged(error.what)
    }
  }

  private func addStation() {
    sinceStation = 0
    guard stations.last.map({ $0.chunk < nextChunk }) ?? true else { return }
    stations.append(Station(chunk: nextChunk, model: model))
    guard stations.count > Self.mostStations else { return }
    spacing *= 2
    stations = stations.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }

  /// Back to the last station, or to the checkpoint before the last one: so what happened just before is there in every
  /// detail. Forwards only over more than that.
  private func leap(to goal: Instant) {
    let isBack = goal < position
    let mark = checkpoint(before: goal)
    guard isBack || mark.map({ $0.next > nextChunk }) ?? false else { return }
    if let mark {
      do throws(RecordingError) {
        return stand(try reader.model(at: mark, settings, overview), before: mark.next)
      } catch {
        (trouble, hasCheckpoints) = (error, false)
      }
    }
    guard isBack else { return }
    let station = stations.last { $0.model.now <= goal }
    stand(station?.model ?? opening, before: station?.chunk ?? 0)
  }

  private func checkpoint(before goal: Instant) -> RecordingReader.Checkpoint? {
    let all = hasCheckpoints ? reader.checkpoints : []
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].time <= goal { low = middle + 1 } else { high = middle }
    }
    return low > 1 ? all[low - 2] : nil
  }

  private func stand(_ model: LaneModel, before chunk: Int) {
    self.model = model
    nextChunk = chunk
    stream = nil
    position = max(reader.begin, model.now)
    sinceStation = 0
  }
}
