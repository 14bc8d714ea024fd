package dev.tarn.it.crash;

import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.TestTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A client that creates and deletes an index of a table with items, and tables of its own, until
 * the server is gone.
 */
final class TableChanger {
  private static final String INDEX = "late";
  private static final int ITEMS = 25;

  private final Random random;

  /** Whether each table is there, or null while that is not known. */
  private final Map<String, @Nullable Boolean> tables = new HashMap<>();

  private @Nullable Boolean indexed = false;
  private int created;

  TableChanger(long seed) {
    this.random = new Random(seed);
  }

  /** Compares with what is there after a crash. */
  void settle(TestTable table) {
    boolean found =
        table.describe().globalSecondaryIndexes().stream()
            .anyMatch(index -> index.indexName().equals(INDEX));
    assertThat(found).as("index").isIn(indexed == null ? List.of(true, false) : List.of(indexed));
    indexed = found;
    List<String> names = table.client().listTables().tableNames();
    for (Map.Entry<String, @Nullable Boolean> each : tables.entrySet()) {
      boolean exists = names.contains(each.getKey());
      Boolean expected = each.getValue();
      assertThat(exists).as(each.getKey()).isEqualTo(expected == null ? exists : expected);
      each.setValue(exists);
    }
  }

  /** Releases a permit whenever an index begins to be filled or a table to be deleted. */
  void changeUntilGone(TestTable table, Semaphore begun) throws InterruptedException {
    try {
      while (true) {
        if (random.nextBoolean()) {
          createOrDeleteTable(table.client(), begun);
        } else {
          createOrDeleteIndex(table, begun);
        }
        // Between the changes the index takes writes.
        Thread.sleep(random.nextInt(30));
      }
    } catch (DynamoDbException answer) {
      throw answer;
    } catch (SdkException gone) {
      // The next life settles what was not answered.
    }
  }

  private void createOrDeleteIndex(TestTable table, Semaphore begun) {
    boolean exists = Boolean.TRUE.equals(indexed);
    boolean settled =
        table.describe().globalSecondaryIndexes().stream()
            .allMatch(index -> index.indexStatus() == IndexStatus.ACTIVE);
    // Deleted while it is still filled, too.
    if (!settled && (!exists || random.nextInt(4) > 0)) {
      return;
    }
    indexed = null;
    try {
      table
          .client()
          .updateTable(
              r ->
                  r.tableName(table.name())
                      .attributeDefinitions(
                          TestTable.definition("late", ScalarAttributeType.S),
                          TestTable.definition("v", ScalarAttributeType.N))
                      .globalSecondaryIndexUpdates(exists ? deletion() : creation()));
      indexed = !exists;
      begun.release();
    } catch (ResourceInUseException busy) {
      indexed = exists;
    }
  }

  private static GlobalSecondaryIndexUpdate creation() {
    return GlobalSecondaryIndexUpdate.builder()
        .create(
            c ->
                c.indexName(INDEX)
                    .keySchema(
                        TestTable.element("late", KeyType.HASH),
                        TestTable.element("v", KeyType.RANGE))
                    .projection(p -> p.projectionType(ProjectionType.ALL)))
        .build();
  }

  private static GlobalSecondaryIndexUpdate deletion() {
    return GlobalSecondaryIndexUpdate.builder().delete(d -> d.indexName(INDEX)).build();
  }

  private void createOrDeleteTable(DynamoDbClient client, Semaphore begun) {
    String existing =
        tables.entrySet().stream()
            .filter(each -> Boolean.TRUE.equals(each.getValue()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("");
    if (existing.isEmpty()) {
      create(client, "temporary" + created++);
    } else {
      tables.put(existing, null);
      begun.release();
      client.deleteTable(r -> r.tableName(existing));
      tables.put(existing, false);
    }
  }

  private void create(DynamoDbClient client, String name) {
    tables.put(name, null);
    client.createTable(
        r ->
            r.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(TestTable.definition("pk", ScalarAttributeType.S))
                .keySchema(TestTable.element("pk", KeyType.HASH)));
    tables.put(name, true);
    List<WriteRequest> puts =
        IntStream.range(0, ITEMS)
            .mapToObj(i -> item("pk", s("p" + i), "v", n(i), "text", s("x".repeat(2_000))))
            .map(item -> WriteRequest.builder().putRequest(p -> p.item(item)).build())
            .toList();
    client.batchWriteItem(r -> r.requestItems(Map.of(name, puts)));
  }
}
