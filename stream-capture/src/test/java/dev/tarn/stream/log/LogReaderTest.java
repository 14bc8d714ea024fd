package dev.tarn.stream.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.log.Commit;
import dev.tarn.partitioner.KeyHash;
import dev.tarn.stream.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogReaderTest {
  private static final LogOptions SMALL = LogOptions.DEFAULT.withSegmentBytes(10_000);

  @TempDir Path directory;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final ManualClock clock = new ManualClock(1_700_000_000_000L);
  private final Commits commits = new Commits(seed, clock.millis());

  @Test
  void readsEachShardAsAModelDoes() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      append(log, 200);
      for (int i = 0; i < 300; i++) {
        assertReadsAsTheModel(log);
      }
    }
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      for (int i = 0; i < 300; i++) {
        assertReadsAsTheModel(log);
      }
    }
  }

  @Test
  void readsAShardWhoseRecordsLieFarApartOrAreLarge() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, LogOptions.DEFAULT, clock)) {
      for (int i = 0; i < 60; i++) {
        log.append(commits.next(1 + random.nextInt(20), 1 + random.nextInt(100_000)));
        log.sync();
      }
      for (int i = 0; i < 50; i++) {
        assertReadsAsTheModel(log);
      }
    }
  }

  @Test
  void keepsABackfillButShowsItToNoShard() throws IOException {
    StoreKey key = StoreKey.of(50, new KeyHash(0, 0), new byte[0]);
    EncodedItem item = EncodedItem.of(new Item(Map.of("pk", new AttributeValue.S("p"))));
    Commit commit =
        new Commit(
            1,
            clock.millis(),
            List.of(Change.backfill(0, key, item), new Change(0, key, item, null)));
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      log.append(commit);
      log.sync();
      List<Long> shown = new ArrayList<>();
      log.reader()
          .read(
              new ShardRange(50, 0, 1, Long.MAX_VALUE),
              0,
              change -> shown.add(change.sequenceNumber()));
      assertThat(shown).containsExactly(2L);
    }
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      List<Commit> replayed = new ArrayList<>();
      log.replay(0, replayed::add);
      assertThat(replayed).containsExactly(commit);
      assertThat(replayed.getFirst().changes().getFirst().isBackfill()).isTrue();
      assertThat(replayed.getFirst().changes().getLast().isBackfill()).isFalse();
    }
  }

  @Test
  void goesOnAfterAllThatItLookedAt() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      append(log, 50);
      ShardRange idle = new ShardRange(99, 0, 1, Long.MAX_VALUE);
      long next = log.reader().read(idle, 0, change -> true);
      assertThat(next).isEqualTo(log.durableSequenceNumber() + 1);
      assertThat(log.reader().read(idle.from(next), 0, change -> true)).isEqualTo(next);
      assertThat(log.reader().first(idle)).isNull();
    }
  }

  @Test
  void leavesOutWhatIsTooOld() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      append(log, 50);
      long sinceMs = commits.made().get(40).timestampMs();
      ShardRange all = new ShardRange(1, 2, 1, Long.MAX_VALUE);
      assertThat(read(log, all, sinceMs, Integer.MAX_VALUE))
          .as("seed %d", seed)
          .isEqualTo(expected(all, sinceMs));
    }
  }

  @Test
  void makesTheIndexAgainIfItIsMissingOrDamaged() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      append(log, 200);
      assertThat(log.segmentCount()).isGreaterThan(4);
    }
    List<Path> sidecars;
    try (Stream<Path> files = Files.list(directory)) {
      sidecars = files.filter(file -> file.toString().endsWith(".idx")).sorted().toList();
    }
    Files.delete(sidecars.get(0));
    flipAByte(sidecars.get(1), 20);
    flipAByte(sidecars.get(2), (int) Files.size(sidecars.get(2)) - 5);
    Files.write(sidecars.get(3), new byte[0]);
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      for (int i = 0; i < 300; i++) {
        assertReadsAsTheModel(log);
      }
      Files.delete(sidecars.get(0));
    }
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      assertThat(sidecars.get(0)).exists();
      assertReadsAsTheModel(log);
    }
  }

  @Test
  void refusesToShowADamagedRecord() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, LogOptions.DEFAULT, clock)) {
      log.append(commits.next(1, 100));
      log.sync();
      Path file = Segment.file(directory, 1);
      flipAByte(file, (int) Files.size(file) - 3);
      var change = commits.made().getFirst().changes().getFirst();
      ShardRange range = new ShardRange(change.key().table(), change.partition(), 1, 1);
      assertThatThrownBy(() -> log.reader().read(range, 0, unused -> true))
          .isInstanceOf(CorruptLogException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void deletesTheIndexOfASegmentThatIsGone() throws IOException {
    Path orphan = directory.resolve("00000000000000000777.idx");
    Files.write(orphan, new byte[] {1});
    SegmentedLog.open(directory, SMALL, clock).close();
    assertThat(orphan).doesNotExist();
  }

  @Test
  void readsWhileOthersAppendAndRetentionDeletes() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL.withRetentionMs(1000), clock)) {
      CompletableFuture<List<Long>> reader =
          CompletableFuture.supplyAsync(() -> followAll(log, 3000));
      while (log.lastSequenceNumber() < 3000) {
        append(log, 10);
        commits.advance(20);
        clock.advance(30);
        // What the reader has not read yet must stay; what it reads now may go.
        log.release(log.lastSequenceNumber() - 100);
      }
      List<Long> seen = reader.join();
      assertThat(seen).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
      assertThat(log.firstSequenceNumber()).isGreaterThan(1);
    }
  }

  @Test
  void seesEveryChangeOnceWhileOthersAppend() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      CompletableFuture<List<Long>> reader =
          CompletableFuture.supplyAsync(() -> followAll(log, 5000));
      while (log.lastSequenceNumber() < 5000) {
        append(log, 1 + random.nextInt(20));
      }
      ShardRange range = new ShardRange(1, 1, 1, 5000);
      assertThat(reader.join())
          .as("seed %d", seed)
          .isEqualTo(expected(range, 0).stream().map(LoggedChange::sequenceNumber).toList());
    }
  }

  /** Follows a shard as a stream's reader does, until the log has a sequence number. */
  private static List<Long> followAll(SegmentedLog log, long last) {
    List<Long> seen = new ArrayList<>();
    ShardRange range = new ShardRange(1, 1, 1, last);
    try {
      while (range.fromSequenceNumber() <= last) {
        List<Long> page = new ArrayList<>();
        long next =
            log.reader()
                .read(range, 0, change -> page.size() < 7 && page.add(change.sequenceNumber()));
        seen.addAll(page);
        range = range.from(next);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return seen;
  }

  private void assertReadsAsTheModel(SegmentedLog log) throws IOException {
    long last = log.durableSequenceNumber();
    long from = 1 + random.nextLong(last + 3);
    ShardRange range =
        new ShardRange(
            random.nextInt(Commits.TABLES + 1),
            random.nextInt(Commits.PARTITIONS),
            from,
            random.nextBoolean() ? Long.MAX_VALUE : from + random.nextLong(last));
    List<LoggedChange> expected = expected(range, 0);
    int limit = random.nextInt(expected.size() + 2);
    assertThat(read(log, range, 0, limit))
        .as("%s, seed %d", range, seed)
        .isEqualTo(expected.subList(0, Math.min(limit, expected.size())));
    ChangePosition first = log.reader().first(range);
    assertThat(first == null ? 0 : first.sequenceNumber())
        .as("%s, seed %d", range, seed)
        .isEqualTo(expected.isEmpty() ? 0 : expected.getFirst().sequenceNumber());
  }

  private static List<LoggedChange> read(
      SegmentedLog log, ShardRange range, long sinceMs, int limit) throws IOException {
    List<LoggedChange> changes = new ArrayList<>();
    log.reader().read(range, sinceMs, change -> changes.size() < limit && changes.add(change));
    return changes;
  }

  private List<LoggedChange> expected(ShardRange range, long sinceMs) {
    List<LoggedChange> changes = new ArrayList<>();
    for (Commit commit : commits.made()) {
      for (int i = 0; i < commit.changes().size(); i++) {
        long sequenceNumber = commit.firstSequenceNumber() + i;
        var change = commit.changes().get(i);
        if (change.key().table() == range.table()
            && change.partition() == range.partition()
            && sequenceNumber >= range.fromSequenceNumber()
            && sequenceNumber <= range.toSequenceNumber()
            && commit.timestampMs() >= sinceMs) {
          changes.add(new LoggedChange(sequenceNumber, commit.timestampMs(), change));
        }
      }
    }
    return changes;
  }

  private void append(SegmentedLog log, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      log.append(commits.next());
      if (i % 3 == 0) {
        log.sync();
      }
    }
    log.sync();
  }

  private static void flipAByte(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 0x10;
    Files.write(file, bytes);
  }
}
