package dev.tarn.stream.shard;

import dev.tarn.kv.table.TableName;
import java.util.Comparator;

/**
 * What names a stream: the two parts of its ARN that differ between streams.
 *
 * @param table the table's name
 * @param label the stream's label
 */
public record StreamId(TableName table, String label) implements Comparable<StreamId> {
  private static final Comparator<StreamId> ORDER =
      Comparator.comparing(StreamId::table).thenComparing(StreamId::label);

  @Override
  public int compareTo(StreamId other) {
    return ORDER.compare(this, other);
  }
}
