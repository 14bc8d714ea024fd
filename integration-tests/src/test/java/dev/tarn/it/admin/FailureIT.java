package dev.tarn.it.admin;

import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tarn.Tarn;
import dev.tarn.it.Clients;
import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** What the SDK makes of failures on request: above all, that it tries again. */
final class FailureIT {
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

  /** Counts what the client sends, each attempt by itself. */
  private static final class Attempts implements ExecutionInterceptor {
    private final AtomicInteger sent = new AtomicInteger();

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      sent.incrementAndGet();
    }
  }

  /** A client that asks up to four times, as an application's does. */
  private static DynamoDbClient patient(Attempts attempts, Duration attemptTimeout) {
    return Clients.dynamoDb(
        TARN.endpoint(),
        c ->
            c.retryStrategy(r -> r.maxAttempts(4))
                .apiCallAttemptTimeout(attemptTimeout)
                .addExecutionInterceptor(attempts));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'error':'ThrottlingException'",
        "'error':'ProvisionedThroughputExceededException'",
        "'error':'RequestLimitExceeded'",
        "'error':'InternalServerError'",
        "'error':'TransactionInProgressException'",
        "'status':503",
        "'dropConnection':true",
      })
  void theSdkTriesAgainUntilItSucceeds(String failure) {
    admin.fail("rule", "{'operations':'PutItem','times':2," + failure + "}");
    Attempts attempts = new Attempts();
    try (DynamoDbClient client = patient(attempts, Duration.ofSeconds(20))) {
      new TestTable(client, table.name()).put("pk", s("1"));
    }
    assertThat(attempts.sent).hasValue(3);
    assertThat(table.get("pk", s("1"))).isNotEmpty();
    assertThat(admin.get("/failures")).contains("\"failures\":[]");
  }

  @Test
  void theSdkGivesUpInTheEnd() {
    admin.fail("rule", "{'operations':'PutItem','error':'ProvisionedThroughputExceededException'}");
    Attempts attempts = new Attempts();
    try (DynamoDbClient client = patient(attempts, Duration.ofSeconds(20))) {
      TestTable asked = new TestTable(client, table.name());
      assertThatThrownBy(() -> asked.put("pk", s("1")))
          .isInstanceOf(ProvisionedThroughputExceededException.class)
          .hasMessageStartingWith("Failure rule rule");
    }
    assertThat(attempts.sent).hasValue(4);
    assertThat(admin.get("/failures/rule")).contains("\"fired\":4");
    assertThat(table.get("pk", s("1"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ThrottlingException,400",
    "ItemCollectionSizeLimitExceededException,400",
    "TransactionConflictException,400",
    "ReplicatedWriteConflictException,400",
    "UnrecognizedClientException,400",
    "AccessDeniedException,400",
    "ValidationException,400",
    "InternalServerError,500",
    "ServiceUnavailable,503",
  })
  void anErrorIsTheSdksOwnException(String error, int status) {
    admin.fail("rule", "{'operations':'GetItem','error':'" + error + "','message':'as told'}");

    DynamoDbException thrown =
        catchThrowableOfType(DynamoDbException.class, () -> table.get("pk", s("1")));

    assertThat(thrown.awsErrorDetails().errorCode()).isEqualTo(error);
    assertThat(thrown.awsErrorDetails().errorMessage()).isEqualTo("as told");
    assertThat(thrown.statusCode()).isEqualTo(status);
  }

  @Test
  void aTransactionIsCancelledForTheReasonsGiven() {
    admin.fail(
        "rule",
        "{'operations':'TransactWriteItems','table':'"
            + table.name()
            + "','error':'TransactionCanceledException','cancellationReasons':[{'code':'None'},{'code':'TransactionConflict','message':'Transaction"
            + " is ongoing'}]}");

    TransactWriteItem put =
        TransactWriteItem.builder()
            .put(p -> p.tableName(table.name()).item(item("pk", s("1"))))
            .build();

    TransactionCanceledException thrown =
        catchThrowableOfType(
            TransactionCanceledException.class,
            () -> TARN.dynamoDb().transactWriteItems(r -> r.transactItems(List.of(put))));

    assertThat(thrown.cancellationReasons())
        .extracting(reason -> reason.code())
        .containsExactly("None", "TransactionConflict");
    assertThat(thrown.cancellationReasons().get(1).message()).isEqualTo("Transaction is ongoing");
    assertThat(thrown).hasMessageContaining("[None, TransactionConflict]");
    assertThat(table.scan()).isEmpty();
  }

  @Test
  void aClientSeesAnErrorForAWriteThatHappened() {
    admin.fail("rule", "{'operations':'PutItem','error':'InternalServerError','when':'after'}");

    assertThatThrownBy(() -> table.put("pk", s("1")))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("Failure rule rule");

    assertThat(table.get("pk", s("1"))).isNotEmpty();
  }

  @Test
  void aConnectionIsDroppedAfterTheWrite() {
    admin.fail("rule", "{'operations':'PutItem','dropConnection':true,'when':'after'}");

    assertThatThrownBy(() -> table.put("pk", s("1"))).isInstanceOf(SdkClientException.class);

    assertThat(table.get("pk", s("1"))).isNotEmpty();
  }

  @Test
  void anErrorOfTheOperationsOwnStaysWhatItIs() {
    admin.fail("rule", "{'operations':'PutItem','error':'InternalServerError','when':'after'}");
    assertThatThrownBy(
            () ->
                TARN.dynamoDb()
                    .putItem(
                        r ->
                            r.tableName(table.name())
                                .item(item("pk", s("1")))
                                .conditionExpression("attribute_exists(pk)")))
        .isInstanceOf(ConditionalCheckFailedException.class);
  }

  @Test
  void aDelayTimesTheFirstAttemptOut() {
    admin.fail("rule", "{'operations':'PutItem','delayMs':60000,'times':1}");
    Attempts attempts = new Attempts();
    try (DynamoDbClient client = patient(attempts, Duration.ofSeconds(3))) {
      new TestTable(client, table.name()).put("pk", s("1"));
    }
    assertThat(attempts.sent).hasValue(2);
  }

  @Test
  void aDelayThatLastsTimesTheCallOut() {
    admin.fail("rule", "{'operations':'GetItem','delayMs':60000,'when':'after'}");
    try (DynamoDbClient client =
        Clients.dynamoDb(TARN.endpoint(), c -> c.apiCallAttemptTimeout(Duration.ofMillis(500)))) {
      TestTable asked = new TestTable(client, table.name());
      assertThatThrownBy(() -> asked.get("pk", s("1")))
          .isInstanceOf(ApiCallAttemptTimeoutException.class);
    }
  }

  @Test
  void aDelayHoldsTheAnswerBack() {
    admin.fail("rule", "{'operations':'GetItem','delayMs':400,'error':'ThrottlingException'}");
    long began = System.nanoTime();
    assertThatThrownBy(() -> table.get("pk", s("1"))).isInstanceOf(DynamoDbException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(400));
  }

  @Test
  void aWaiterWaitsWhileDescribeTableFindsNothing() {
    admin.fail(
        "rule", "{'operations':'DescribeTable','times':2,'error':'ResourceNotFoundException'}");
    try (var waiter =
        DynamoDbWaiter.builder()
            .client(TARN.dynamoDb())
            .overrideConfiguration(
                c ->
                    c.backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(50)))
                        .maxAttempts(5))
            .build()) {
      var waited = waiter.waitUntilTableExists(r -> r.tableName(table.name()));
      assertThat(waited.attemptsExecuted()).isEqualTo(3);
    }
  }
}
