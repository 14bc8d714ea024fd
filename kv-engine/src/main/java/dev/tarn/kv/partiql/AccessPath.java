package dev.tarn.kv.partiql;

import dev.tarn.kv.engine.QueryRange;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.KeyConditions;
import dev.tarn.kv.index.IndexRange;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.TableDefinition;
import java.util.List;

/** What a SELECT reads, seen by its key: a table, or an index of one. */
sealed interface AccessPath {
  /** The number under which its keys are stored. */
  int number();

  /** The HASH attributes. */
  List<KeyAttribute> partitionKey();

  /** The RANGE attributes, none where there is no sort key. */
  List<KeyAttribute> sortKey();

  /** Whether a whole key is that of one item at most. */
  boolean isUnique();

  /**
   * The keys that conditions select.
   *
   * @throws ValidationException if they do not fit the key
   */
  KeyRange range(KeyConditions conditions);

  /** Whether the attribute is one of the key's. */
  default boolean isKey(String attribute) {
    return contains(partitionKey(), attribute) || contains(sortKey(), attribute);
  }

  private static boolean contains(List<KeyAttribute> attributes, String name) {
    return attributes.stream().anyMatch(attribute -> attribute.name().equals(name));
  }

  /** A table. */
  record OfTable(TableDefinition table) implements AccessPath {
    @Override
    public int number() {
      return table.number();
    }

    @Override
    public List<KeyAttribute> partitionKey() {
      return List.of(table.keySchema().partitionKey());
    }

    @Override
    public List<KeyAttribute> sortKey() {
      KeyAttribute sortKey = table.keySchema().sortKey();
      return sortKey == null ? List.of() : List.of(sortKey);
    }

    @Override
    public boolean isUnique() {
      return true;
    }

    @Override
    public KeyRange range(KeyConditions conditions) {
      return QueryRange.of(number(), conditions.on(table.keySchema()));
    }
  }

  /** An index. */
  record OfIndex(IndexDefinition index) implements AccessPath {
    @Override
    public int number() {
      return index.number();
    }

    @Override
    public List<KeyAttribute> partitionKey() {
      return index.keySchema().partitionKey();
    }

    @Override
    public List<KeyAttribute> sortKey() {
      return index.keySchema().sortKey();
    }

    @Override
    public boolean isUnique() {
      return false;
    }

    @Override
    public KeyRange range(KeyConditions conditions) {
      return IndexRange.of(number(), conditions.on(index.keySchema()));
    }
  }
}
