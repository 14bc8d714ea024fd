package dev.tarn.http.rest.item;

import dev.tarn.http.operation.ItemSource;
import dev.tarn.http.rest.ProblemException;
import dev.tarn.http.rest.QueryParameters;
import dev.tarn.kv.expression.KeyConditions;
import dev.tarn.kv.expression.SortKeyCondition;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.table.IndexKeySchema;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.partitioner.HashRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The query parameters that select items by their keys. All of them hold together; an index's key
 * of several attributes takes pk and sk once for each of them.
 *
 * @param query the parameters
 * @param source what is queried
 * @param key its key
 */
record KeyQuery(QueryParameters query, ItemSource source, IndexKeySchema key) {
  static final String PARTITION_KEY = "pk";
  static final String SORT_KEY = "sk";
  private static final String BEGINS_WITH = "sk.begins_with";

  /** What can be asked of the sort key, besides that it is equal. */
  static final Map<String, Function<AttributeValue, SortKeyCondition>> RANGES =
      Map.of(
          BEGINS_WITH,
          SortKeyCondition.BeginsWith::new,
          "sk.lt",
          SortKeyCondition.Less::new,
          "sk.le",
          SortKeyCondition.LessOrEqual::new,
          "sk.gt",
          SortKeyCondition.Greater::new,
          "sk.ge",
          SortKeyCondition.GreaterOrEqual::new);

  static KeyQuery of(QueryParameters query, ItemSource source) {
    return new KeyQuery(
        query,
        source,
        switch (source) {
          case ItemSource.OfTable table -> key(table.table().keySchema());
          case ItemSource.OfIndex index -> index.index().keySchema();
        });
  }

  private static IndexKeySchema key(KeySchema schema) {
    KeyAttribute sortKey = schema.sortKey();
    return new IndexKeySchema(
        List.of(schema.partitionKey()), sortKey == null ? List.of() : List.of(sortKey));
  }

  /** Whether no partition key is given: then everything is selected, in no order. */
  boolean isScan() {
    return !query.has(PARTITION_KEY);
  }

  /**
   * The keys that are selected.
   *
   * @throws ProblemException if a value is none of the key's
   * @throws dev.tarn.kv.error.DynamoDbException.ValidationException if the parameters do not make a
   *     key condition
   */
  KeyRange range() {
    if (isScan()) {
      requireNoneOfSortKey();
      return KeyRange.ofHashes(source.number(), HashRange.ALL);
    }
    Map<String, SortKeyCondition> equal = new LinkedHashMap<>();
    put(equal, PARTITION_KEY, key.partitionKey());
    put(equal, SORT_KEY, key.sortKey());
    KeyRange range = source.range(new KeyConditions(equal));
    for (String parameter : RANGES.keySet()) {
      if (query.has(parameter)) {
        range = common(range, source.range(new KeyConditions(with(parameter, equal))));
      }
    }
    return range;
  }

  private void put(
      Map<String, SortKeyCondition> equal, String parameter, List<KeyAttribute> attributes) {
    List<String> values = query.all(parameter);
    if (values.size() > attributes.size()) {
      throw ProblemException.badRequest(
          "The parameter %s is given %d times; the key has %d such attributes."
              .formatted(parameter, values.size(), attributes.size()));
    }
    for (int i = 0; i < values.size(); i++) {
      KeyAttribute attribute = attributes.get(i);
      AttributeValue value = KeyText.parse(attribute, values.get(i));
      equal.put(attribute.name(), new SortKeyCondition.Equal(value));
    }
  }

  /** The conditions with one more, on the first sort key attribute that is not given a value. */
  private Map<String, SortKeyCondition> with(
      String parameter, Map<String, SortKeyCondition> equal) {
    int given = query.all(SORT_KEY).size();
    if (given == key.sortKey().size()) {
      throw ProblemException.badRequest(
          "The parameter %s has no sort key attribute to be about.".formatted(parameter));
    }
    KeyAttribute attribute = key.sortKey().get(given);
    if (parameter.equals(BEGINS_WITH) && attribute.type() == AttributeType.N) {
      throw ProblemException.badRequest("A number does not begin with another: " + parameter);
    }
    AttributeValue value = KeyText.parse(attribute, String.valueOf(query.get(parameter)));
    Map<String, SortKeyCondition> conditions = new LinkedHashMap<>(equal);
    conditions.put(attribute.name(), Objects.requireNonNull(RANGES.get(parameter)).apply(value));
    return conditions;
  }

  private void requireNoneOfSortKey() {
    for (String parameter : query.values().keySet()) {
      if (parameter.startsWith(SORT_KEY) || parameter.equals("order")) {
        throw ProblemException.badRequest("The parameter %s needs pk.".formatted(parameter));
      }
    }
  }

  private static KeyRange common(KeyRange one, KeyRange other) {
    return one.from(other.lower()).before(other.upper());
  }
}
