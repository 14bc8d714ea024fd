package dev.tarn.benchmark;

import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.log.Commit;
import dev.tarn.stream.log.LogOptions;
import dev.tarn.stream.log.SegmentedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Batches of commits, each of one change of 2 KB, made durable by one fdatasync. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls what is marked @Setup first.
public class LogBenchmark {
  /** Commits that share a sync. */
  @Param({"1", "64"})
  private int batch;

  private final StoreKey key = new PrimaryKey(new S("user#1"), null).storeKey(16);
  private final EncodedItem image =
      EncodedItem.of(new Item(Map.of("pk", new S("user#1"), "pad", new S("x".repeat(1000)))));
  private SegmentedLog log;

  /** Opens a log in a new directory under {@code java.io.tmpdir}. */
  @Setup
  public void open() throws IOException {
    log =
        SegmentedLog.open(
            Files.createTempDirectory("tarn-log"), LogOptions.DEFAULT, InstantSource.system());
  }

  /** Closes the log. */
  @TearDown
  public void close() throws IOException {
    log.close();
  }

  /** Appends a batch, and waits for the disk. */
  @Benchmark
  public long appendAndSync() throws IOException {
    for (int i = 0; i < batch; i++) {
      Change change = new Change(0, key, image, image);
      log.append(new Commit(log.lastSequenceNumber() + 1, 0, List.of(change)));
    }
    return log.sync();
  }
}
