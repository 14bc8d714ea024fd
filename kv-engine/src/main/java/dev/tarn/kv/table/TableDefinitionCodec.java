package dev.tarn.kv.table;

import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.Bool;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.table.StreamDefinition.ShardGeneration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table definition as an item: definitions are items of a system table, and so take the same way
 * through the log and the stores as every other item.
 */
public final class TableDefinitionCodec {
  private TableDefinitionCodec() {}

  /** The definition as an item. */
  public static Item encode(TableDefinition table) {
    Attributes item = new Attributes();
    item.number("Number", table.number());
    item.text("TableId", table.id());
    item.text("TableName", table.name().value());
    item.value("PartitionKey", encode(table.keySchema().partitionKey()));
    if (table.keySchema().sortKey() != null) {
      item.value("SortKey", encode(table.keySchema().sortKey()));
    }
    item.text("BillingMode", table.billingMode().name());
    item.number("ReadCapacityUnits", table.throughput().readCapacityUnits());
    item.number("WriteCapacityUnits", table.throughput().writeCapacityUnits());
    item.number("CreatedMs", table.createdMs());
    item.value("DeletionProtected", new Bool(table.deletionProtected()));
    List<AttributeValue> streams = new ArrayList<>();
    table.streams().forEach(stream -> streams.add(encode(stream)));
    item.value("Streams", new L(streams));
    if (!table.indexes().isEmpty()) {
      item.value("Indexes", IndexDefinitionCodec.encode(table.indexes()));
    }
    if (table.lastNumber() != table.number()) {
      item.number("LastNumber", table.lastNumber());
    }
    SettingsCodec.encode(table, item);
    return new Item(item.values);
  }

  /** The definition that {@link #encode} made the item of. */
  public static TableDefinition decode(Item item) {
    Attributes table = new Attributes(item.attributes());
    AttributeValue sortKey = item.get("SortKey");
    AttributeValue indexes = item.get("Indexes");
    List<StreamDefinition> streams = new ArrayList<>();
    for (AttributeValue stream : ((L) table.get("Streams")).values()) {
      streams.add(decodeStream(new Attributes(((M) stream).values())));
    }
    return new TableDefinition(
        (int) table.number("Number"),
        table.text("TableId"),
        new TableName(table.text("TableName")),
        new KeySchema(
            decodeKey(table.get("PartitionKey")), sortKey == null ? null : decodeKey(sortKey)),
        BillingMode.valueOf(table.text("BillingMode")),
        new ProvisionedThroughput(
            table.number("ReadCapacityUnits"), table.number("WriteCapacityUnits")),
        table.number("CreatedMs"),
        ((Bool) table.get("DeletionProtected")).value(),
        streams,
        indexes == null ? List.of() : IndexDefinitionCodec.decode((L) indexes),
        (int) table.number(item.get("LastNumber") == null ? "Number" : "LastNumber"),
        SettingsCodec.settings(table),
        SettingsCodec.times(table),
        SettingsCodec.timeToLive(table),
        SettingsCodec.droppedNumbers(table));
  }

  static M encode(KeyAttribute key) {
    Attributes map = new Attributes();
    map.text("Name", key.name());
    map.text("Type", key.type().name());
    return new M(map.values);
  }

  static KeyAttribute decodeKey(AttributeValue value) {
    Attributes map = new Attributes(((M) value).values());
    return new KeyAttribute(map.text("Name"), AttributeType.valueOf(map.text("Type")));
  }

  private static M encode(StreamDefinition stream) {
    Attributes map = new Attributes();
    map.text("Label", stream.label());
    map.text("ViewType", stream.viewType().name());
    map.number("EnabledMs", stream.enabledMs());
    map.number("StartSequenceNumber", stream.startSequenceNumber());
    StreamDefinition.End end = stream.end();
    if (end != null) {
      map.number("DisabledMs", end.disabledMs());
      map.number("LastSequenceNumber", end.lastSequenceNumber());
    }
    List<AttributeValue> generations = new ArrayList<>();
    stream.generations().forEach(generation -> generations.add(encode(generation)));
    map.value("Generations", new L(generations));
    return new M(map.values);
  }

  private static M encode(ShardGeneration generation) {
    Attributes map = new Attributes();
    map.number("OpenedMs", generation.openedMs());
    map.number("StartSequenceNumber", generation.startSequenceNumber());
    return new M(map.values);
  }

  private static StreamDefinition decodeStream(Attributes map) {
    StreamDefinition.@Nullable End end =
        map.values.containsKey("DisabledMs")
            ? new StreamDefinition.End(map.number("DisabledMs"), map.number("LastSequenceNumber"))
            : null;
    List<ShardGeneration> generations = new ArrayList<>();
    for (AttributeValue generation : ((L) map.get("Generations")).values()) {
      Attributes shards = new Attributes(((M) generation).values());
      generations.add(
          new ShardGeneration(shards.number("OpenedMs"), shards.number("StartSequenceNumber")));
    }
    return new StreamDefinition(
        map.text("Label"),
        StreamViewType.valueOf(map.text("ViewType")),
        map.number("EnabledMs"),
        map.number("StartSequenceNumber"),
        end,
        generations);
  }

  /** Attributes that are known to be there and of the right type, since only this class writes. */
  static final class Attributes {
    final Map<String, AttributeValue> values;

    Attributes() {
      this(new LinkedHashMap<>());
    }

    Attributes(Map<String, AttributeValue> values) {
      this.values = values;
    }

    void value(String name, AttributeValue value) {
      values.put(name, value);
    }

    void text(String name, String text) {
      values.put(name, new S(text));
    }

    void number(String name, long number) {
      values.put(name, new N(Decimal.parse(Long.toString(number))));
    }

    boolean has(String name) {
      return values.containsKey(name);
    }

    /** A number, or 0 where a definition of an earlier version has none. */
    long numberOrZero(String name) {
      return has(name) ? number(name) : 0;
    }

    /**
     * The attributes of a map; of an empty one where a definition of an earlier version has none.
     */
    Attributes map(String name) {
      return values.get(name) instanceof M map ? new Attributes(map.values()) : new Attributes();
    }

    AttributeValue get(String name) {
      AttributeValue value = values.get(name);
      if (value == null) {
        throw new IllegalStateException("a stored table definition has no " + name);
      }
      return value;
    }

    String text(String name) {
      return ((S) get(name)).value();
    }

    long number(String name) {
      return Long.parseLong(((N) get(name)).value().toString());
    }
  }
}
