package dev.tarn.it.life;

import static dev.tarn.it.ServiceErrors.refusal;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tarn.Tarn;
import dev.tarn.it.Clients;
import dev.tarn.it.TestTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A server that holds its tables to one unit a second. */
final class ThroughputIT {
  private static final String EXCEEDED = "ProvisionedThroughputExceededException";

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
            r ->
                r.billingMode(BillingMode.PROVISIONED)
                    .provisionedThroughput(p -> p.readCapacityUnits(1L).writeCapacityUnits(1L)));
  }

  @AfterEach
  void stop() {
    client.close();
    tarn.close();
  }

  /** Uses up what the table has, and a minute's units more. */
  private void exhaust() {
    table.put("pk", s("large"), "text", s("x".repeat(60 << 10)));
  }

  @Test
  void refusesWritesWhenTheUnitsAreUsedUp() {
    exhaust();
    ProvisionedThroughputExceededException error =
        catchThrowableOfType(
            ProvisionedThroughputExceededException.class, () -> table.put("pk", s("next")));
    assertThat(error.awsErrorDetails().errorMessage())
        .isEqualTo(
            "The level of configured provisioned throughput for the table was exceeded. Consider"
                + " increasing your provisioning level with the UpdateTable API.");
    assertThat(error.throttlingReasons())
        .singleElement()
        .satisfies(
            reason -> {
              assertThat(reason.reason()).isEqualTo("TableWriteProvisionedThroughputExceeded");
              assertThat(reason.resource()).isEqualTo(table.describe().tableArn());
            });
  }

  @Test
  void refusesReadsWhenTheUnitsAreUsedUp() {
    exhaust();
    table.get("pk", s("large"));
    refusal(EXCEEDED, () -> table.get("pk", s("large")));
    refusal(EXCEEDED, table::scan);
  }

  @Test
  void leavesUnprocessedWhatABatchHasNoUnitsFor() {
    List<WriteRequest> writes = new ArrayList<>();
    String text = "x".repeat(60 << 10);
    for (String pk : List.of("a", "b", "c")) {
      writes.add(
          WriteRequest.builder()
              .putRequest(p -> p.item(item("pk", s(pk), "text", s(text))))
              .build());
    }
    BatchWriteItemResponse answer =
        client.batchWriteItem(r -> r.requestItems(Map.of(table.name(), writes)));
    assertThat(answer.unprocessedItems().get(table.name())).hasSize(2);
    refusal(
        EXCEEDED, () -> client.batchWriteItem(r -> r.requestItems(Map.of(table.name(), writes))));
  }

  @Test
  void aTableOnDemandIsNotHeldToAnything() {
    TestTable onDemand = TestTable.create(client);
    for (int i = 0; i < 20; i++) {
      onDemand.put("pk", s("pk" + i), "text", s("x".repeat(60 << 10)));
    }
    assertThat(onDemand.scan()).hasSize(20);
  }
}
