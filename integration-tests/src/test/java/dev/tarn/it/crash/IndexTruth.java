package dev.tarn.it.crash;

import static dev.tarn.it.Values.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.ItemSizes;
import dev.tarn.it.TestTable;
import dev.tarn.it.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Compares every index of a table with what its items make of it. */
final class IndexTruth {
  private final TestTable table;
  private final TableDescription description;
  private final List<Map<String, AttributeValue>> items;

  private IndexTruth(TestTable table, List<Map<String, AttributeValue>> items) {
    this.table = table;
    this.description = table.describe();
    this.items = items;
  }

  /** Waits, as clients do, for indexes that are being created or deleted, and then compares. */
  static void require(TestTable table, List<Map<String, AttributeValue>> items)
      throws InterruptedException {
    while (table.describe().globalSecondaryIndexes().stream()
        .anyMatch(index -> index.indexStatus() != IndexStatus.ACTIVE)) {
      Thread.sleep(10);
    }
    new IndexTruth(table, items).require();
  }

  private void require() {
    description
        .globalSecondaryIndexes()
        .forEach(
            index ->
                require(
                    index.indexName(),
                    index.keySchema(),
                    index.projection(),
                    index.itemCount(),
                    index.indexSizeBytes()));
    description
        .localSecondaryIndexes()
        .forEach(
            index ->
                require(
                    index.indexName(),
                    index.keySchema(),
                    index.projection(),
                    index.itemCount(),
                    index.indexSizeBytes()));
  }

  private void require(
      String index, List<KeySchemaElement> keys, Projection projection, long count, long bytes) {
    List<Map<String, AttributeValue>> entries =
        items.stream()
            .filter(item -> keys.stream().allMatch(key -> hasKey(item, key.attributeName())))
            .map(item -> project(item, keys, projection))
            .toList();
    assertThat(scan(index)).as(index).containsExactlyInAnyOrderElementsOf(entries);
    assertThat(query(index, keys.getFirst().attributeName(), entries))
        .as("queries of %s", index)
        .containsExactlyInAnyOrderElementsOf(entries);
    assertThat(count).as("count of %s", index).isEqualTo(entries.size());
    long sizes = entries.stream().mapToLong(ItemSizes::of).sum();
    assertThat(bytes).as("size of %s", index).isEqualTo(sizes);
  }

  private boolean hasKey(Map<String, AttributeValue> item, String name) {
    AttributeDefinition definition =
        description.attributeDefinitions().stream()
            .filter(each -> each.attributeName().equals(name))
            .findFirst()
            .orElseThrow();
    AttributeValue value = item.get(name);
    return value != null && value.type().name().equals(definition.attributeTypeAsString());
  }

  private Map<String, AttributeValue> project(
      Map<String, AttributeValue> item, List<KeySchemaElement> keys, Projection projection) {
    if (projection.projectionType() == ProjectionType.ALL) {
      return item;
    }
    Map<String, AttributeValue> projected = new LinkedHashMap<>();
    keys.forEach(key -> copy(item, key.attributeName(), projected));
    description.keySchema().forEach(key -> copy(item, key.attributeName(), projected));
    projection.nonKeyAttributes().forEach(name -> copy(item, name, projected));
    return projected;
  }

  private static void copy(
      Map<String, AttributeValue> from, String name, Map<String, AttributeValue> to) {
    AttributeValue value = from.get(name);
    if (value != null) {
      to.put(name, value);
    }
  }

  private List<Map<String, AttributeValue>> scan(String index) {
    return table
        .client()
        .scanPaginator(r -> r.tableName(table.name()).indexName(index))
        .items()
        .stream()
        .toList();
  }

  private List<Map<String, AttributeValue>> query(
      String index, String hash, List<Map<String, AttributeValue>> entries) {
    Set<String> values =
        entries.stream()
            .map(entry -> Values.attribute(entry, hash).s())
            .collect(Collectors.toCollection(TreeSet::new));
    return values.stream()
        .flatMap(
            value ->
                table
                    .client()
                    .queryPaginator(
                        r ->
                            r.tableName(table.name())
                                .indexName(index)
                                .keyConditionExpression("#h = :h")
                                .expressionAttributeNames(Map.of("#h", hash))
                                .expressionAttributeValues(item(":h", Values.s(value)))
                                .limit(50))
                    .items()
                    .stream())
        .toList();
  }
}
