package dev.tarn.stream.log;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where a segment holds the changes of each table's partition. One thread adds, others read. */
final class SegmentIndex {
  private final Map<Shelf, ChangeList> lists = new ConcurrentHashMap<>();
  private volatile SegmentBounds bounds;

  SegmentIndex(SegmentHeader header) {
    bounds = SegmentBounds.empty(header);
  }

  /** One table's partition. */
  record Shelf(int table, int partition) {}

  SegmentBounds bounds() {
    return bounds;
  }

  Map<Shelf, ChangeList> lists() {
    return lists;
  }

  @Nullable ChangeList changes(Shelf shelf) {
    return lists.get(shelf);
  }

  /** Adds the changes of a commit whose record begins at an offset of the segment. */
  void add(RecordDecoder commit, int offset) {
    SegmentBounds extended = bounds.including(commit);
    long timestampMs = commit.timestampMs();
    commit.locate(
        (table, partition, sequenceNumber) ->
            lists
                .computeIfAbsent(new Shelf(table, partition), unused -> emptyList(extended))
                .add(sequenceNumber, offset, timestampMs));
    bounds = extended;
  }

  private static ChangeList emptyList(SegmentBounds bounds) {
    return new ChangeList(bounds.firstSequenceNumber(), bounds.firstTimestampMs());
  }
}
