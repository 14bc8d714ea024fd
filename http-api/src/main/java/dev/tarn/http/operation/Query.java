package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.ConditionPaths;
import dev.tarn.kv.expression.DocumentPath;
import dev.tarn.kv.expression.ExpressionKind;
import dev.tarn.kv.expression.KeyConditions;
import dev.tarn.kv.expression.Projection;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import org.jspecify.annotations.Nullable;

/** Reads the items of one partition key of a table or index, in the order of their sort keys. */
public record Query(Database database) implements Operation {
  @Override
  public String name() {
    return "Query";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    ExpressionParameters parameters =
        ExpressionParameters.of(input, database.expressions(), OperationParameters.QUERY);
    Item startKey = input.item("ExclusiveStartKey");
    Condition filter = parameters.condition(ExpressionKind.FILTER);
    Projection projection = parameters.projection();
    PageParameters page = PageParameters.of(input, filter, projection);
    KeyConditions keyConditions = parameters.keyConditions();
    parameters.requireAllUsed();
    ItemSource source = ItemSource.of(input, database.table(input));
    KeyRange range = source.range(keyConditions);
    requireNoKeyAttribute(input, filter, source);
    boolean forward = !Boolean.FALSE.equals(input.bool("ScanIndexForward"));
    new PageAnswer(database.engine(), source, page)
        .read(after(range, startKey, source, forward), forward, exchange);
  }

  private static KeyRange after(
      KeyRange range, @Nullable Item startKey, ItemSource source, boolean forward) {
    if (startKey == null) {
      return range;
    }
    StoreKey key = source.startKey(startKey);
    if (key.compareTo(range.lower()) < 0 || key.compareTo(range.upper()) >= 0) {
      throw new ValidationException(
          "The provided starting key is outside query boundaries based on provided conditions");
    }
    return forward ? range.from(KeyRange.after(key)) : range.before(key);
  }

  private static void requireNoKeyAttribute(
      Structure input, @Nullable Condition filter, ItemSource source) {
    if (filter == null) {
      return;
    }
    for (DocumentPath path : ConditionPaths.of(filter)) {
      if (source.isKey(path.attribute())) {
        throw new ValidationException(
            (input.has("QueryFilter") ? "QueryFilter" : "Filter Expression")
                + " can only contain non-primary key attributes: Primary key attribute: "
                + path.attribute());
      }
    }
  }
}
