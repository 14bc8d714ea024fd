package dev.tarn.it.admin;

import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.Tarn;
import dev.tarn.it.Clients;
import dev.tarn.it.StreamReader;
import dev.tarn.it.TestTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A day passes in a second, for everything that goes by the clock. */
final class ClockIT {
  @TempDir Path directory;

  private Tarn tarn;
  private AdminClient admin;
  private DynamoDbClient dynamoDb;
  private DynamoDbStreamsClient streams;
  private TestTable table;
  private StreamReader reader;

  @BeforeEach
  void createTable() {
    start();
    table = TestTable.create(dynamoDb, StreamViewType.NEW_AND_OLD_IMAGES);
    reader = new StreamReader(table.describe().latestStreamArn());
  }

  private void start() {
    tarn = Tarn.at(directory).withPartitions(1).withAdmin(true).start();
    admin = new AdminClient(tarn.endpoint());
    dynamoDb = Clients.dynamoDb(tarn.endpoint());
    streams = Clients.streams(tarn.endpoint());
  }

  @AfterEach
  void stop() {
    dynamoDb.close();
    streams.close();
    tarn.close();
  }

  private String at(String sequenceNumber) {
    String shard = reader.shards(streams).getFirst().shardId();
    return Objects.requireNonNull(
        reader.iterator(
            streams,
            shard,
            r ->
                r.shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                    .sequenceNumber(sequenceNumber)));
  }

  private String fromTheBeginning() {
    String shard = reader.shards(streams).getFirst().shardId();
    return Objects.requireNonNull(
        reader.iterator(streams, shard, r -> r.shardIteratorType(ShardIteratorType.TRIM_HORIZON)));
  }

  private List<Record> records(String iterator) {
    return streams.getRecords(r -> r.shardIterator(iterator)).records();
  }

  @Test
  void showsTheTimeAndHowFarItWasMoved() {
    assertThat(admin.get("/clock")).contains("\"offset\":\"PT0S\"");
    Instant before = Instant.now();

    String answer = admin.post("/clock/advance", "{'seconds':90}");

    assertThat(answer).contains("\"offset\":\"PT1M30S\"");
    Instant now = Instant.parse(answer.replaceFirst(".*\"now\":\"([^\"]+)\".*", "$1").strip());
    assertThat(now).isBetween(before.plusSeconds(90), Instant.now().plusSeconds(90));
  }

  @Test
  void aDayTrimsAStream() {
    table.put("pk", s("old"));
    Record old = records(fromTheBeginning()).getFirst();

    admin.advance("PT24H1S");
    table.put("pk", s("new"));
    admin.post("/log/trim", "");

    assertThat(reader.readOn(streams))
        .extracting(record -> record.dynamodb().keys())
        .containsExactly(item("pk", s("new")));
    assertThatThrownBy(() -> at(old.dynamodb().sequenceNumber()))
        .isInstanceOf(TrimmedDataAccessException.class);
    assertThat(table.scan()).hasSize(2);
  }

  @Test
  void aCommitHasTheMovedTimeAndNoneIsEarlierAfterARestart() {
    Instant real = Instant.now();
    admin.advance("PT2H");
    table.put("pk", s("1"));
    stop();
    start();
    table = new TestTable(dynamoDb, table.name());
    table.put("pk", s("2"));

    assertThat(admin.get("/clock")).contains("\"offset\":\"PT0S\"");
    List<Instant> times =
        records(fromTheBeginning()).stream()
            .map(record -> record.dynamodb().approximateCreationDateTime())
            .toList();
    assertThat(times).hasSize(2).isSorted();
    assertThat(times.getFirst()).isAfter(real.plus(Duration.ofMinutes(119)));
  }

  @Test
  void aQuarterOfAnHourExpiresIterators() {
    table.put("pk", s("1"));
    String iterator = fromTheBeginning();
    admin.advance("PT14M");
    assertThat(records(iterator)).hasSize(1);
    admin.advance("PT1M1S");
    assertThatThrownBy(() -> records(iterator)).isInstanceOf(ExpiredIteratorException.class);
  }

  @Test
  void iteratorsExpireOnRequestAndThoseGivenAfterItDoNot() {
    table.put("pk", s("1"));
    String iterator = fromTheBeginning();
    admin.post("/iterators/expire", "");
    assertThatThrownBy(() -> records(iterator)).isInstanceOf(ExpiredIteratorException.class);
    assertThat(records(fromTheBeginning())).hasSize(1);
  }

  @Test
  void itemsExpireAndTheirStreamSaysSo() {
    dynamoDb.updateTimeToLive(
        r ->
            r.tableName(table.name())
                .timeToLiveSpecification(t -> t.attributeName("until").enabled(true)));
    long inAnHour = Instant.now().plus(Duration.ofHours(1)).getEpochSecond();
    for (int i = 0; i < 300; i++) {
      table.put("pk", s("k" + i), "until", n(inAnHour));
    }
    table.put("pk", s("stays"), "until", n(inAnHour + 7200));
    assertThat(admin.post("/ttl/run", "")).contains("\"left\":0");
    assertThat(table.scan()).hasSize(301);

    admin.advance("PT2H");
    assertThat(admin.post("/ttl/run", "")).contains("\"left\":0");

    assertThat(table.scan()).containsExactly(item("pk", s("stays"), "until", n(inAnHour + 7200)));
    assertThat(reader.readOn(streams))
        .filteredOn(record -> record.eventName() == OperationType.REMOVE)
        .hasSize(300)
        .allSatisfy(
            record ->
                assertThat(record.userIdentity().principalId())
                    .isEqualTo("dynamodb.amazonaws.com"));
  }

  @Test
  void tenMinutesForgetATransactionsToken() {
    transact("1");
    assertThatThrownBy(() -> transact("2"))
        .isInstanceOf(IdempotentParameterMismatchException.class);
    admin.advance("PT10M1S");
    transact("2");
    assertThat(table.scan()).hasSize(2);
  }

  private void transact(String pk) {
    TransactWriteItem put =
        TransactWriteItem.builder()
            .put(p -> p.tableName(table.name()).item(item("pk", s(pk))))
            .build();
    dynamoDb.transactWriteItems(r -> r.clientRequestToken("token").transactItems(List.of(put)));
  }

  @Test
  void shardsRollOverOnRequestAndNothingIsLost() {
    table.put("pk", s("1"));
    admin.post("/shards/roll-over", "{'table':'" + table.name() + "'}");
    table.put("pk", s("2"));
    admin.post("/shards/roll-over", "");
    table.put("pk", s("3"));

    List<Shard> shards = reader.shards(streams);
    assertThat(shards).hasSize(3);
    assertThat(shards.get(1).parentShardId()).isEqualTo(shards.get(0).shardId());
    assertThat(shards.get(0).sequenceNumberRange().endingSequenceNumber()).isNotNull();
    assertThat(shards.get(2).sequenceNumberRange().endingSequenceNumber()).isNull();
    assertThat(reader.readOn(streams))
        .extracting(record -> record.dynamodb().keys())
        .containsExactly(item("pk", s("1")), item("pk", s("2")), item("pk", s("3")));
  }

  @Test
  void aDayLeavesNoShardThatWasClosedBeforeIt() {
    table.put("pk", s("1"));
    String first = reader.shards(streams).getFirst().shardId();
    admin.post("/shards/roll-over", "");
    admin.advance("PT24H1S");
    assertThat(reader.shards(streams)).extracting(Shard::shardId).doesNotContain(first);
  }
}
