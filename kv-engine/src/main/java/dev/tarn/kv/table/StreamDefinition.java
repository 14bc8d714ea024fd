package dev.tarn.kv.table;

import java.time.Duration;
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
  /**
   * How long a record can be read (developer guide, "Change data capture for DynamoDB Streams"). A
   * stream that is disabled goes on being readable so long.
   */
  public static final Duration RETENTION = Duration.ofHours(24);

  /**
   * The most generations a stream has: its definition is written whole at each rollover. A stream
   * that has so many keeps its last shards open until the oldest are trimmed.
   */
  public static final int MAX_GENERATIONS = 1_000;

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

  /** When its open shards, or those that were open to the end, were opened. */
  public long shardsOpenedMs() {
    return generations.getLast().openedMs();
  }

  /** This stream, closed. */
  public StreamDefinition disabled(End at) {
    return new StreamDefinition(label, viewType, enabledMs, startSequenceNumber, at, generations);
  }

  /**
   * Whether it has all the shards it can have.
   *
   * @param trimmedMs shards closed before have nothing to read any more, in milliseconds since 1970
   */
  public boolean isFull(long trimmedMs) {
    return generations.size() >= MAX_GENERATIONS && generations.get(2).openedMs() >= trimmedMs;
  }

  /**
   * This stream with its open shards closed and their children open.
   *
   * @param next the children
   * @param trimmedMs shards closed before have nothing to read any more, in milliseconds since
   *     1970. They are left out, but for the last of them: its children can be read and name it
   */
  public StreamDefinition rolledOver(ShardGeneration next, long trimmedMs) {
    List<ShardGeneration> kept = new ArrayList<>(generations);
    kept.add(next);
    while (kept.size() > 2 && kept.get(2).openedMs() < trimmedMs) {
      kept.removeFirst();
    }
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
