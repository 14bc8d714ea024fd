package dev.tarn.stream.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.log.Commit;
import dev.tarn.stream.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a power cut can leave behind, and what it cannot.
 *
 * <pre>
 *   | header | batch 1 | batch 2 | last batch |
 *            '- synced before -' '- may be torn -'
 * </pre>
 */
final class TornTailTest {
  private static final int BATCHES = 2;

  @TempDir Path directory;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final ManualClock clock = new ManualClock(1_700_000_000_000L);
  private final Commits commits = new Commits(seed, clock.millis());
  private Path file;
  private byte[] whole;
  private int lastBatchStart;
  private List<Commit> beforeLastBatch;

  @BeforeEach
  void writeBatches() throws IOException {
    file = Segment.file(directory, 1);
    try (SegmentedLog log = SegmentedLog.open(directory, LogOptions.DEFAULT, clock)) {
      for (int batch = 0; batch < BATCHES; batch++) {
        appendBatch(log);
      }
      lastBatchStart = (int) log.bytesOnDisk();
      beforeLastBatch = List.copyOf(commits.made());
      appendBatch(log);
    }
    whole = Files.readAllBytes(file);
  }

  @Test
  void keepsTheWholeRecordsBeforeACutAtAnyByte() throws IOException {
    for (int end = SegmentHeader.BYTES; end < whole.length; end++) {
      Files.write(file, Arrays.copyOf(whole, end));
      try (SegmentedLog log = open()) {
        List<Commit> survivors = SegmentedLogTest.replay(log, 0);
        assertThat(survivors)
            .as("cut at %d, seed %d", end, seed)
            .isEqualTo(commits.made().subList(0, survivors.size()));
        if (end >= lastBatchStart) {
          assertThat(survivors).hasSizeGreaterThanOrEqualTo(beforeLastBatch.size());
        }
        TailRepair repair = log.tailRepair();
        assertThat(Files.size(file)).isEqualTo(repair == null ? end : repair.position());
        assertThat(repair == null ? 0 : repair.cutBytes()).isEqualTo(end - Files.size(file));
      }
    }
  }

  @Test
  void cutsALastBatchOfWhichAnyByteIsGarbled() throws IOException {
    for (int at = lastBatchStart; at < whole.length; at++) {
      byte[] garbled = whole.clone();
      garbled[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, garbled);
      try (SegmentedLog log = open()) {
        assertThat(SegmentedLogTest.replay(log, 0))
            .as("byte %d, seed %d", at, seed)
            .startsWith(beforeLastBatch.toArray(Commit[]::new))
            .hasSizeLessThan(commits.made().size());
        assertThat(log.tailRepair()).isNotNull();
      }
    }
  }

  @Test
  void refusesToOpenIfAnyByteBeforeTheLastBatchIsGarbled() throws IOException {
    for (int at = SegmentHeader.BYTES; at < lastBatchStart; at++) {
      byte[] garbled = whole.clone();
      garbled[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, garbled);
      assertThatThrownBy(this::open)
          .as("byte %d, seed %d", at, seed)
          .isInstanceOf(CorruptLogException.class)
          .hasMessageContaining(file.toString());
      assertThat(Files.size(file)).as("nothing is cut").isEqualTo(whole.length);
    }
  }

  @Test
  void refusesToOpenIfTheHeaderIsGarbled() throws IOException {
    for (int at = 0; at < SegmentHeader.BYTES; at++) {
      byte[] garbled = whole.clone();
      garbled[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, garbled);
      assertThatThrownBy(this::open)
          .as("byte %d, seed %d", at, seed)
          .isInstanceOf(CorruptLogException.class);
    }
  }

  @RepeatedTest(20)
  void survivesAnUnsyncedBatchOfWhichSomePagesAreMissing() throws IOException {
    byte[] torn = whole.clone();
    int from = lastBatchStart + random.nextInt(whole.length - lastBatchStart);
    int to = from + random.nextInt(whole.length - from + 1);
    Arrays.fill(torn, from, to, (byte) 0);
    Files.write(file, torn);
    try (SegmentedLog log = open()) {
      assertThat(SegmentedLogTest.replay(log, 0))
          .as("zeros %d to %d, seed %d", from, to, seed)
          .startsWith(beforeLastBatch.toArray(Commit[]::new));
    }
  }

  @Test
  void cutsZerosThatTheFileSystemLeftAfterTheEnd() throws IOException {
    Files.write(file, Arrays.copyOf(whole, whole.length + 100_000));
    try (SegmentedLog log = open()) {
      assertThat(SegmentedLogTest.replay(log, 0)).isEqualTo(commits.made());
      assertThat(log.tailRepair()).isEqualTo(new TailRepair(file, whole.length, 100_000));
    }
  }

  @Test
  void writesOnAfterACutAsIfTheBatchHadNeverBeen() throws IOException {
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    List<Commit> survivors;
    try (SegmentedLog log = open()) {
      survivors = SegmentedLogTest.replay(log, 0);
      log.append(new Commit(log.lastSequenceNumber() + 1, clock.millis() + 5000, one()));
      log.sync();
    }
    try (SegmentedLog log = open()) {
      assertThat(log.tailRepair()).isNull();
      assertThat(SegmentedLogTest.replay(log, 0)).hasSize(survivors.size() + 1);
    }
  }

  @Test
  void refusesToOpenIfARecordIsMissing() throws IOException {
    int first = new RecordDecoder(java.nio.ByteBuffer.wrap(whole), SegmentHeader.BYTES).length();
    byte[] gap = new byte[whole.length - first];
    System.arraycopy(whole, 0, gap, 0, SegmentHeader.BYTES);
    System.arraycopy(
        whole,
        SegmentHeader.BYTES + first,
        gap,
        SegmentHeader.BYTES,
        gap.length - SegmentHeader.BYTES);
    Files.write(file, gap);
    assertThatThrownBy(this::open).isInstanceOf(CorruptLogException.class);
  }

  private List<dev.tarn.kv.log.Change> one() {
    return commits.next(1, 100).changes();
  }

  private void appendBatch(SegmentedLog log) throws IOException {
    log.append(commits.next(1 + random.nextInt(2), 10));
    log.append(commits.next(1 + random.nextInt(2), 10));
    log.sync();
  }

  private SegmentedLog open() throws IOException {
    return SegmentedLog.open(directory, LogOptions.DEFAULT, clock);
  }
}
