package dev.tarn.it.transaction;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.refusal;
import static dev.tarn.it.Values.attribute;
import static dev.tarn.it.Values.bool;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static dev.tarn.it.transaction.Transactions.cancellation;
import static dev.tarn.it.transaction.Transactions.check;
import static dev.tarn.it.transaction.Transactions.delete;
import static dev.tarn.it.transaction.Transactions.failed;
import static dev.tarn.it.transaction.Transactions.none;
import static dev.tarn.it.transaction.Transactions.put;
import static dev.tarn.it.transaction.Transactions.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.StreamReader;
import dev.tarn.it.TestTable;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

final class TransactWriteItemsIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final int MAX_ACTIONS = 100;

  private TestTable table;
  private TestTable other;

  @BeforeEach
  void createTables() {
    table = TestTable.create(TARN.dynamoDb(), StreamViewType.NEW_AND_OLD_IMAGES);
    other = TestTable.create(TARN.dynamoDb());
    table.put("pk", s("a"), "v", n(1));
    table.put("pk", s("b"), "v", n(1));
    other.put("pk", s("a"), "open", bool(true));
  }

  private static TransactWriteItemsResponse transact(TransactWriteItem... actions) {
    return TARN.dynamoDb().transactWriteItems(r -> r.transactItems(actions));
  }

  private TransactWriteItem increment(String pk) {
    return update(table, pk, "SET v = v + :one", u -> u.expressionAttributeValues(one()));
  }

  private static Map<String, AttributeValue> one() {
    return item(":one", n(1));
  }

  @Test
  void doesAllFourActionsInTwoTables() {
    transact(
        put(table, "pk", s("c"), "v", n(3)),
        increment("a"),
        delete(table, "b", d -> {}),
        check(
            other,
            "a",
            "#o = :yes",
            c ->
                c.expressionAttributeNames(Map.of("#o", "open"))
                    .expressionAttributeValues(item(":yes", bool(true)))),
        put(other, "pk", s("b")));
    assertThat(table.scan())
        .containsExactlyInAnyOrder(item("pk", s("a"), "v", n(2)), item("pk", s("c"), "v", n(3)));
    assertThat(other.scan()).hasSize(2);
  }

  @Test
  void doesNothingIfOneConditionFails() {
    assertThat(
            cancellation(
                () ->
                    transact(
                        increment("a"),
                        put(
                            table,
                            p ->
                                p.item(item("pk", s("b")))
                                    .conditionExpression("attribute_not_exists(pk)")),
                        delete(other, "a", d -> {}))))
        .containsExactly(none(), failed(), none());
    assertThat(table.get("pk", s("a"))).containsEntry("v", n(1));
    assertThat(other.get("pk", s("a"))).isNotEmpty();
  }

  @Test
  void tellsEachReasonInOrderWithTheOldItemWhereWished() {
    List<CancellationReason> reasons =
        cancellation(
            () ->
                transact(
                    check(
                        table,
                        "a",
                        "v > :one",
                        c ->
                            c.expressionAttributeValues(one())
                                .returnValuesOnConditionCheckFailure(
                                    ReturnValuesOnConditionCheckFailure.ALL_OLD)),
                    check(
                        table,
                        "none",
                        "attribute_exists(pk)",
                        c ->
                            c.returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)),
                    increment("b"),
                    delete(other, "a", d -> d.conditionExpression("attribute_not_exists(pk)"))));
    assertThat(reasons)
        .containsExactly(
            failed().toBuilder().item(item("pk", s("a"), "v", n(1))).build(),
            failed(),
            none(),
            failed());
  }

  @Test
  void namesAllCodesInItsMessage() {
    assertThat(
            refusal(
                    "TransactionCanceledException",
                    () ->
                        transact(
                            increment("a"), check(table, "b", "attribute_not_exists(pk)", c -> {})))
                .awsErrorDetails()
                .errorMessage())
        .isEqualTo(
            "Transaction cancelled, please refer cancellation reasons for specific reasons"
                + " [None, ConditionalCheckFailed]");
  }

  @Test
  void isCancelledByAnUpdateThatDoesNotFitItsItem() {
    List<CancellationReason> reasons =
        cancellation(
            () ->
                transact(
                    update(
                        table,
                        "a",
                        "SET v = absent + :one",
                        u -> u.expressionAttributeValues(one())),
                    increment("b")));
    assertThat(reasons.get(0).code()).isEqualTo("ValidationError");
    assertThat(reasons.get(0).message())
        .isEqualTo(
            "The provided expression refers to an attribute that does not exist in the item");
    assertThat(reasons.get(1)).isEqualTo(none());
    assertThat(table.get("pk", s("b"))).containsEntry("v", n(1));
  }

  @Test
  void refusesTwoActionsOnOneItem() {
    String message = "Transaction request cannot include multiple operations on one item";
    assertInvalid(message, () -> transact(increment("a"), delete(table, "a", d -> {})));
    assertInvalid(
        message,
        () ->
            transact(put(table, "pk", s("x")), check(table, "x", "attribute_exists(pk)", c -> {})));
    transact(increment("a"), delete(other, "a", d -> {}));
  }

  @Test
  void takesAHundredActionsAndNoMore() {
    TransactWriteItem[] actions =
        IntStream.rangeClosed(0, MAX_ACTIONS)
            .mapToObj(i -> put(other, "pk", s("k" + i)))
            .toArray(TransactWriteItem[]::new);
    assertThat(refusal("ValidationException", () -> transact(actions)))
        .hasMessageContaining("Member must have length less than or equal to 100");
    assertThat(other.scan()).hasSize(1);
    transact(Arrays.copyOf(actions, MAX_ACTIONS));
    assertThat(other.scan()).hasSize(1 + MAX_ACTIONS);
  }

  @Test
  void takesFourMegabytesAndNoMore() {
    String text = "x".repeat(390_000);
    TransactWriteItem[] actions =
        IntStream.range(0, 11)
            .mapToObj(i -> put(other, "pk", s("k" + i), "text", s(text)))
            .toArray(TransactWriteItem[]::new);
    assertThat(refusal("ValidationException", () -> transact(actions)))
        .hasMessageContaining("4 MB");
    assertThat(other.scan()).hasSize(1);
    transact(Arrays.copyOf(actions, 10));
    assertThat(other.scan()).hasSize(11);
  }

  @Test
  void consumesTwiceWhatSingleWritesDo() {
    TransactWriteItemsResponse answer =
        TARN.dynamoDb()
            .transactWriteItems(
                r ->
                    r.returnConsumedCapacity("TOTAL")
                        .transactItems(
                            put(table, "pk", s("c"), "text", s("x".repeat(1500))),
                            increment("a"),
                            check(other, "a", "attribute_exists(pk)", c -> {})));
    assertThat(answer.consumedCapacity())
        .extracting(c -> c.tableName(), c -> c.capacityUnits())
        .containsExactlyInAnyOrder(tuple(table.name(), 6.0), tuple(other.name(), 2.0));
  }

  @Test
  void makesARecordOfEachItemThatItChanges() {
    StreamReader stream = new StreamReader(table.describe().latestStreamArn());
    stream.readOn(TARN.streams());
    transact(
        put(table, "pk", s("c")),
        increment("a"),
        delete(table, "b", d -> {}),
        delete(table, "none", d -> {}),
        put(other, "pk", s("c")));
    List<Record> records = stream.readOn(TARN.streams());
    assertThat(records)
        .extracting(r -> r.eventNameAsString() + " " + attribute(r.dynamodb().keys(), "pk").s())
        .containsExactlyInAnyOrder("INSERT c", "MODIFY a", "REMOVE b");
    LongSummaryStatistics numbers =
        records.stream()
            .mapToLong(r -> new BigInteger(r.dynamodb().sequenceNumber()).longValue())
            .summaryStatistics();
    assertThat(numbers.getMax() - numbers.getMin()).as("one after the other").isEqualTo(2);
    cancellation(
        () -> transact(increment("a"), check(table, "b", "attribute_exists(pk)", c -> {})));
    assertThat(stream.readOn(TARN.streams())).isEmpty();
  }

  @Test
  void refusesATableThatIsNotThere() {
    TestTable missing = new TestTable(TARN.dynamoDb(), "missing");
    refusal(
        "ResourceNotFoundException", () -> transact(increment("a"), put(missing, "pk", s("a"))));
    assertThat(table.get("pk", s("a"))).containsEntry("v", n(1));
  }
}
