package dev.tarn.it.admin;

import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.Tarn;
import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Batches that are done in part, and clients that send the rest again. */
final class PartOfBatchIT {
  @RegisterExtension
  static final EmbeddedServer TARN = new EmbeddedServer(Tarn.inMemory().withAdmin(true));

  private final AdminClient admin = new AdminClient(TARN.endpoint());
  private TestTable table;

  @BeforeEach
  void createTable() {
    table = TestTable.create(TARN.dynamoDb());
  }

  @AfterEach
  void failNoMore() {
    admin.failNoMore();
  }

  private Map<String, List<WriteRequest>> puts(int count) {
    return Map.of(table.name(), listOfPuts(count));
  }

  private static List<WriteRequest> listOfPuts(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                WriteRequest.builder()
                    .putRequest(p -> p.item(item("pk", s("k" + i), "n", s("v"))))
                    .build())
        .toList();
  }

  private List<Map<String, AttributeValue>> keys(int count) {
    return IntStream.range(0, count).mapToObj(i -> item("pk", s("k" + i))).toList();
  }

  private List<WriteRequest> left(BatchWriteItemResponse answer) {
    return answer.unprocessedItems().getOrDefault(table.name(), List.of());
  }

  private BatchWriteItemResponse write(Map<String, List<WriteRequest>> requests) {
    return TARN.dynamoDb().batchWriteItem(r -> r.requestItems(requests));
  }

  @Test
  void aWriterThatSendsTheRestAgainFinishes() {
    admin.fail("rule", "{'operations':'BatchWriteItem','batch':{'first':10}}");

    BatchWriteItemResponse answer = write(puts(25));

    assertThat(left(answer)).isEqualTo(listOfPuts(25).subList(10, 25));
    assertThat(table.scan()).hasSize(10);
    int requests = 1;
    while (!answer.unprocessedItems().isEmpty()) {
      answer = write(answer.unprocessedItems());
      requests++;
    }
    assertThat(requests).isEqualTo(3);
    assertThat(table.scan()).hasSize(25);
  }

  @Test
  void aRandomFractionIsWritten() {
    admin.fail("rule", "{'operations':'BatchWriteItem','batch':{'fraction':0.5},'seed':42}");

    int left = left(write(puts(25))).size();

    assertThat(left).isBetween(3, 22);
    assertThat(table.scan()).hasSize(25 - left);
  }

  @Test
  void aBatchOfWhichNothingIsDoneIsAnError() {
    admin.fail("rule", "{'batch':{'first':0}}");

    assertThatThrownBy(() -> write(puts(2)))
        .isInstanceOfSatisfying(
            DynamoDbException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException"));
    assertThatThrownBy(
            () ->
                TARN.dynamoDb()
                    .batchGetItem(r -> r.requestItems(Map.of(table.name(), wanted(keys(3))))))
        .isInstanceOf(DynamoDbException.class);
    assertThat(table.scan()).isEmpty();
  }

  private static KeysAndAttributes wanted(List<Map<String, AttributeValue>> keys) {
    return KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
  }

  @Test
  void aReaderThatAsksForTheRestGetsAll() {
    write(puts(20));
    admin.fail("rule", "{'operations':'BatchGetItem','batch':{'fraction':0.6},'seed':1}");
    List<Map<String, AttributeValue>> read = new ArrayList<>();

    Map<String, KeysAndAttributes> wanted = Map.of(table.name(), wanted(keys(20)));
    int requests = 0;
    while (!wanted.isEmpty()) {
      Map<String, KeysAndAttributes> asked = wanted;
      BatchGetItemResponse answer = TARN.dynamoDb().batchGetItem(r -> r.requestItems(asked));
      read.addAll(answer.responses().getOrDefault(table.name(), List.of()));
      wanted = answer.unprocessedKeys();
      requests++;
      assertThat(requests).isLessThan(100);
    }

    assertThat(requests).isGreaterThan(1);
    assertThat(read).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void statementsThatAreLeftHaveAnErrorOfTheirOwn() {
    admin.fail("rule", "{'operations':'BatchExecuteStatement','batch':{'first':1}}");
    List<BatchStatementRequest> inserts =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    BatchStatementRequest.builder()
                        .statement("INSERT INTO \"" + table.name() + "\" VALUE {'pk': ?}")
                        .parameters(s("k" + i))
                        .build())
            .toList();

    BatchExecuteStatementResponse answer =
        TARN.dynamoDb().batchExecuteStatement(r -> r.statements(inserts));

    assertThat(answer.responses().getFirst().error()).isNull();
    assertThat(answer.responses().subList(1, 3))
        .allSatisfy(
            response ->
                assertThat(Objects.requireNonNull(response.error()).code())
                    .isEqualTo(BatchStatementErrorCodeEnum.THROTTLING_ERROR));
    assertThat(table.scan()).containsExactly(item("pk", s("k0")));
  }
}
