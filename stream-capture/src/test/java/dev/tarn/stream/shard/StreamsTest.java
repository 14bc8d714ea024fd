package dev.tarn.stream.shard;

import static dev.tarn.stream.shard.ShardIteratorType.AFTER_SEQUENCE_NUMBER;
import static dev.tarn.stream.shard.ShardIteratorType.AT_SEQUENCE_NUMBER;
import static dev.tarn.stream.shard.ShardIteratorType.LATEST;
import static dev.tarn.stream.shard.ShardIteratorType.TRIM_HORIZON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.error.DynamoDbException.ExpiredIteratorException;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.error.DynamoDbException.TrimmedDataAccessException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.table.StreamViewType;
import dev.tarn.kv.table.TableName;
import dev.tarn.partitioner.ShardId;
import dev.tarn.stream.log.LogOptions;
import dev.tarn.stream.record.EventName;
import dev.tarn.stream.record.SequenceNumber;
import dev.tarn.stream.record.StreamRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One partition and one table: so one shard, and one place for each record. */
final class StreamsTest {
  private static final int TABLE = 1;
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  @TempDir Path directory;
  private StreamFixture fixture;
  private StreamId stream;

  @BeforeEach
  void open() throws IOException {
    fixture = new StreamFixture(directory, 1, LogOptions.DEFAULT.withSegmentBytes(2000));
    fixture.create(TABLE, "orders");
    stream = fixture.enable(TABLE, StreamViewType.NEW_AND_OLD_IMAGES);
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @Test
  void tellsTheStoryOfAnItem() throws IOException {
    fixture.write(TABLE, "a", 1);
    fixture.write(TABLE, "a", 2);
    fixture.write(TABLE, "a", null);
    List<StreamRecord> records = read(iterator(TRIM_HORIZON)).records();
    assertThat(records)
        .extracting(StreamRecord::eventName)
        .containsExactly(EventName.INSERT, EventName.MODIFY, EventName.REMOVE);
    assertThat(records).extracting(r -> r.sequenceNumber().value()).containsExactly(1L, 2L, 3L);
    assertThat(records.get(1).oldImage()).isEqualTo(records.get(0).newImage());
    assertThat(records.get(2).oldImage()).isEqualTo(records.get(1).newImage());
    assertThat(records.get(2).newImage()).isNull();
  }

  @Test
  void showsNothingFromBeforeItWasEnabledNorOfOtherTables() throws IOException {
    fixture.create(2, "others");
    fixture.write(2, "before", 1);
    StreamId second = fixture.enable(2, StreamViewType.KEYS_ONLY);
    fixture.write(TABLE, "a", 1);
    fixture.write(2, "after", 2);
    assertThat(ids(read(iterator(second, TRIM_HORIZON, null)))).containsExactly("after");
    assertThat(ids(read(iterator(TRIM_HORIZON)))).containsExactly("a");
  }

  @Test
  void latestBeginsAfterTheNewestRecord() throws IOException {
    fixture.write(TABLE, "a", 1);
    String latest = iterator(LATEST);
    fixture.write(TABLE, "b", 2);
    assertThat(ids(read(latest))).containsExactly("b");
  }

  @Test
  void anIdleShardGivesEmptyPagesThatLoseNothing() throws IOException {
    fixture.create(2, "busy");
    String position = iterator(LATEST);
    for (int i = 0; i < 5; i++) {
      fixture.write(2, "x" + i, i);
      RecordPage page = read(position);
      assertThat(page.records()).isEmpty();
      position = next(page);
      assertThat(ShardIterator.decode(position).sequenceNumber())
          .isEqualTo(fixture.log().durableSequenceNumber() + 1);
    }
    fixture.write(TABLE, "a", 1);
    assertThat(ids(read(position))).containsExactly("a");
  }

  @Test
  void atAndAfterASequenceNumber() throws IOException {
    writeItems(5);
    assertThat(ids(read(iterator(stream, AT_SEQUENCE_NUMBER, 3L)))).containsExactly("3", "4", "5");
    assertThat(ids(read(iterator(stream, AFTER_SEQUENCE_NUMBER, 3L)))).containsExactly("4", "5");
    assertThat(ids(read(iterator(stream, AFTER_SEQUENCE_NUMBER, 5L)))).isEmpty();
  }

  @Test
  void theStartOfAnEmptyShardIsAPosition() throws IOException {
    String start = iterator(stream, AT_SEQUENCE_NUMBER, 1L);
    writeItems(1);
    assertThat(ids(read(start))).containsExactly("1");
  }

  @Test
  void rejectsASequenceNumberOutsideTheShard() throws IOException {
    writeItems(3);
    fixture.disable(TABLE);
    StreamId second = fixture.enable(TABLE, StreamViewType.KEYS_ONLY);
    writeItems(3);
    for (long outside : new long[] {3, 7, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> iterator(second, AT_SEQUENCE_NUMBER, outside))
          .as("%d", outside)
          .isInstanceOf(ValidationException.class);
    }
    assertThatThrownBy(() -> iterator(stream, AFTER_SEQUENCE_NUMBER, 4L))
        .isInstanceOf(ValidationException.class);
    assertThatThrownBy(() -> iterator(stream, AT_SEQUENCE_NUMBER, null))
        .isInstanceOf(ValidationException.class);
  }

  @Test
  void pagesByCount() throws IOException {
    writeItems(7);
    List<String> all = new ArrayList<>();
    String position = iterator(TRIM_HORIZON);
    for (int expected : new int[] {3, 3, 1, 0}) {
      RecordPage page = fixture.streams().getRecords(position, 3);
      assertThat(page.records()).hasSize(expected);
      all.addAll(ids(page));
      position = next(page);
    }
    assertThat(all).containsExactly("1", "2", "3", "4", "5", "6", "7");
  }

  @Test
  void aPageHoldsAMegabyteAtMost() throws IOException {
    String large = "x".repeat(2000);
    for (int i = 0; i < 400; i++) {
      fixture.write(TABLE, large + i, i);
    }
    RecordPage page = read(iterator(TRIM_HORIZON));
    int bytes = page.records().stream().mapToInt(StreamRecord::sizeBytes).sum();
    assertThat(bytes).isBetween(GetRecords.MAX_PAGE_BYTES - 5000, GetRecords.MAX_PAGE_BYTES);
    assertThat(page.records()).hasSizeLessThan(400);
    assertThat(read(next(page)).records()).hasSize(400 - page.records().size());
  }

  @Test
  void aClosedShardEnds() throws IOException {
    writeItems(3);
    fixture.disable(TABLE);
    fixture.write(TABLE, "unseen", 1);
    RecordPage first = fixture.streams().getRecords(iterator(TRIM_HORIZON), 2);
    assertThat(ids(first)).containsExactly("1", "2");
    RecordPage last = read(next(first));
    assertThat(ids(last)).containsExactly("3");
    assertThat(last.nextShardIterator()).isNull();
    assertThat(read(iterator(LATEST)).nextShardIterator()).isNull();
  }

  @Test
  void aRolloverHandsOverToTheChildren() throws IOException {
    writeItems(2);
    fixture.rollOver(TABLE);
    fixture.write(TABLE, "child", 1);
    List<Shard> shards = fixture.streams().describeStream(stream, null, null, 100).shards();
    assertThat(shards).hasSize(2);
    assertThat(shards.get(1).parentId()).isEqualTo(shards.get(0).id());
    RecordPage parent = read(iteratorOf(shards.get(0), TRIM_HORIZON));
    assertThat(ids(parent)).containsExactly("1", "2");
    assertThat(parent.nextShardIterator()).isNull();
    assertThat(ids(read(iteratorOf(shards.get(1), TRIM_HORIZON)))).containsExactly("child");
  }

  @Test
  void aClosedShardIsReadFromEveryPlace() throws IOException {
    writeItems(2);
    fixture.create(2, "others");
    fixture.write(2, "x", 1);
    fixture.rollOver(TABLE);
    fixture.write(TABLE, "child", 1);
    Shard parent = fixture.streams().describeStream(stream, null, null, 100).shards().getFirst();
    long ending = Objects.requireNonNull(parent.endingSequenceNumber()).value();
    assertEnds(read(iterator(stream, AT_SEQUENCE_NUMBER, 1L)), "1", "2");
    assertEnds(read(iterator(stream, AFTER_SEQUENCE_NUMBER, 1L)), "2");
    assertEnds(read(iterator(stream, AT_SEQUENCE_NUMBER, 2L)), "2");
    assertEnds(read(iterator(stream, AFTER_SEQUENCE_NUMBER, 2L)));
    assertEnds(read(iterator(stream, AT_SEQUENCE_NUMBER, ending)));
    assertEnds(read(iterator(stream, AFTER_SEQUENCE_NUMBER, ending)));
    assertEnds(read(iterator(LATEST)));
    assertThatThrownBy(() -> iterator(stream, AT_SEQUENCE_NUMBER, ending + 1))
        .isInstanceOf(ValidationException.class);
  }

  @Test
  void aPageThatEndsWithTheLastRecordOfAClosedShardIsTheLast() throws IOException {
    writeItems(3);
    fixture.rollOver(TABLE);
    assertEnds(fixture.streams().getRecords(iterator(TRIM_HORIZON), 3), "1", "2", "3");
  }

  @Test
  void anIteratorOfAnOpenShardFindsItClosed() throws IOException {
    String open = iterator(LATEST);
    fixture.write(TABLE, "a", 1);
    fixture.rollOver(TABLE);
    fixture.write(TABLE, "b", 1);
    assertEnds(read(open), "a");
  }

  @Test
  void aShardWithoutRecordsIsClosedToo() throws IOException {
    fixture.write(2, "x", 1);
    fixture.rollOver(TABLE);
    assertEnds(read(iterator(TRIM_HORIZON)));
  }

  @Test
  void tellsTheChildrenOfAShard() throws IOException {
    writeItems(1);
    fixture.rollOver(TABLE);
    fixture.rollOver(TABLE);
    List<Shard> shards = fixture.streams().describeStream(stream, null, null, 100).shards();
    assertThat(shards).hasSize(3);
    assertThat(children(shards.get(0))).containsExactly(shards.get(1));
    assertThat(children(shards.get(1))).containsExactly(shards.get(2));
    assertThat(children(shards.get(2))).isEmpty();
    ShardId wrong = new ShardId("shardId-00000000000000000000-00000000");
    assertThatThrownBy(() -> fixture.streams().describeStream(stream, wrong, null, 100))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void aShardThatIsTrimmedIsNotThereButItsNameIs() throws IOException {
    fixture.rollOver(TABLE);
    Shard parent = fixture.streams().describeStream(stream, null, null, 100).shards().getFirst();
    fixture.clock.advance(DAY_MS + 1);
    fixture.rollOver(TABLE);
    List<Shard> left = fixture.streams().describeStream(stream, null, null, 100).shards();
    assertThat(left).hasSize(2);
    assertThat(left.getFirst().parentId()).isEqualTo(parent.id());
    assertThatThrownBy(() -> iteratorOf(parent, TRIM_HORIZON))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void tellsThatAStreamIsBeingEnabledAndDisabled() {
    fixture.delaySwitches(Duration.ofMillis(500));
    assertThat(status()).isEqualTo(StreamStatus.ENABLING);
    fixture.clock.advance(500);
    assertThat(status()).isEqualTo(StreamStatus.ENABLED);
    fixture.disable(TABLE);
    assertThat(status()).isEqualTo(StreamStatus.DISABLING);
    fixture.clock.advance(500);
    assertThat(status()).isEqualTo(StreamStatus.DISABLED);
  }

  @Test
  void anIteratorExpiresAfterFifteenMinutes() throws IOException {
    String iterator = iterator(LATEST);
    fixture.clock.advance(Duration.ofMinutes(15).toMillis());
    String next = next(read(iterator));
    fixture.clock.advance(1);
    assertThatThrownBy(() -> read(iterator)).isInstanceOf(ExpiredIteratorException.class);
    assertThat(read(next).records()).isEmpty();
  }

  @Test
  void anIteratorOutlivesARestart() throws IOException {
    writeItems(4);
    String position = next(fixture.streams().getRecords(iterator(TRIM_HORIZON), 2));
    fixture.restart();
    assertThat(ids(read(position))).containsExactly("3", "4");
  }

  @Test
  void recordsAreGoneAfter24HoursThoughTheSegmentIsThere() throws IOException {
    writeItems(2);
    fixture.clock.advance(DAY_MS - 1000);
    fixture.write(TABLE, "young", 1);
    String continued = next(fixture.streams().getRecords(iterator(TRIM_HORIZON), 1));
    fixture.clock.advance(1001);
    assertThat(fixture.log().firstSequenceNumber()).isEqualTo(1);
    assertThat(ids(read(iterator(TRIM_HORIZON)))).containsExactly("young");
    assertThatThrownBy(() -> iterator(stream, AT_SEQUENCE_NUMBER, 1L))
        .isInstanceOf(TrimmedDataAccessException.class);
    assertThatThrownBy(() -> iterator(stream, AFTER_SEQUENCE_NUMBER, 1L))
        .isInstanceOf(TrimmedDataAccessException.class);
    assertThatThrownBy(() -> read(continued)).isInstanceOf(TrimmedDataAccessException.class);
    assertThat(ids(read(iterator(stream, AFTER_SEQUENCE_NUMBER, 2L)))).containsExactly("young");
  }

  @Test
  void aTrimHorizonIteratorSlidesWithTheHorizon() throws IOException {
    writeItems(1);
    fixture.clock.advance(1000);
    fixture.write(TABLE, "young", 1);
    fixture.clock.advance(DAY_MS - 1000);
    String horizon = iterator(TRIM_HORIZON);
    fixture.clock.advance(1);
    assertThat(ids(read(horizon))).containsExactly("young");
  }

  @Test
  void readsOnAfterSegmentsAreDeleted() throws IOException {
    writeItems(60);
    fixture.clock.advance(DAY_MS + 1);
    fixture.write(TABLE, "young", 1);
    fixture.log().release(fixture.log().lastSequenceNumber());
    assertThat(fixture.log().firstSequenceNumber()).isGreaterThan(10);
    assertThat(ids(read(iterator(TRIM_HORIZON)))).containsExactly("young");
    assertThatThrownBy(() -> iterator(stream, AT_SEQUENCE_NUMBER, 1L))
        .isInstanceOf(TrimmedDataAccessException.class);
  }

  @Test
  void doesNotTellOfWhatItemReadsDoNotShowYet() throws IOException {
    writeItems(3);
    fixture.hideLast(1);
    RecordPage page = read(iterator(TRIM_HORIZON));
    assertThat(ids(page)).containsExactly("1", "2");
    fixture.hideLast(0);
    assertThat(ids(read(next(page)))).containsExactly("3");
  }

  @Test
  void aDisabledStreamIsReadableForADay() throws IOException {
    writeItems(1);
    fixture.disable(TABLE);
    StreamDescription description = fixture.streams().describeStream(stream, null, null, 100);
    assertThat(description.status()).isEqualTo(StreamStatus.DISABLED);
    assertThat(description.shards()).allMatch(Shard::isClosed);
    String iterator = iterator(TRIM_HORIZON);
    fixture.clock.advance(DAY_MS + 1);
    assertThat(fixture.streams().listStreams(null, null, 100).streams()).isEmpty();
    assertThatThrownBy(() -> fixture.streams().describeStream(stream, null, null, 100))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessage(
            "Requested resource not found: Stream: arn:orders/stream/%s not found", stream.label());
    assertThatThrownBy(() -> read(iterator)).isInstanceOf(ExpiredIteratorException.class);
  }

  @Test
  void hidesShardsThatWereClosedADayAgo() throws IOException {
    writeItems(1);
    fixture.rollOver(TABLE);
    fixture.clock.advance(DAY_MS + 1);
    assertThat(fixture.streams().describeStream(stream, null, null, 100).shards()).hasSize(1);
  }

  @Test
  void rejectsAShardOrStreamThatIsNotThere() {
    ShardId wrong = new ShardId("shardId-00000000000000000000-00000000");
    assertThatThrownBy(() -> fixture.streams().getShardIterator(stream, wrong, LATEST, null))
        .isInstanceOf(ResourceNotFoundException.class);
    StreamId other = new StreamId(stream.table(), "another label");
    assertThatThrownBy(() -> iterator(other, LATEST, null))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void rejectsAnIteratorOfATableThatIsGone() throws IOException {
    String iterator = iterator(LATEST);
    fixture.tables.remove(TABLE);
    assertThatThrownBy(() -> read(iterator)).isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void tellsTheStreamsOfTablesOfOneNameApart() throws IOException {
    writeItems(1);
    fixture.disable(TABLE);
    fixture.create(2, "orders");
    StreamId second = fixture.enable(2, StreamViewType.KEYS_ONLY);
    fixture.write(2, "new", 1);
    assertThat(ids(read(iterator(TRIM_HORIZON)))).containsExactly("1");
    assertThat(ids(read(iterator(second, TRIM_HORIZON, null)))).containsExactly("new");
  }

  @Test
  void listsStreamsPageByPage() {
    List<StreamId> expected = new ArrayList<>(List.of(stream));
    for (int number = 2; number <= 6; number++) {
      fixture.create(number, "table" + number);
      expected.add(fixture.enable(number, StreamViewType.KEYS_ONLY));
    }
    List<StreamId> listed = new ArrayList<>();
    StreamId start = null;
    int pages = 0;
    do {
      StreamPage page = fixture.streams().listStreams(null, start, 2);
      listed.addAll(page.streams());
      start = page.lastEvaluated();
      pages++;
    } while (start != null);
    assertThat(listed).containsExactlyElementsOf(expected);
    assertThat(pages).isEqualTo(3);
    assertThat(fixture.streams().listStreams(new TableName("table3"), null, 100).streams())
        .containsExactly(expected.get(2));
  }

  @Test
  void describesShardsPageByPage() throws IOException {
    try (StreamFixture wide = new StreamFixture(directory.resolve("wide"), 7, LogOptions.DEFAULT)) {
      wide.create(1, "wide");
      StreamId id = wide.enable(1, StreamViewType.KEYS_ONLY);
      List<Shard> all = wide.streams().describeStream(id, null, null, 100).shards();
      assertThat(all).hasSize(7);
      List<Shard> paged = new ArrayList<>();
      ShardId start = null;
      do {
        StreamDescription page = wide.streams().describeStream(id, null, start, 3);
        assertThat(page.shards()).hasSizeLessThanOrEqualTo(3);
        paged.addAll(page.shards());
        start = page.lastEvaluated();
      } while (start != null);
      assertThat(paged).isEqualTo(all);
    }
  }

  private void writeItems(int count) throws IOException {
    for (int i = 1; i <= count; i++) {
      fixture.write(TABLE, Integer.toString(i), i + fixture.commits.size() * 1000);
    }
  }

  private String iterator(ShardIteratorType type) throws IOException {
    return iterator(stream, type, null);
  }

  private String iterator(StreamId id, ShardIteratorType type, @Nullable Long number)
      throws IOException {
    Shard shard = fixture.streams().describeStream(id, null, null, 100).shards().getFirst();
    SequenceNumber sequenceNumber = number == null ? null : new SequenceNumber(number);
    return fixture.streams().getShardIterator(id, shard.id(), type, sequenceNumber);
  }

  private String iteratorOf(Shard shard, ShardIteratorType type) throws IOException {
    return fixture.streams().getShardIterator(stream, shard.id(), type, null);
  }

  private RecordPage read(String iterator) throws IOException {
    return fixture.streams().getRecords(iterator, Streams.MAX_RECORDS_LIMIT);
  }

  private List<Shard> children(Shard parent) {
    return fixture.streams().describeStream(stream, parent.id(), null, 100).shards();
  }

  private StreamStatus status() {
    return fixture.streams().describeStream(stream, null, null, 100).status();
  }

  private static void assertEnds(RecordPage page, String... ids) {
    assertThat(ids(page)).containsExactly(ids);
    assertThat(page.nextShardIterator()).isNull();
  }

  private static String next(RecordPage page) {
    return Objects.requireNonNull(page.nextShardIterator());
  }

  private static List<String> ids(RecordPage page) {
    return page.records().stream()
        .map(record -> (S) record.keys().get("id"))
        .map(S::value)
        .toList();
  }
}
