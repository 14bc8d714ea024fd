package dev.tarn.http.operation;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.CapacityUnits;
import dev.tarn.kv.engine.QueryRange;
import dev.tarn.kv.engine.Throughput;
import dev.tarn.kv.error.DynamoDbException.ProvisionedThroughputExceededException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.KeyConditions;
import dev.tarn.kv.index.IndexKey;
import dev.tarn.kv.index.IndexRange;
import dev.tarn.kv.index.TableIndexes;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.partiql.BoundStatement;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.IndexStatus;
import dev.tarn.kv.table.TableDefinition;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a Query or Scan reads: a table, or an index of it. */
public sealed interface ItemSource {
  /** The table. */
  TableDefinition table();

  /** The number under which its keys are stored. */
  int number();

  /** Whether an attribute is one of the key that queries are made by. */
  boolean isKey(String attribute);

  /** The attributes that its items have, or null for all. */
  @Nullable Set<String> projectedAttributes();

  /**
   * The keys that conditions select.
   *
   * @throws ValidationException if they do not fit the key
   */
  KeyRange range(KeyConditions conditions);

  /**
   * The stored key that an ExclusiveStartKey stands for.
   *
   * @throws ValidationException if it is no key of the source
   */
  StoreKey startKey(Item startKey);

  /** The key after which a page goes on, of the last item looked at. */
  Item lastKey(Item item);

  /**
   * Admits a read.
   *
   * @throws ProvisionedThroughputExceededException if the units that it takes are used up
   */
  void admitRead(Throughput throughput);

  /**
   * The capacity that a read has consumed.
   *
   * @param read the units of what was read here
   * @param fetched the units of what was fetched from the table for it
   */
  CapacityUnits units(double read, double fetched);

  /**
   * What a PartiQL statement reads.
   *
   * @throws ValidationException if that is an index that cannot be read consistently
   */
  static ItemSource of(BoundStatement.Read read, boolean consistent) {
    if (read.index() == null) {
      return new OfTable(read.table());
    }
    if (read.index().isGlobal() && consistent) {
      throw new ValidationException(
          "Strongly consistent read is not supported on Global Secondary Indexes");
    }
    return new OfIndex(read.table(), read.index());
  }

  /**
   * What the request names.
   *
   * @throws ValidationException if it names an index that the table does not have, or that cannot
   *     be read yet, or not consistently
   */
  static ItemSource of(Structure input, TableDefinition table) {
    return of(table, input.string("IndexName"), input.isTrue("ConsistentRead"));
  }

  /**
   * A table, or an index of it.
   *
   * @param indexName the index, or null
   * @throws ValidationException if the table does not have the index, or it cannot be read yet, or
   *     not consistently
   */
  static ItemSource of(TableDefinition table, @Nullable String indexName, boolean consistent) {
    if (indexName == null) {
      return new OfTable(table);
    }
    IndexDefinition index = table.index(indexName);
    if (index == null) {
      throw new ValidationException("The table does not have the specified index: " + indexName);
    }
    if (index.status() == IndexStatus.CREATING) {
      throw new ValidationException(
          "Cannot read from backfilling global secondary index: " + indexName);
    }
    if (index.status() == IndexStatus.DELETING) {
      throw new ValidationException("The table does not have the specified index: " + indexName);
    }
    if (index.isGlobal() && consistent) {
      throw new ValidationException(
          "Consistent reads are not supported on global secondary indexes");
    }
    return new OfIndex(table, index);
  }

  /** A table. */
  record OfTable(TableDefinition table) implements ItemSource {
    @Override
    public int number() {
      return table.number();
    }

    @Override
    public boolean isKey(String attribute) {
      return table.keySchema().contains(attribute);
    }

    @Override
    public @Nullable Set<String> projectedAttributes() {
      return null;
    }

    @Override
    public KeyRange range(KeyConditions conditions) {
      return QueryRange.of(number(), conditions.on(table.keySchema()));
    }

    @Override
    public StoreKey startKey(Item startKey) {
      return StartKey.of(table.keySchema(), startKey).storeKey(number());
    }

    @Override
    public Item lastKey(Item item) {
      return PrimaryKey.ofItem(table.keySchema(), item).toItem(table.keySchema());
    }

    @Override
    public void admitRead(Throughput throughput) {
      throughput.admitRead(table);
    }

    @Override
    public CapacityUnits units(double read, double fetched) {
      return CapacityUnits.ofTable(read);
    }
  }

  /** An index, whose pages go on by the index's key and the table's together. */
  record OfIndex(TableDefinition table, IndexDefinition index) implements ItemSource {
    @Override
    public int number() {
      return index.number();
    }

    @Override
    public boolean isKey(String attribute) {
      return index.keySchema().contains(attribute);
    }

    @Override
    public @Nullable Set<String> projectedAttributes() {
      return TableIndexes.projectedAttributes(table, index);
    }

    @Override
    public KeyRange range(KeyConditions conditions) {
      return IndexRange.of(number(), conditions.on(index.keySchema()));
    }

    @Override
    public StoreKey startKey(Item startKey) {
      IndexKey key = IndexKey.of(index.keySchema(), startKey);
      Item primaryKey = startKey.retaining(table.keySchema().names());
      if (key == null || !startKey.attributes().keySet().equals(keyNames())) {
        throw new ValidationException("The provided starting key is invalid");
      }
      PrimaryKey item = StartKey.of(table.keySchema(), primaryKey);
      return key.storeKey(number(), item.storeKey(table.number()));
    }

    @Override
    public Item lastKey(Item item) {
      Map<String, AttributeValue> key = new LinkedHashMap<>();
      keyNames().forEach(name -> key.put(name, Objects.requireNonNull(item.get(name))));
      return new Item(key);
    }

    @Override
    public void admitRead(Throughput throughput) {
      throughput.admitRead(table, index);
    }

    @Override
    public CapacityUnits units(double read, double fetched) {
      return CapacityUnits.ofIndex(index, read, fetched);
    }

    private Set<String> keyNames() {
      Set<String> names = new LinkedHashSet<>(index.keySchema().names());
      names.addAll(table.keySchema().names());
      return names;
    }
  }
}
