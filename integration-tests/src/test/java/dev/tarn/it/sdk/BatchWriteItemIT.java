package dev.tarn.it.sdk;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.refusal;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

final class BatchWriteItemIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private DynamoDbClient client;
  private TestTable table;

  @BeforeEach
  void createTable() {
    client = TARN.dynamoDb();
    table = TestTable.create(client);
  }

  private static WriteRequest put(Map<String, AttributeValue> item) {
    return WriteRequest.builder().putRequest(p -> p.item(item)).build();
  }

  private static WriteRequest delete(String pk) {
    return WriteRequest.builder().deleteRequest(d -> d.key(item("pk", s(pk)))).build();
  }

  private static List<WriteRequest> puts(int count) {
    return IntStream.range(0, count).mapToObj(i -> put(item("pk", s("k" + i)))).toList();
  }

  private BatchWriteItemResponse write(List<WriteRequest> requests) {
    return client.batchWriteItem(r -> r.requestItems(Map.of(table.name(), requests)));
  }

  @Test
  void rejectsMoreThan25Writes() {
    write(puts(25));
    refusal("ValidationException", () -> write(puts(26)));
  }

  @Test
  void rejectsTwoWritesOfOneKey() {
    assertInvalid(
        "Provided list of item keys contains duplicates",
        () -> write(List.of(put(item("pk", s("a"))), delete("a"))));
  }

  @Test
  void writesNothingIfOneWriteIsInvalid() {
    refusal(
        "ValidationException", () -> write(List.of(put(item("pk", s("a"))), put(item("x", n(1))))));
    assertThat(table.scan()).isEmpty();
  }

  @Test
  void putsAndDeletesInSeveralTables() {
    TestTable other = TestTable.create(client);
    table.put("pk", s("old"));
    BatchWriteItemResponse answer =
        client.batchWriteItem(
            r ->
                r.requestItems(
                    Map.of(
                        table.name(),
                        List.of(put(item("pk", s("new"), "v", n(1))), delete("old"), delete("no")),
                        other.name(),
                        List.of(put(item("pk", s("new")))))));
    assertThat(answer.unprocessedItems()).isEmpty();
    assertThat(table.scan()).containsExactly(item("pk", s("new"), "v", n(1)));
    assertThat(other.scan()).containsExactly(item("pk", s("new")));
  }

  @Test
  void takes16MegabytesInOneRequest() {
    String large = "x".repeat(390_000);
    List<WriteRequest> requests =
        IntStream.range(0, 25).mapToObj(i -> put(item("pk", s("k" + i), "v", s(large)))).toList();
    assertThat(write(requests).unprocessedItems()).isEmpty();
    assertThat(table.describe().itemCount()).isEqualTo(25);
  }
}
