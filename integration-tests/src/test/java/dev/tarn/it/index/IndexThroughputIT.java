package dev.tarn.it.index;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.refusal;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tarn.Tarn;
import dev.tarn.it.Clients;
import dev.tarn.it.TestTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WarmThroughput;

/**
 * A server that holds a table to a thousand units a second of writes and one of reads, and its
 * index, on color, to one of each.
 */
final class IndexThroughputIT {
  private static final String EXCEEDED = "ProvisionedThroughputExceededException";
  private static final String LARGE = "x".repeat(60 << 10);

  private Tarn tarn;
  private DynamoDbClient client;
  private TestTable table;

  @BeforeEach
  void start() {
    tarn = Tarn.inMemory().withEnforcedThroughput(true).start();
    client = Clients.dynamoDb(tarn.endpoint());
    table =
        TestTable.create(
            client,
            null,
            request -> {
              Indexes.attributes(request, "pk:S", "color:S");
              request
                  .billingMode(BillingMode.PROVISIONED)
                  .provisionedThroughput(p -> p.readCapacityUnits(1L).writeCapacityUnits(1_000L))
                  .globalSecondaryIndexes(
                      Indexes.global("colors", "color", Indexes.ALL).toBuilder()
                          .provisionedThroughput(
                              p -> p.readCapacityUnits(1L).writeCapacityUnits(1L))
                          .build());
            });
  }

  @AfterEach
  void stop() {
    client.close();
    tarn.close();
  }

  private void assertIndexExceeded(ProvisionedThroughputExceededException error, String reason) {
    assertThat(error.awsErrorDetails().errorMessage())
        .startsWith(
            "The level of configured provisioned throughput for one or more global secondary"
                + " indexes of the table was exceeded.");
    assertThat(error.throttlingReasons())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.reason()).isEqualTo(reason);
              assertThat(told.resource()).isEqualTo(index().indexArn());
            });
  }

  private GlobalSecondaryIndexDescription index() {
    return table.describe().globalSecondaryIndexes().getFirst();
  }

  @Test
  void aWriteIsRefusedWhenItsIndexHasNoUnits() {
    table.put("pk", s("large"), "color", s("red"), "text", s(LARGE));
    assertIndexExceeded(
        catchThrowableOfType(
            ProvisionedThroughputExceededException.class,
            () -> table.put("pk", s("next"), "color", s("red"))),
        "IndexWriteProvisionedThroughputExceeded");
    assertThat(table.get("pk", s("next"))).isEmpty();
    table.put("pk", s("of no index"));
    table.update("of no index", "SET shade = pk", r -> {});
  }

  @Test
  void aReadOfAnIndexTakesItsOwnUnits() {
    table.put("pk", s("large"), "color", s("red"), "text", s(LARGE));
    client.scan(r -> r.tableName(table.name()).indexName("colors"));
    assertIndexExceeded(
        catchThrowableOfType(
            ProvisionedThroughputExceededException.class,
            () -> client.scan(r -> r.tableName(table.name()).indexName("colors"))),
        "IndexReadProvisionedThroughputExceeded");
    assertThat(table.get("pk", s("large"))).isNotEmpty();
  }

  @Test
  void aTransactionThatReadsIsCancelled() {
    table.put("pk", s("large"), "text", s(LARGE));
    getInTransaction();
    TransactionCanceledException error =
        catchThrowableOfType(TransactionCanceledException.class, this::getInTransaction);
    assertThat(error.cancellationReasons())
        .extracting(CancellationReason::code)
        .containsExactly("ProvisionedThroughputExceeded");
  }

  private void getInTransaction() {
    TransactGetItem get =
        TransactGetItem.builder()
            .get(g -> g.tableName(table.name()).key(item("pk", s("large"))))
            .build();
    client.transactGetItems(r -> r.transactItems(get));
  }

  @Test
  void statementsAreHeldToTheTablesUnits() {
    table.put("pk", s("large"), "text", s(LARGE));
    String statement = "SELECT * FROM \"%s\" WHERE pk = 'large'".formatted(table.name());
    client.executeStatement(r -> r.statement(statement));
    refusal(EXCEEDED, () -> client.executeStatement(r -> r.statement(statement)));
    assertThat(
            client
                .batchExecuteStatement(
                    r -> r.statements(BatchStatementRequest.builder().statement(statement).build()))
                .responses())
        .singleElement()
        .satisfies(
            response ->
                assertThat(response.error().code())
                    .isEqualTo(BatchStatementErrorCodeEnum.PROVISIONED_THROUGHPUT_EXCEEDED));
  }

  @Test
  void anIndexShowsAWarmThroughputThatOnlyRises() {
    assertThat(index().warmThroughput().readUnitsPerSecond()).isEqualTo(1);
    warm(500);
    assertThat(index().warmThroughput().readUnitsPerSecond()).isEqualTo(500);
    assertThat(index().warmThroughput().writeUnitsPerSecond()).isEqualTo(1);
    assertThat(index().warmThroughput().statusAsString()).isEqualTo("ACTIVE");
    assertInvalid(
        "One or more parameter values were invalid: Requested ReadUnitsPerSecond for"
            + " WarmThroughput for index colors is lower than current WarmThroughput, decreasing"
            + " WarmThroughput is not supported",
        () -> warm(499));
  }

  private void warm(long readUnitsPerSecond) {
    WarmThroughput warm = WarmThroughput.builder().readUnitsPerSecond(readUnitsPerSecond).build();
    GlobalSecondaryIndexUpdate update =
        GlobalSecondaryIndexUpdate.builder()
            .update(u -> u.indexName("colors").warmThroughput(warm))
            .build();
    client.updateTable(r -> r.tableName(table.name()).globalSecondaryIndexUpdates(update));
  }
}
