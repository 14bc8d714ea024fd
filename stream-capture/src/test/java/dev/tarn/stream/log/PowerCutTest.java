package dev.tarn.stream.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.log.Commit;
import dev.tarn.stream.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Cuts the power again and again. What was forced is on the disk; of what was only written, each
 * page is there or not, as a disk pleases.
 */
final class PowerCutTest {
  private static final int PAGE_BYTES = 512;
  private static final int CUTS = 60;

  @TempDir Path directory;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final ManualClock clock = new ManualClock(1_700_000_000_000L);
  private List<Commit> kept = new ArrayList<>();
  private Commits commits = new Commits(seed, clock.millis());

  /** Until where the last segment, and the commits, survive whatever happens. */
  private long forcedBytes;

  private int forcedCommits;

  @ParameterizedTest
  @EnumSource(Durability.class)
  void whatWasPromisedSurvivesAndTheRestIsCutWhole(Durability durability) throws IOException {
    LogOptions options = LogOptions.DEFAULT.withDurability(durability).withSegmentBytes(20_000);
    for (int cut = 0; cut < CUTS; cut++) {
      SegmentedLog log = SegmentedLog.open(directory, options, clock);
      List<Commit> survivors = SegmentedLogTest.replay(log, 0);
      assertThat(survivors)
          .as("cut %d, seed %d", cut, seed)
          .hasSizeGreaterThanOrEqualTo(forcedCommits)
          .isEqualTo(kept.subList(0, survivors.size()));
      kept = new ArrayList<>(survivors);
      commits = new Commits(seed + cut, kept);
      forced(log);
      work(log, durability);
      Path last = lastSegment();
      byte[] written = Files.readAllBytes(last);
      log.close();
      Files.write(last, afterPowerCut(written));
    }
    assertThat(forcedCommits).isPositive();
  }

  private void work(SegmentedLog log, Durability durability) throws IOException {
    for (int batch = random.nextInt(12); batch >= 0; batch--) {
      int segments = log.segmentCount();
      List<Commit> appended = new ArrayList<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        Commit commit = commits.next(1 + random.nextInt(3), 1 + random.nextInt(600));
        log.append(commit);
        appended.add(commit);
      }
      if (log.segmentCount() != segments) {
        throw new AssertionError("appending rolled over");
      }
      log.sync();
      if (log.segmentCount() > segments) {
        // The new segment's header was forced, and all before it.
        forcedBytes = SegmentHeader.BYTES;
        forcedCommits = kept.size();
      }
      kept.addAll(appended);
      boolean unanswered = batch == 0;
      if (durability == Durability.OS && random.nextInt(4) == 0) {
        log.force();
        forced(log);
      } else if (durability == Durability.FSYNC && !unanswered) {
        // The power went off before the last sync returned.
        forced(log);
      }
    }
  }

  private void forced(SegmentedLog log) throws IOException {
    assertThat(log.lastSequenceNumber()).isEqualTo(log.durableSequenceNumber());
    forcedBytes = Files.size(lastSegment());
    forcedCommits = kept.size();
  }

  private byte[] afterPowerCut(byte[] written) {
    int forced = (int) forcedBytes;
    byte[] disk = Arrays.copyOf(written, forced + random.nextInt(written.length - forced + 1));
    for (int page = forced / PAGE_BYTES * PAGE_BYTES; page < disk.length; page += PAGE_BYTES) {
      if (random.nextInt(3) == 0) {
        Arrays.fill(
            disk, Math.max(page, forced), Math.min(page + PAGE_BYTES, disk.length), (byte) 0);
      }
    }
    return disk;
  }

  private Path lastSegment() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Segment::isSegment).sorted().toList().getLast();
    }
  }
}
