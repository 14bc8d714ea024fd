package dev.tarn.it.sdk;

import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.it.Clients;
import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** The asynchronous client, on Netty: many requests at once. */
final class AsyncClientIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final int REQUESTS = 500;

  private DynamoDbAsyncClient client;
  private TestTable table;

  @BeforeEach
  void createTable() {
    client = Clients.dynamoDbAsync(TARN.endpoint());
    table = TestTable.create(TARN.dynamoDb());
  }

  @AfterEach
  void closeClient() {
    client.close();
  }

  private static Map<String, AttributeValue> key(int i) {
    return item("pk", s("k" + i));
  }

  private static void join(List<? extends CompletableFuture<?>> answers) {
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
  }

  @Test
  void answersManyRequestsAtOnce() {
    join(
        IntStream.range(0, REQUESTS)
            .mapToObj(
                i ->
                    client.putItem(
                        r -> r.tableName(table.name()).item(item("pk", s("k" + i), "v", n(i)))))
            .toList());
    List<CompletableFuture<GetItemResponse>> answers =
        IntStream.range(0, REQUESTS)
            .mapToObj(i -> client.getItem(r -> r.tableName(table.name()).key(key(i))))
            .toList();
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(answers.get(i).join().item()).containsEntry("v", n(i));
    }
  }

  @Test
  void losesNoIncrementAmongConcurrentOnes() {
    join(
        IntStream.range(0, REQUESTS)
            .mapToObj(
                i ->
                    client.updateItem(
                        r ->
                            r.tableName(table.name())
                                .key(key(0))
                                .updateExpression("ADD v :one")
                                .expressionAttributeValues(item(":one", n(1)))))
            .toList());
    assertThat(table.get(key(0))).containsEntry("v", n(REQUESTS));
  }

  @Test
  void letsOneOfManyCreateAnItem() {
    List<CompletableFuture<Boolean>> created =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    client
                        .putItem(
                            r ->
                                r.tableName(table.name())
                                    .item(item("pk", s("one"), "v", n(i)))
                                    .conditionExpression("attribute_not_exists(pk)"))
                        .handle((answer, error) -> error == null))
            .toList();
    assertThat(created.stream().filter(CompletableFuture::join)).hasSize(1);
  }

  @Test
  void failsWithTheServicesException() {
    assertThatThrownBy(
            () ->
                client
                    .deleteItem(
                        r ->
                            r.tableName(table.name())
                                .key(key(0))
                                .conditionExpression("attribute_exists(pk)"))
                    .join())
        .hasCauseInstanceOf(ConditionalCheckFailedException.class);
  }

  @Test
  void publishesPages() {
    IntStream.range(0, 25).forEach(i -> table.put(key(i)));
    List<String> keys = new CopyOnWriteArrayList<>();
    client
        .scanPaginator(r -> r.tableName(table.name()).limit(4))
        .items()
        .subscribe(item -> keys.add(item.getOrDefault("pk", s("")).s()))
        .join();
    assertThat(keys).hasSize(25).doesNotHaveDuplicates();
  }
}
