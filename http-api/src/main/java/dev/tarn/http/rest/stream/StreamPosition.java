package dev.tarn.http.rest.stream;

import dev.tarn.http.rest.ProblemException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.table.TableName;
import dev.tarn.stream.record.SequenceNumber;
import dev.tarn.stream.shard.StreamId;

/**
 * A place in a table's stream, between two changes: what clients get as the id of an event.
 *
 * <pre>
 * text := label "/" sequence number
 * </pre>
 *
 * @param label the stream's label
 * @param last the last sequence number before the place
 */
record StreamPosition(String label, long last) {
  /**
   * Reads the text.
   *
   * @throws ProblemException if it is none of ours
   */
  static StreamPosition parse(String text) {
    int slash = text.indexOf('/');
    try {
      if (slash > 0) {
        long last = SequenceNumber.parse(text.substring(slash + 1)).value();
        return new StreamPosition(text.substring(0, slash), last);
      }
    } catch (ValidationException notANumber) {
      // Refused below.
    }
    throw ProblemException.badRequest("Not the id of an event: " + text);
  }

  StreamId stream(TableName table) {
    return new StreamId(table, label);
  }

  StreamPosition after(long sequenceNumber) {
    return new StreamPosition(label, sequenceNumber);
  }

  @Override
  public String toString() {
    return label + "/" + new SequenceNumber(last);
  }
}
