package dev.tarn.http.webhook;

import dev.tarn.stream.filter.EventPattern;
import dev.tarn.stream.filter.RecordEvent;
import dev.tarn.stream.record.StreamRecord;
import dev.tarn.stream.trigger.RecordFilters;
import java.util.List;
import java.util.function.Predicate;

/**
 * Filters from the JSON texts of event patterns.
 *
 * @param region the region that records say they are of
 */
public record PatternFilters(String region) implements RecordFilters {
  @Override
  public Predicate<StreamRecord> compile(List<String> patterns) {
    List<? extends EventPattern> parsed = patterns.stream().map(PatternJson::parse).toList();
    return record -> {
      RecordEvent event = new RecordEvent(record, region);
      return parsed.stream().anyMatch(pattern -> pattern.matches(event));
    };
  }
}
