package dev.tarn.stream.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.log.Commit;
import dev.tarn.stream.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SegmentedLogTest {
  private static final long DAY_MS = LogOptions.DEFAULT.retentionMs();
  private static final LogOptions SMALL = LogOptions.DEFAULT.withSegmentBytes(4000);

  @TempDir Path directory;
  private final long seed = System.nanoTime();
  private final ManualClock clock = new ManualClock(1_700_000_000_000L);
  private Commits commits;

  @BeforeEach
  void seedCommits() {
    commits = new Commits(seed, clock.millis());
  }

  @ParameterizedTest
  @EnumSource(Durability.class)
  void keepsEveryCommitAcrossRestarts(Durability durability) throws IOException {
    LogOptions options = SMALL.withDurability(durability);
    for (int restart = 0; restart < 5; restart++) {
      try (SegmentedLog log = SegmentedLog.open(directory, options, clock)) {
        assertThat(replay(log, 0)).as("seed %d", seed).isEqualTo(commits.made());
        appendBatches(log, 10);
        assertThat(log.tailRepair()).isNull();
      }
    }
    try (SegmentedLog log = SegmentedLog.open(directory, options, clock)) {
      assertThat(log.segmentCount()).as("seed %d", seed).isGreaterThan(3);
      assertThat(replay(log, 0)).as("seed %d", seed).isEqualTo(commits.made());
      Commit last = commits.made().getLast();
      assertThat(log.lastSequenceNumber()).isEqualTo(last.lastSequenceNumber());
      assertThat(log.lastTimestampMs()).isEqualTo(last.timestampMs());
    }
  }

  @Test
  void replaysFromTheMiddleOfACommit() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      appendBatches(log, 30);
      for (long after = 0; after <= log.lastSequenceNumber(); after++) {
        long last = after;
        assertThat(replay(log, after))
            .as("after %d, seed %d", after, seed)
            .isEqualTo(commits.made().stream().filter(c -> c.lastSequenceNumber() > last).toList());
      }
    }
  }

  @Test
  void theClockTrimsALogThatNobodyWritesTo() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      appendBatches(log, 30);
      long last = log.lastSequenceNumber();
      log.release(last);
      assertThat(log.firstSequenceNumber()).isEqualTo(1);
      clock.advance(2 * DAY_MS);
      log.trim();
      assertThat(log.firstSequenceNumber()).isEqualTo(last + 1);
      assertThat(log.segmentCount()).isEqualTo(1);
      log.trim();
      assertThat(log.bytesOnDisk()).isEqualTo(SegmentHeader.BYTES);
    }
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      assertThat(log.lastSequenceNumber()).isEqualTo(commits.made().getLast().lastSequenceNumber());
      assertThat(log.lastTimestampMs()).isEqualTo(commits.made().getLast().timestampMs());
      Commit next = commits.next();
      log.append(next);
      log.sync();
      assertThat(replay(log, 0)).containsExactly(next);
    }
  }

  @Test
  void whatIsNotReleasedStaysHoweverOld() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      appendBatches(log, 30);
      log.release(log.lastSequenceNumber() - 1);
      clock.advance(2 * DAY_MS);
      log.trim();
      assertThat(replay(log, log.lastSequenceNumber() - 1)).hasSize(1);
    }
  }

  @Test
  void startsEmpty() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      assertThat(log.lastSequenceNumber()).isZero();
      assertThat(log.lastTimestampMs()).isZero();
      assertThat(log.sync()).isZero();
      log.force();
      assertThat(replay(log, 0)).isEmpty();
    }
  }

  @Test
  void syncReturnsTheLastSequenceNumberOfTheBatch() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      log.append(commits.next());
      Commit last = commits.next();
      log.append(last);
      assertThat(log.durableSequenceNumber()).isZero();
      assertThat(log.sync()).isEqualTo(last.lastSequenceNumber());
      assertThat(log.durableSequenceNumber()).isEqualTo(last.lastSequenceNumber());
    }
  }

  @Test
  void showsNothingBeforeItIsSynced() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      log.append(commits.next());
      assertThat(replay(log, 0)).isEmpty();
    }
  }

  @Test
  void takesACommitLargerThanEveryBuffer() throws IOException {
    LogOptions options = SMALL.withStagingBytes(1000);
    try (SegmentedLog log = SegmentedLog.open(directory, options, clock)) {
      log.append(commits.next());
      log.append(commits.next(100, 100_000));
      log.append(commits.next());
      log.sync();
      appendBatches(log, 2);
    }
    try (SegmentedLog log = SegmentedLog.open(directory, options, clock)) {
      assertThat(replay(log, 0)).as("seed %d", seed).isEqualTo(commits.made());
    }
  }

  @Test
  void rejectsACommitThatDoesNotFollow() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      log.append(commits.next());
      commits.next();
      Commit tooFar = commits.next();
      assertThatThrownBy(() -> log.append(tooFar)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void rejectsACommitFromThePast() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      log.append(commits.next());
      commits.advance(-10);
      Commit older = commits.next();
      assertThatThrownBy(() -> log.append(older)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void takesNothingMoreAfterAFailure() throws IOException {
    SegmentedLog log = SegmentedLog.open(directory, SMALL, clock);
    log.append(commits.next());
    log.sync();
    log.append(commits.next());
    // An interrupted thread closes the file it writes: the nearest thing to a disk that fails.
    Thread.currentThread().interrupt();
    assertThatThrownBy(log::sync).isInstanceOf(IOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(log::sync).isInstanceOf(IOException.class);
    assertThatThrownBy(log::force).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> log.append(commits.next())).isInstanceOf(UncheckedIOException.class);
    assertThat(log.durableSequenceNumber())
        .isEqualTo(commits.made().getFirst().lastSequenceNumber());
  }

  @Test
  void aFullBatchIsSyncedBeforeMoreIsAppended() throws IOException {
    LogOptions options = LogOptions.DEFAULT.withStagingBytes(1000);
    try (SegmentedLog log = SegmentedLog.open(directory, options, clock)) {
      for (int i = 0; i < 100; i++) {
        log.append(commits.next());
      }
      long staged = log.lastSequenceNumber() - log.durableSequenceNumber();
      assertThat(staged).as("seed %d", seed).isBetween(1L, 40L);
      log.sync();
      assertThat(replay(log, 0)).as("seed %d", seed).isEqualTo(commits.made());
    }
  }

  @Test
  void appendsWhileItSyncs() throws Exception {
    LogOptions options = LogOptions.DEFAULT.withStagingBytes(100_000).withSegmentBytes(500_000);
    int count = 20_000;
    try (SegmentedLog log = SegmentedLog.open(directory, options, clock)) {
      Thread sequencer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < count; i++) {
                      log.append(commits.next());
                    }
                  });
      while (sequencer.isAlive()) {
        log.sync();
      }
      sequencer.join();
      assertThat(log.sync()).isEqualTo(commits.made().getLast().lastSequenceNumber());
      assertThat(replay(log, 0)).as("seed %d", seed).isEqualTo(commits.made());
    }
  }

  @Test
  void rollsBySize() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      appendBatches(log, 60);
      assertThat(log.segmentCount()).isGreaterThan(3);
      assertThat(log.bytesOnDisk()).isGreaterThan(3 * 3000);
    }
  }

  @Test
  void rollsByAge() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, LogOptions.DEFAULT, clock)) {
      appendBatches(log, 1);
      appendBatches(log, 1);
      assertThat(log.segmentCount()).isEqualTo(1);
      clock.advance(LogOptions.DEFAULT.segmentAgeMs());
      appendBatches(log, 1);
      assertThat(log.segmentCount()).isEqualTo(2);
    }
  }

  @Test
  void keepsASegmentThatIsNotReleasedOrNotOld() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      appendBatches(log, 60);
      int all = log.segmentCount();
      clock.advance(DAY_MS + 1000);
      log.trim();
      assertThat(log.segmentCount()).as("not released").isEqualTo(all);
      clock.advance(-1000 - DAY_MS);
      log.release(log.lastSequenceNumber());
      assertThat(log.segmentCount()).as("not old").isEqualTo(all);
      clock.advance(DAY_MS + 1000);
      log.trim();
      assertThat(log.segmentCount()).as("both").isEqualTo(1);
    }
  }

  @Test
  void keepsWhatIsHeldBackHoweverOld() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      appendBatches(log, 60);
      long held = log.lastSequenceNumber() / 2;
      log.hold(() -> held);
      clock.advance(2 * DAY_MS);
      log.release(log.lastSequenceNumber());
      assertThat(log.firstSequenceNumber()).as("seed %d", seed).isBetween(2L, held);
      log.hold(() -> Long.MAX_VALUE);
      log.trim();
      assertThat(log.segmentCount()).as("seed %d", seed).isEqualTo(1);
    }
  }

  @Test
  void deletesTheOldestSegmentsAndStaysContinuous() throws IOException {
    long released;
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      appendBatches(log, 60);
      released = log.lastSequenceNumber() / 2;
      clock.advance(2 * DAY_MS);
      log.release(released);
      assertThat(log.firstSequenceNumber()).isBetween(2L, released + 1);
    }
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      long first = log.firstSequenceNumber();
      assertThat(replay(log, released))
          .as("seed %d", seed)
          .isEqualTo(
              commits.made().stream().filter(c -> c.lastSequenceNumber() > released).toList());
      assertThat(replay(log, 0))
          .as("seed %d", seed)
          .isEqualTo(
              commits.made().stream().filter(c -> c.firstSequenceNumber() >= first).toList());
    }
  }

  @Test
  void remembersItsEndWhenOnlyAnEmptySegmentIsLeft() throws IOException {
    Commit last;
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      appendBatches(log, 1);
      last = commits.made().getLast();
    }
    SegmentWriter.create(
            directory,
            new SegmentHeader(last.lastSequenceNumber() + 1, last.timestampMs()),
            clock.millis())
        .close();
    clock.advance(2 * DAY_MS);
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      log.release(last.lastSequenceNumber());
      assertThat(log.segmentCount()).isEqualTo(1);
      assertThat(log.lastSequenceNumber()).isEqualTo(last.lastSequenceNumber());
    }
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      assertThat(log.lastSequenceNumber()).isEqualTo(last.lastSequenceNumber());
      assertThat(log.lastTimestampMs()).isEqualTo(last.timestampMs());
      appendBatches(log, 1);
    }
  }

  @Test
  void refusesTheFormatOfANewerVersion() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      appendBatches(log, 1);
    }
    overwrite(Segment.file(directory, 1), 4, new byte[] {0, 0, 0, 9});
    assertThatThrownBy(() -> SegmentedLog.open(directory, SMALL, clock))
        .isInstanceOf(CorruptLogException.class)
        .hasMessageContaining("newer version")
        .hasMessageContaining("00000000000000000001.log");
  }

  @Test
  void refusesToOpenWithoutASegmentInTheMiddle() throws IOException {
    List<Path> files = closedSegments();
    Files.delete(files.get(1));
    assertThatThrownBy(() -> SegmentedLog.open(directory, SMALL, clock))
        .isInstanceOf(CorruptLogException.class)
        .hasMessageContaining(files.get(2).toString());
  }

  @Test
  void replayFailsOnDamageInAClosedSegment() throws IOException {
    List<Path> files = closedSegments();
    overwrite(files.get(1), 200, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      assertThatThrownBy(() -> replay(log, 0))
          .isInstanceOf(CorruptLogException.class)
          .hasMessageContaining(files.get(1).toString());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 17, 31, 32})
  void finishesASegmentThatWasBeingMade(int headerBytes) throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      appendBatches(log, 1);
    }
    long last = commits.made().getLast().lastSequenceNumber();
    Path torn = Segment.file(directory, last + 1);
    SegmentWriter.create(directory, new SegmentHeader(last + 1, clock.millis() + 5000), 0).close();
    try (FileChannel channel = FileChannel.open(torn, StandardOpenOption.WRITE)) {
      channel.truncate(headerBytes);
    }
    commits.advance(10_000);
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      assertThat(log.lastSequenceNumber()).isEqualTo(last);
      appendBatches(log, 1);
      assertThat(replay(log, 0)).as("seed %d", seed).isEqualTo(commits.made());
    }
  }

  private List<Path> closedSegments() throws IOException {
    try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
      appendBatches(log, 60);
    }
    try (var files = Files.list(directory)) {
      return files.filter(Segment::isSegment).sorted().toList();
    }
  }

  private void appendBatches(SegmentedLog log, int batches) throws IOException {
    for (int batch = 0; batch < batches; batch++) {
      log.append(commits.next());
      log.append(commits.next());
      log.sync();
    }
  }

  static List<Commit> replay(SegmentedLog log, long after) throws IOException {
    List<Commit> replayed = new ArrayList<>();
    log.replay(after, replayed::add);
    return replayed;
  }

  static void overwrite(Path file, long position, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), position);
    }
  }
}
