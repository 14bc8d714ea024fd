package dev.tarn.it.index;

import dev.tarn.it.TestTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Indexes in few letters: keys are written {@code "a b / c"}, HASH attributes before RANGE ones.
 */
final class Indexes {
  static final Projection ALL = Projection.builder().projectionType(ProjectionType.ALL).build();
  static final Projection KEYS_ONLY =
      Projection.builder().projectionType(ProjectionType.KEYS_ONLY).build();

  private Indexes() {}

  static Projection include(String... names) {
    return Projection.builder()
        .projectionType(ProjectionType.INCLUDE)
        .nonKeyAttributes(names)
        .build();
  }

  static GlobalSecondaryIndex global(String name, String key, Projection projection) {
    return GlobalSecondaryIndex.builder()
        .indexName(name)
        .keySchema(keys(key))
        .projection(projection)
        .build();
  }

  static LocalSecondaryIndex local(String name, String key, Projection projection) {
    return LocalSecondaryIndex.builder()
        .indexName(name)
        .keySchema(keys(key))
        .projection(projection)
        .build();
  }

  static List<KeySchemaElement> keys(String key) {
    List<KeySchemaElement> elements = new ArrayList<>();
    KeyType type = KeyType.HASH;
    for (String word : key.split(" ", -1)) {
      if (word.equals("/")) {
        type = KeyType.RANGE;
      } else {
        elements.add(TestTable.element(word, type));
      }
    }
    return elements;
  }

  /** Attributes of which keys are made: {@code "name:S"}. */
  static void attributes(CreateTableRequest.Builder request, String... definitions) {
    request.attributeDefinitions(
        Arrays.stream(definitions)
            .map(definition -> definition.split(":", 2))
            .map(parts -> TestTable.definition(parts[0], ScalarAttributeType.valueOf(parts[1])))
            .toList());
  }

  /** The units that an index has consumed. */
  static double units(Map<String, Capacity> capacities, String index) {
    return Objects.requireNonNull(capacities.get(index), index).capacityUnits();
  }

  /** Waits, as clients do, until no index is being created or deleted. */
  static void awaitActive(TestTable table) throws InterruptedException {
    while (table.describe().globalSecondaryIndexes().stream()
        .anyMatch(index -> index.indexStatus() != IndexStatus.ACTIVE)) {
      Thread.sleep(10);
    }
  }
}
