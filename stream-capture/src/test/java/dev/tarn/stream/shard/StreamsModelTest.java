package dev.tarn.stream.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.error.DynamoDbException.TrimmedDataAccessException;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.log.Commit;
import dev.tarn.kv.table.StreamViewType;
import dev.tarn.stream.log.LogOptions;
import dev.tarn.stream.log.LoggedChange;
import dev.tarn.stream.log.ShardRange;
import dev.tarn.stream.record.SequenceNumber;
import dev.tarn.stream.record.StreamRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Random writes, rollovers, restarts and passing hours, against a list of all commits. */
final class StreamsModelTest {
  private static final int TABLES = 3;
  private static final int STEPS = 600;

  @TempDir Path directory;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final List<String> story = new ArrayList<>();

  @RepeatedTest(5)
  void everyIteratorReadsWhatTheModelSays() throws IOException {
    LogOptions options = LogOptions.DEFAULT.withSegmentBytes(3000);
    try (StreamFixture fixture = new StreamFixture(directory, 1 + random.nextInt(4), options)) {
      for (int table = 1; table <= TABLES; table++) {
        fixture.create(table, "table" + table);
        fixture.enable(table, randomViewType());
      }
      for (int step = 0; step < STEPS; step++) {
        act(fixture);
        if (step % 5 == 0) {
          checkARandomShard(fixture);
        }
      }
    }
  }

  private void act(StreamFixture fixture) throws IOException {
    int table = 1 + random.nextInt(TABLES);
    int dice = random.nextInt(100);
    if (dice < 80) {
      String id = "item" + random.nextInt(20);
      boolean delete = fixture.has(table, id) && random.nextInt(3) == 0;
      fixture.write(table, id, delete ? null : random.nextInt());
    } else if (dice < 90) {
      fixture.clock.advance(random.nextLong(Duration.ofHours(3).toMillis()));
    } else if (dice < 94) {
      story.add("roll over " + table);
      fixture.rollOver(table);
    } else if (dice < 96) {
      story.add("renew " + table);
      fixture.disable(table);
      fixture.enable(table, randomViewType());
    } else if (dice < 98) {
      fixture.log().release(random.nextLong(fixture.log().lastSequenceNumber() + 1));
    } else {
      story.add("restart");
      fixture.restart();
    }
  }

  private void checkARandomShard(StreamFixture fixture) throws IOException {
    List<StreamId> streams = fixture.streams().listStreams(null, null, 100).streams();
    StreamId id = streams.get(random.nextInt(streams.size()));
    StreamDescription stream = fixture.streams().describeStream(id, null, null, 100);
    Shard shard = stream.shards().get(random.nextInt(stream.shards().size()));
    List<StreamRecord> readable =
        expected(fixture, stream, shard, shard.range().fromSequenceNumber())
            .filter(record -> record.approximateCreationMs() >= sinceMs(fixture))
            .toList();
    String horizon =
        fixture.streams().getShardIterator(id, shard.id(), ShardIteratorType.TRIM_HORIZON, null);
    assertThat(readAll(fixture, shard, horizon)).as(description(shard)).isEqualTo(readable);
    checkARandomPosition(fixture, stream, shard);
  }

  private void checkARandomPosition(StreamFixture fixture, StreamDescription stream, Shard shard)
      throws IOException {
    long first = shard.range().fromSequenceNumber();
    long last = Math.min(shard.range().toSequenceNumber(), fixture.log().durableSequenceNumber());
    if (last < first) {
      return;
    }
    long number = first + random.nextLong(last - first + 1);
    boolean after = random.nextBoolean();
    ShardIteratorType type =
        after ? ShardIteratorType.AFTER_SEQUENCE_NUMBER : ShardIteratorType.AT_SEQUENCE_NUMBER;
    long from = after ? number + 1 : number;
    List<StreamRecord> expected = expected(fixture, stream, shard, from).toList();
    boolean trimmed =
        from < fixture.log().firstSequenceNumber()
            || (!expected.isEmpty()
                && expected.getFirst().approximateCreationMs() < sinceMs(fixture));
    if (trimmed) {
      assertThatThrownBy(() -> iterator(fixture, stream, shard, type, number))
          .as(description(shard) + " from " + from)
          .isInstanceOf(TrimmedDataAccessException.class);
    } else {
      String iterator = iterator(fixture, stream, shard, type, number);
      assertThat(readAll(fixture, shard, iterator))
          .as(description(shard) + " from " + from)
          .isEqualTo(expected);
    }
  }

  private static String iterator(
      StreamFixture fixture,
      StreamDescription stream,
      Shard shard,
      ShardIteratorType type,
      long number)
      throws IOException {
    return fixture
        .streams()
        .getShardIterator(stream.stream().id(), shard.id(), type, new SequenceNumber(number));
  }

  /** Pages of random sizes until the shard ends, or an open shard has nothing more. */
  private List<StreamRecord> readAll(StreamFixture fixture, Shard shard, String start)
      throws IOException {
    List<StreamRecord> records = new ArrayList<>();
    String position = start;
    while (position != null) {
      RecordPage page = fixture.streams().getRecords(position, 1 + random.nextInt(10));
      records.addAll(page.records());
      position = page.nextShardIterator();
      if (page.records().isEmpty() && !shard.isClosed()) {
        return records;
      }
    }
    assertThat(shard.isClosed()).as(description(shard)).isTrue();
    return records;
  }

  private static Stream<StreamRecord> expected(
      StreamFixture fixture, StreamDescription stream, Shard shard, long from) {
    ShardRange range = shard.range();
    List<StreamRecord> records = new ArrayList<>();
    for (Commit commit : fixture.commits) {
      long number = commit.firstSequenceNumber();
      Change change = commit.changes().getFirst();
      if (change.key().table() == range.table()
          && change.partition() == range.partition()
          && number >= from
          && number <= range.toSequenceNumber()) {
        LoggedChange logged = new LoggedChange(number, commit.timestampMs(), change);
        TableStream shown = stream.stream();
        records.add(StreamRecord.of(logged, shown.table(), shown.stream().viewType()));
      }
    }
    return records.stream();
  }

  private static long sinceMs(StreamFixture fixture) {
    return fixture.clock.millis() - Duration.ofHours(24).toMillis();
  }

  private StreamViewType randomViewType() {
    List<StreamViewType> all = List.of(StreamViewType.values());
    return all.get(random.nextInt(all.size()));
  }

  private String description(Shard shard) {
    return shard + ", seed " + seed + ", " + story;
  }
}
