package dev.tarn.benchmark;

import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.store.Mutation;
import dev.tarn.kv.store.PartitionStore;
import dev.tarn.kv.store.StoreCursor;
import dev.tarn.kv.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** Reads of a store of 20,000 entries of 1 KB, ten under each partition key. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-opens=java.base/java.nio=ALL-UNNAMED",
      "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED"
    })
@SuppressWarnings("NullAway.Init") // JMH calls what is marked @Setup first.
public class StoreBenchmark {
  private static final int PARTITION_KEYS = 2_000;
  private static final int ITEMS = 10;

  /** Whether the entries have been flushed to LMDB, or are all in the memtable. */
  @Param({"true", "false"})
  private boolean flushed;

  private final Random random = new Random(1);
  private PartitionStore store;

  /** Fills the store. */
  @Setup
  public void fill() throws IOException {
    Path directory = Files.createTempDirectory("tarn-store");
    store =
        PartitionStore.open(directory, StoreOptions.THROWN_AWAY.withMemtableLimitBytes(256L << 20));
    long sequenceNumber = 0;
    for (int i = 0; i < PARTITION_KEYS * ITEMS; i++) {
      sequenceNumber++;
      store.apply(sequenceNumber, new Mutation(key(i / ITEMS, i % ITEMS), new byte[1000], 1, 1000));
    }
    store.endOfCommit(sequenceNumber);
    if (flushed) {
      store.freeze();
      store.flush();
    }
  }

  /** Closes the store. */
  @TearDown
  public void close() {
    store.close();
  }

  /** Finds one entry. */
  @Benchmark
  public byte @Nullable [] get() {
    return store.get(key(random.nextInt(PARTITION_KEYS), random.nextInt(ITEMS)));
  }

  /** Walks the ten entries of a partition key. */
  @Benchmark
  public int walkTen() {
    KeyRange range =
        KeyRange.ofPartitionKey(1, PrimaryKey.hash(partitionKey(random.nextInt(PARTITION_KEYS))));
    int bytes = 0;
    try (StoreCursor cursor = store.cursor(range.lower(), range.upper(), true)) {
      while (cursor.next()) {
        bytes += cursor.value().length;
      }
    }
    return bytes;
  }

  private static StoreKey key(int partitionKey, int sortKey) {
    return StoreKey.of(1, PrimaryKey.hash(partitionKey(partitionKey)), new byte[] {(byte) sortKey});
  }

  private static S partitionKey(int number) {
    return new S("user#" + number);
  }
}
