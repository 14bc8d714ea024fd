package dev.tarn.it.index;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.Tarn;
import dev.tarn.it.Clients;
import dev.tarn.it.TestTable;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Servers whose global indexes are behind their tables: by an hour, so that nothing is due while
 * the tests run, and by a moment.
 */
final class GsiDelayIT {
  private static final Duration MOMENT = Duration.ofMillis(300);

  private static Tarn hour;
  private static Tarn moment;
  private static DynamoDbClient hourClient;
  private static DynamoDbClient momentClient;

  @BeforeAll
  static void start() {
    hour = Tarn.inMemory().withGsiDelay(Duration.ofHours(1)).start();
    moment = Tarn.inMemory().withGsiDelay(MOMENT).start();
    hourClient = Clients.dynamoDb(hour.endpoint());
    momentClient = Clients.dynamoDb(moment.endpoint());
  }

  @AfterAll
  static void stop() {
    hourClient.close();
    momentClient.close();
    hour.close();
    moment.close();
  }

  private static TestTable table(DynamoDbClient client) {
    return TestTable.create(
        client,
        ScalarAttributeType.N,
        request -> {
          Indexes.attributes(request, "pk:S", "sk:N", "color:S");
          request
              .globalSecondaryIndexes(Indexes.global("colors", "color", Indexes.ALL))
              .localSecondaryIndexes(Indexes.local("by-color", "pk / color", Indexes.ALL));
        });
  }

  private static int query(TestTable table, String color) {
    return table
        .client()
        .query(
            r ->
                r.tableName(table.name())
                    .indexName("colors")
                    .keyConditionExpression("color = :c")
                    .expressionAttributeValues(item(":c", s(color))))
        .count();
  }

  private static int scan(TestTable table, String index) {
    return table.client().scan(r -> r.tableName(table.name()).indexName(index)).count();
  }

  @Test
  void globalIndexesDoNotShowWhatIsNotDue() {
    TestTable table = table(hourClient);
    table.put("pk", s("p"), "sk", n(1), "color", s("red"));
    assertThat(query(table, "red")).isZero();
    assertThat(scan(table, "colors")).isZero();
    String statement =
        "SELECT * FROM \"%s\".\"colors\" WHERE color = 'red'".formatted(table.name());
    assertThat(hourClient.executeStatement(r -> r.statement(statement)).items()).isEmpty();
  }

  @Test
  void theTableAndLocalIndexesAreNotBehind() {
    TestTable table = table(hourClient);
    table.put("pk", s("p"), "sk", n(1), "color", s("red"));
    assertThat(table.scan()).hasSize(1);
    assertThat(scan(table, "by-color")).isEqualTo(1);
    assertThat(table.describe().globalSecondaryIndexes().getFirst().itemCount()).isEqualTo(1);
  }

  @Test
  void aConsistentReadOfAGlobalIndexIsRefusedAsEver() {
    TestTable table = table(hourClient);
    assertInvalid(
        "Consistent reads are not supported on global secondary indexes",
        () ->
            hourClient.scan(
                r -> r.tableName(table.name()).indexName("colors").consistentRead(true)));
  }

  @Test
  void whatIsDueIsShown() throws InterruptedException {
    TestTable table = table(momentClient);
    long beforeNanos = System.nanoTime();
    table.put("pk", s("p"), "sk", n(1), "color", s("red"));
    while (query(table, "red") == 0) {
      Thread.sleep(5);
    }
    // The server's clock counts whole milliseconds.
    assertThat(Duration.ofNanos(System.nanoTime() - beforeNanos))
        .isGreaterThanOrEqualTo(MOMENT.minusMillis(1));
    table.put("pk", s("p"), "sk", n(1), "color", s("blue"));
    while (query(table, "blue") == 0) {
      Thread.sleep(5);
    }
    assertThat(query(table, "red")).isZero();
  }
}
