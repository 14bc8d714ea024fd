package dev.tarn.it.ttl;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.Tarn;
import dev.tarn.it.Clients;
import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.StreamReader;
import dev.tarn.it.TestTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

final class TimeToLiveIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  @TempDir Path directory;

  private TestTable table;

  @BeforeEach
  void createTable() {
    table = TestTable.create(TARN.dynamoDb(), StreamViewType.NEW_AND_OLD_IMAGES);
  }

  private static void switchTo(TestTable table, String attribute, boolean enabled) {
    table
        .client()
        .updateTimeToLive(
            r ->
                r.tableName(table.name())
                    .timeToLiveSpecification(s -> s.attributeName(attribute).enabled(enabled)));
  }

  private TimeToLiveDescription describe() {
    return table
        .client()
        .describeTimeToLive(r -> r.tableName(table.name()))
        .timeToLiveDescription();
  }

  private static long secondsFromNow(long seconds) {
    return Instant.now().getEpochSecond() + seconds;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  @Test
  void isDisabledUntilItIsEnabled() {
    assertThat(describe().timeToLiveStatus()).isEqualTo(TimeToLiveStatus.DISABLED);
    assertThat(describe().attributeName()).isNull();
    switchTo(table, "ttl", true);
    assertThat(describe().timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
    assertThat(describe().attributeName()).isEqualTo("ttl");
    switchTo(table, "ttl", false);
    assertThat(describe().timeToLiveStatus()).isEqualTo(TimeToLiveStatus.DISABLED);
  }

  @Test
  void rejectsWhatChangesNothing() {
    assertInvalid("TimeToLive is already disabled", () -> switchTo(table, "ttl", false));
    switchTo(table, "ttl", true);
    assertInvalid("TimeToLive is already enabled", () -> switchTo(table, "ttl", true));
    assertInvalid(
        "TimeToLive is active on a different AttributeName: current AttributeName is ttl",
        () -> switchTo(table, "other", true));
  }

  @Test
  void deletesOnlyWhatHasExpired() throws InterruptedException {
    switchTo(table, "ttl", true);
    table.put("pk", s("due"), "ttl", n(secondsFromNow(-1)));
    table.put("pk", s("soon"), "ttl", n(secondsFromNow(1)));
    table.put("pk", s("later"), "ttl", n(secondsFromNow(3_600)));
    table.put("pk", s("text"), "ttl", s("1"));
    table.put("pk", s("ancient"), "ttl", n(secondsFromNow(-6L * 365 * 24 * 3_600)));
    table.put("pk", s("none"));
    await(() -> table.scan().size() == 4);
    assertThat(table.scan())
        .extracting(item -> item.get("pk"))
        .containsExactlyInAnyOrder(s("later"), s("text"), s("ancient"), s("none"));
  }

  @Test
  void anItemWhoseTimeIsPutOffStays() throws InterruptedException {
    switchTo(table, "ttl", true);
    table.put("pk", s("kept"), "ttl", n(secondsFromNow(2)));
    table.put("pk", s("kept"), "ttl", n(secondsFromNow(3_600)));
    table.put("pk", s("due"), "ttl", n(secondsFromNow(2)));
    await(() -> table.scan().size() == 1);
    assertThat(table.get("pk", s("kept"))).isNotEmpty();
  }

  @Test
  void deletesItemsThatWereThereBeforeItWasEnabled() throws InterruptedException {
    IntStream.range(0, 300)
        .forEach(i -> table.put("pk", s("old" + i), "ttl", n(secondsFromNow(-10))));
    table.put("pk", s("young"), "ttl", n(secondsFromNow(3_600)));
    switchTo(table, "ttl", true);
    await(() -> table.scan().size() == 1);
    assertThat(table.describe().itemCount()).isEqualTo(1);
  }

  @Test
  void nothingExpiresOnceItIsDisabled() throws InterruptedException {
    TestTable other = TestTable.create(TARN.dynamoDb());
    switchTo(other, "ttl", true);
    switchTo(table, "ttl", true);
    switchTo(table, "ttl", false);
    table.put("pk", s("due"), "ttl", n(secondsFromNow(-1)));
    other.put("pk", s("due"), "ttl", n(secondsFromNow(-1)));
    await(() -> other.scan().isEmpty());
    assertThat(table.scan()).hasSize(1);
    switchTo(table, "ttl", true);
    await(() -> table.scan().isEmpty());
  }

  @Test
  void theStreamTellsThatTheServiceDeletedTheItemAlsoAfterARestart() throws InterruptedException {
    Tarn tarn = Tarn.at(directory).start();
    String name;
    String stream;
    try (DynamoDbClient client = Clients.dynamoDb(tarn.endpoint())) {
      TestTable kept = TestTable.create(client, StreamViewType.NEW_AND_OLD_IMAGES);
      name = kept.name();
      stream = kept.describe().latestStreamArn();
      kept.put("pk", s("mine"));
      client.deleteItem(r -> r.tableName(name).key(item("pk", s("mine"))));
      kept.put("pk", s("due"), "ttl", n(secondsFromNow(-1)));
      switchTo(kept, "ttl", true);
      await(() -> kept.scan().isEmpty());
      kept.put("pk", s("later"), "ttl", n(secondsFromNow(3)));
    } finally {
      tarn.close();
    }
    try (Tarn again = Tarn.at(directory).start();
        DynamoDbClient client = Clients.dynamoDb(again.endpoint());
        DynamoDbStreamsClient streams = Clients.streams(again.endpoint())) {
      await(() -> new TestTable(client, name).scan().isEmpty());
      List<Record> removals =
          new StreamReader(stream)
              .readOn(streams).stream()
                  .filter(record -> record.eventName() == OperationType.REMOVE)
                  .toList();
      assertThat(removals).hasSize(3);
      for (Record removal : removals) {
        if (removal.dynamodb().keys().equals(item("pk", s("mine")))) {
          assertThat(removal.userIdentity()).isNull();
        } else {
          assertThat(removal.userIdentity().type()).isEqualTo("Service");
          assertThat(removal.userIdentity().principalId()).isEqualTo("dynamodb.amazonaws.com");
          assertThat(removal.dynamodb().oldImage()).containsKey("ttl");
        }
      }
    }
    assertThat(Tarn.check(directory, line -> {}).problems()).isEmpty();
  }
}
