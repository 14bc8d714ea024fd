package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.ExpressionKind;
import dev.tarn.kv.expression.Projection;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.partitioner.ScanSegment;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table or index, or one worker's segment of it, in the order of its partition keys'
 * hashes.
 */
public record Scan(Database database) implements Operation {
  @Override
  public String name() {
    return "Scan";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    ExpressionParameters parameters =
        ExpressionParameters.of(input, database.expressions(), OperationParameters.SCAN);
    Item startKey = input.item("ExclusiveStartKey");
    ScanSegment segment = segment(input);
    Condition filter = parameters.condition(ExpressionKind.FILTER);
    Projection projection = parameters.projection();
    parameters.requireAllUsed();
    PageParameters page = PageParameters.of(input, filter, projection);
    ItemSource source = ItemSource.of(input, database.table(input));
    KeyRange range = KeyRange.ofHashes(source.number(), segment.range());
    new PageAnswer(database.engine(), source, page)
        .read(after(range, startKey, source), true, exchange);
  }

  private static KeyRange after(KeyRange range, @Nullable Item startKey, ItemSource source) {
    if (startKey == null) {
      return range;
    }
    StoreKey key = source.startKey(startKey);
    if (key.compareTo(range.lower()) < 0 || key.compareTo(range.upper()) >= 0) {
      throw new ValidationException(
          "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use"
              + " ExclusiveStartKey with correct Segment.");
    }
    return range.from(KeyRange.after(key));
  }

  private static ScanSegment segment(Structure input) {
    Integer segment = input.integer("Segment");
    Integer totalSegments = input.integer("TotalSegments");
    if (segment == null && totalSegments == null) {
      return ScanSegment.WHOLE;
    }
    if (segment == null) {
      throw new ValidationException(
          "The Segment parameter is required but was not present in the request when parameter"
              + " TotalSegments is present");
    }
    if (totalSegments == null) {
      throw new ValidationException(
          "The TotalSegments parameter is required but was not present in the request when Segment"
              + " parameter is present");
    }
    if (segment >= totalSegments) {
      throw new ValidationException(
          "The Segment parameter is zero-based and must be less than parameter TotalSegments:"
              + " Segment: %d is not less than TotalSegments: %d"
                  .formatted(segment, totalSegments));
    }
    return new ScanSegment(segment, totalSegments);
  }
}
