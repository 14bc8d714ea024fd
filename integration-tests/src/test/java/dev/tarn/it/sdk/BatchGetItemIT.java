package dev.tarn.it.sdk;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.assertRefused;
import static dev.tarn.it.ServiceErrors.refusal;
import static dev.tarn.it.Values.attribute;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

final class BatchGetItemIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private DynamoDbClient client;
  private TestTable table;

  @BeforeEach
  void createTable() {
    client = TARN.dynamoDb();
    table = TestTable.create(client);
  }

  private static List<Map<String, AttributeValue>> keys(int count) {
    return IntStream.range(0, count).mapToObj(i -> item("pk", s("k" + i))).toList();
  }

  private BatchGetItemResponse get(List<Map<String, AttributeValue>> keys) {
    return client.batchGetItem(
        r -> r.requestItems(Map.of(table.name(), KeysAndAttributes.builder().keys(keys).build())));
  }

  @Test
  void rejectsMoreThanAHundredKeys() {
    TestTable other = TestTable.create(client);
    get(keys(100));
    refusal("ValidationException", () -> get(keys(101)));
    KeysAndAttributes half = KeysAndAttributes.builder().keys(keys(51)).build();
    assertInvalid(
        "Too many items requested for the BatchGetItem call",
        () ->
            client.batchGetItem(
                r -> r.requestItems(Map.of(table.name(), half, other.name(), half))));
  }

  @Test
  void rejectsTheSameKeyTwice() {
    assertInvalid(
        "Provided list of item keys contains duplicates",
        () -> get(List.of(item("pk", s("a")), item("pk", s("a")))));
  }

  @Test
  void rejectsTableThatIsNotThere() {
    assertRefused(
        "ResourceNotFoundException",
        "Requested resource not found",
        () ->
            client.batchGetItem(
                r ->
                    r.requestItems(
                        Map.of("not-there", KeysAndAttributes.builder().keys(keys(1)).build()))));
  }

  @Test
  void returnsWhatIsThereOfSeveralTables() {
    TestTable other = TestTable.create(client);
    table.put("pk", s("k0"), "v", n(1), "w", n(1));
    table.put("pk", s("k2"), "v", n(2), "w", n(2));
    other.put("pk", s("k1"), "v", n(3));
    BatchGetItemResponse answer =
        client.batchGetItem(
            r ->
                r.requestItems(
                    Map.of(
                        table.name(),
                        KeysAndAttributes.builder().keys(keys(3)).projectionExpression("v").build(),
                        other.name(),
                        KeysAndAttributes.builder().keys(keys(3)).consistentRead(true).build())));
    assertThat(answer.responses().get(table.name()))
        .containsExactlyInAnyOrder(item("v", n(1)), item("v", n(2)));
    assertThat(answer.responses().get(other.name()))
        .containsExactly(item("pk", s("k1"), "v", n(3)));
    assertThat(answer.unprocessedKeys()).isEmpty();
  }

  @Test
  void leavesKeysUnprocessedBeyond16Megabytes() {
    String large = "x".repeat(390_000);
    keys(60).forEach(key -> table.put("pk", attribute(key, "pk"), "v", s(large)));
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    List<Map<String, AttributeValue>> rest = keys(60);
    int rounds = 0;
    while (!rest.isEmpty()) {
      BatchGetItemResponse answer = get(rest);
      List<Map<String, AttributeValue>> items = answer.responses().get(table.name());
      assertThat(items).isNotEmpty().hasSizeLessThanOrEqualTo(44);
      found.addAll(items);
      rest = answer.unprocessedKeys().values().stream().flatMap(k -> k.keys().stream()).toList();
      rounds++;
    }
    assertThat(found.stream().map(i -> attribute(i, "pk").s()).distinct()).hasSize(60);
    assertThat(rounds).isEqualTo(2);
  }
}
