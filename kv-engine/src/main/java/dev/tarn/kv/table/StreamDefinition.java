package dev.tarn.kv.table;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream of a table: the changes of a range of sequence numbers, seen in one way.
 *
 * @param label when it was enabled, as an ISO timestamp: the last part of its ARN, unique within
 *     the table
 * @param viewType what its records show
 * @param enabledMs when it was enabled, in milliseconds since 1970
 * @param startSequenceNumber the first sequence number that belongs to it
 * @param end when it was disabled, or null while it is enabled
 * @param generations its shards, one for each partition, the oldest first; only those of the last
 *     can be open
 */
public record StreamDefinition(
    String label,
    StreamViewType viewType,
    long enabledMs,
    long startSequenceNumber,
    @Nullable End end,
    List<ShardGeneration> generations) {
  /** Rejects generations that do not follow one another. */
  public StreamDefinition {
    generations = List.copyOf(generations);
    if (generations.isEmpty()) {
      throw new IllegalArgumentException("a stream has shards");
    }
    for (int i = 1; i < generations.size(); i++) {
      if (generations.get(i).openedMs() <= generations.get(i - 1).openedMs()) {
        throw new IllegalArgumentException("shards are opened one after another");
      }
    }
  }

  /** A stream that has its first shards. */
  public StreamDefinition(
      String label,
      StreamViewType viewType,
      long enabledMs,
      long startSequenceNumber,
      @Nullable End end) {
    this(
        label,
        viewType,
        enabledMs,
        startSequenceNumber,
        end,
        List.of(new ShardGeneration(enabledMs, startSequenceNumber)));
  }

  /** Whether the stream takes new records. */
  public boolean enabled() {
    return end == null;
  }

  /** This stream, closed. */
  public StreamDefinition disabled(End at) {
    return new StreamDefinition(label, viewType, enabledMs, startSequenceNumber, at, generations);
  }

  /**
   * This stream with its open shards closed and their children open.
   *
   * @param next the children
   * @param trimmedMs shards closed before have nothing to read any more and are left out, in
   *     milliseconds since 1970
   */
  public StreamDefinition rolledOver(ShardGeneration next, long trimmedMs) {
    List<ShardGeneration> kept = new ArrayList<>();
    for (int i = 1; i < generations.size(); i++) {
      if (generations.get(i).openedMs() >= trimmedMs) {
        kept.add(generations.get(i - 1));
      }
    }
    kept.add(generations.getLast());
    kept.add(next);
    return new StreamDefinition(label, viewType, enabledMs, startSequenceNumber, end, kept);
  }

  /**
   * The end of a stream.
   *
   * @param disabledMs when it was disabled, in milliseconds since 1970
   * @param lastSequenceNumber the last sequence number that belongs to it
   */
  public record End(long disabledMs, long lastSequenceNumber) {}

  /**
   * Shards that were opened together, one for each partition. The next generation, or the end of
   * the stream, closes them.
   *
   * @param openedMs when, in milliseconds since 1970
   * @param startSequenceNumber the first sequence number that belongs to them
   */
  public record ShardGeneration(long openedMs, long startSequenceNumber) {}
}
