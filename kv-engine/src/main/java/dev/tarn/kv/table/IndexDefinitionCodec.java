package dev.tarn.kv.table;

import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.B;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.table.IndexSpecification.Kind;
import dev.tarn.kv.table.TableDefinitionCodec.Attributes;
import java.util.ArrayList;
import java.util.List;

/** The indexes within a table definition's item. */
final class IndexDefinitionCodec {
  private IndexDefinitionCodec() {}

  static L encode(List<IndexDefinition> indexes) {
    List<AttributeValue> values = new ArrayList<>();
    indexes.forEach(index -> values.add(encode(index)));
    return new L(values);
  }

  static List<IndexDefinition> decode(L values) {
    List<IndexDefinition> indexes = new ArrayList<>();
    values.values().forEach(value -> indexes.add(decode(new Attributes(((M) value).values()))));
    return indexes;
  }

  private static M encode(IndexDefinition index) {
    Attributes map = new Attributes();
    map.number("Number", index.number());
    map.text("Name", index.name());
    map.text("Kind", index.specification().kind().name());
    map.value("PartitionKey", keys(index.keySchema().partitionKey()));
    map.value("SortKey", keys(index.keySchema().sortKey()));
    map.text("ProjectionType", index.projection().type().name());
    List<AttributeValue> nonKeyAttributes = new ArrayList<>();
    index.projection().nonKeyAttributes().forEach(name -> nonKeyAttributes.add(new S(name)));
    map.value("NonKeyAttributes", new L(nonKeyAttributes));
    map.number("ReadCapacityUnits", index.specification().throughput().readCapacityUnits());
    map.number("WriteCapacityUnits", index.specification().throughput().writeCapacityUnits());
    SettingsCodec.encode(index.specification().warmThroughput(), map);
    map.text("Status", index.status().name());
    if (index.backfilledTo() != null) {
      map.value("BackfilledTo", new B(index.backfilledTo()));
    }
    return new M(map.values);
  }

  private static IndexDefinition decode(Attributes map) {
    List<String> nonKeyAttributes = new ArrayList<>();
    for (AttributeValue name : ((L) map.get("NonKeyAttributes")).values()) {
      nonKeyAttributes.add(((S) name).value());
    }
    IndexSpecification specification =
        new IndexSpecification(
            map.text("Name"),
            Kind.valueOf(map.text("Kind")),
            new IndexKeySchema(keys(map.get("PartitionKey")), keys(map.get("SortKey"))),
            new IndexProjection(
                IndexProjection.Type.valueOf(map.text("ProjectionType")), nonKeyAttributes),
            new ProvisionedThroughput(
                map.number("ReadCapacityUnits"), map.number("WriteCapacityUnits")),
            SettingsCodec.warmThroughput(map));
    return new IndexDefinition(
        (int) map.number("Number"),
        specification,
        IndexStatus.valueOf(map.text("Status")),
        map.has("BackfilledTo") ? ((B) map.get("BackfilledTo")).value() : null);
  }

  private static L keys(List<KeyAttribute> attributes) {
    List<AttributeValue> values = new ArrayList<>();
    attributes.forEach(attribute -> values.add(TableDefinitionCodec.encode(attribute)));
    return new L(values);
  }

  private static List<KeyAttribute> keys(AttributeValue value) {
    return ((L) value).values().stream().map(TableDefinitionCodec::decodeKey).toList();
  }
}
