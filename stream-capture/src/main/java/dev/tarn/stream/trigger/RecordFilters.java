package dev.tarn.stream.trigger;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.stream.record.StreamRecord;
import java.util.List;
import java.util.function.Predicate;

/** The port to the event pattern language. */
@FunctionalInterface
public interface RecordFilters {
  /**
   * What tells the records that match one of the patterns.
   *
   * @param patterns event patterns as JSON texts, at least one
   * @return to be called from any thread, and not to throw
   * @throws ValidationException if one is no pattern
   */
  Predicate<StreamRecord> compile(List<String> patterns);
}
