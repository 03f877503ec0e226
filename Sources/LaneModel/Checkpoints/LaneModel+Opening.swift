public import SyncEvents

extension LaneModel {
  /// Who and what there is, and how it is now: what a source tells of which somebody begins to look in the middle.
  public var opening: Batch {
    var batch = Batch()
    batch.declarations = lanes.map { .thread($0.declaration) }
    batch.declarations += states.filter { !$0.isDestroyed }.map { .primitive($0.declaration) }
    batch.declarations += texts.sorted { $0.key < $1.key }.map { .text($0.key, $0.value) }
    batch.declarations += sites.sorted { $0.key < $1.key }.map {
      .site($0.key, file: $0.value.file, line: $0.value.line)
    }
    return batch
  }
}
