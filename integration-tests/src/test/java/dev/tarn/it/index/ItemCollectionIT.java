package dev.tarn.it.index;

import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What answers tell of item collections, which tables with local indexes have. */
final class ItemCollectionIT {
  @RegisterExtension static final EmbeddedServer SERVER = new EmbeddedServer();

  private TestTable table;

  @BeforeEach
  void create() {
    table =
        TestTable.create(
            SERVER.dynamoDb(),
            ScalarAttributeType.N,
            request -> {
              Indexes.attributes(request, "pk:S", "sk:N", "color:S");
              request.localSecondaryIndexes(Indexes.local("colors", "pk / color", Indexes.ALL));
            });
  }

  private static void assertSmall(ItemCollectionMetrics metrics, String pk) {
    assertThat(metrics.itemCollectionKey()).isEqualTo(item("pk", s(pk)));
    assertThat(metrics.sizeEstimateRangeGB()).containsExactly(0.0, 1.0);
  }

  @Test
  void updatesAndDeletesTellOfTheirCollection() {
    Map<String, AttributeValue> key = item("pk", s("p"), "sk", n(1));
    assertSmall(
        table
            .client()
            .updateItem(
                r ->
                    r.tableName(table.name())
                        .key(key)
                        .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE))
            .itemCollectionMetrics(),
        "p");
    assertSmall(
        table
            .client()
            .deleteItem(
                r ->
                    r.tableName(table.name())
                        .key(key)
                        .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE))
            .itemCollectionMetrics(),
        "p");
  }

  @Test
  void nothingIsToldUnlessAskedForOrWithoutLocalIndexes() {
    assertThat(table.put("pk", s("p"), "sk", n(1)).itemCollectionMetrics()).isNull();
    TestTable plain = TestTable.create(SERVER.dynamoDb());
    assertThat(
            plain
                .client()
                .putItem(
                    r ->
                        r.tableName(plain.name())
                            .item(item("pk", s("p")))
                            .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE))
                .itemCollectionMetrics())
        .isNull();
  }

  @Test
  void aBatchTellsOfEachCollectionOnce() {
    TestTable plain = TestTable.create(SERVER.dynamoDb());
    BatchWriteItemResponse answer =
        table
            .client()
            .batchWriteItem(
                r ->
                    r.requestItems(
                            Map.of(
                                table.name(),
                                    puts(
                                        item("pk", s("p"), "sk", n(1)),
                                        item("pk", s("p"), "sk", n(2)),
                                        item("pk", s("q"), "sk", n(1))),
                                plain.name(), puts(item("pk", s("p")))))
                        .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE));
    assertThat(answer.itemCollectionMetrics()).containsOnlyKeys(table.name());
    assertPAndQ(answer.itemCollectionMetrics());
  }

  @Test
  void aTransactionTellsOfEachCollectionOnce() {
    List<TransactWriteItem> puts = new ArrayList<>();
    for (Map<String, AttributeValue> item :
        List.of(
            item("pk", s("p"), "sk", n(1)),
            item("pk", s("p"), "sk", n(2)),
            item("pk", s("q"), "sk", n(1)))) {
      puts.add(TransactWriteItem.builder().put(p -> p.tableName(table.name()).item(item)).build());
    }
    assertPAndQ(
        table
            .client()
            .transactWriteItems(
                r ->
                    r.transactItems(puts)
                        .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE))
            .itemCollectionMetrics());
  }

  private void assertPAndQ(Map<String, List<ItemCollectionMetrics>> metrics) {
    assertThat(metrics.get(table.name()))
        .satisfiesExactly(one -> assertSmall(one, "p"), one -> assertSmall(one, "q"));
  }

  @SafeVarargs
  private static List<WriteRequest> puts(Map<String, AttributeValue>... items) {
    List<WriteRequest> puts = new ArrayList<>();
    for (Map<String, AttributeValue> item : items) {
      puts.add(WriteRequest.builder().putRequest(p -> p.item(item)).build());
    }
    return puts;
  }
}
