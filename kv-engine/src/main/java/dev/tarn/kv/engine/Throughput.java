package dev.tarn.kv.engine;

import dev.tarn.kv.error.DynamoDbException.ProvisionedThroughputExceededException;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.TableDefinition;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds provisioned tables and their global indexes to their throughput: each has a bucket of read
 * units and one of write units, which fill at the provisioned rate and keep the unused capacity of
 * five minutes (developer guide, "Burst capacity"). A request is admitted while there is anything
 * in the bucket, and then takes what it has consumed: a large one may leave less than nothing.
 *
 * <p>A write that an index has no units for is refused, though its table has: so an index never
 * falls behind.
 */
public final class Throughput {
  /** Admits everything. */
  public static final Throughput UNLIMITED = new Throughput(null, () -> 0);

  private static final double BURST_S = 300;
  private static final double NANOS_PER_S = 1e9;

  private final @Nullable ResourceNames names;
  private final LongSupplier nanoTime;

  /** By the number of a table or index: as many as there are provisioned ones in use. */
  private final Map<Integer, Buckets> byNumber = new ConcurrentHashMap<>();

  private Throughput(@Nullable ResourceNames names, LongSupplier nanoTime) {
    this.names = names;
    this.nanoTime = nanoTime;
  }

  /**
   * Enforces what tables have provisioned.
   *
   * @param names how errors name what is used up
   * @param nanoTime a clock like {@link System#nanoTime}
   */
  public static Throughput enforced(ResourceNames names, LongSupplier nanoTime) {
    return new Throughput(names, nanoTime);
  }

  /** The Amazon resource names of tables and indexes. */
  public interface ResourceNames {
    /** A table's name. */
    String of(TableDefinition table);

    /** An index's name. */
    String of(TableDefinition table, IndexDefinition index);
  }

  /** What the requests of a table or index take from. */
  private record Buckets(Bucket reads, Bucket writes) {}

  /**
   * Admits a read of a table, or of a local index, which shares its table's throughput.
   *
   * @throws ProvisionedThroughputExceededException if the table's read units are used up
   */
  public void admitRead(TableDefinition table) {
    if (isHeld(table)
        && buckets(table.number()).reads.isEmpty(table.throughput().readCapacityUnits())) {
      throw ProvisionedThroughputExceededException.ofTable("Read", names().of(table));
    }
  }

  /**
   * Admits a read of an index.
   *
   * @throws ProvisionedThroughputExceededException if the read units that it takes are used up
   */
  public void admitRead(TableDefinition table, IndexDefinition index) {
    ProvisionedThroughput provisioned = index.specification().throughput();
    if (!index.isGlobal()) {
      admitRead(table);
    } else if (isHeld(table)
        && buckets(index.number()).reads.isEmpty(provisioned.readCapacityUnits())) {
      throw ProvisionedThroughputExceededException.ofIndex("Read", names().of(table, index));
    }
  }

  /** Takes what a read has consumed. */
  public void consumeRead(TableDefinition table, CapacityUnits units) {
    if (isHeld(table)) {
      buckets(table.number()).reads.take(units.ofTableWithLocal());
      units.global().forEach((name, taken) -> ofIndex(table, name).reads.take(taken));
    }
  }

  /** Whether requests of a table are admitted only while it has units. */
  boolean isHeld(TableDefinition table) {
    return names != null && table.billingMode() == BillingMode.PROVISIONED;
  }

  /**
   * Admits a write to a table.
   *
   * @throws ProvisionedThroughputExceededException if the table's write units are used up
   */
  void admitWrite(TableDefinition table) {
    if (isHeld(table)
        && buckets(table.number()).writes.isEmpty(table.throughput().writeCapacityUnits())) {
      throw ProvisionedThroughputExceededException.ofTable("Write", names().of(table));
    }
  }

  /**
   * Takes what a write consumes, if each global index that it changes has units.
   *
   * @throws ProvisionedThroughputExceededException if those of an index are used up: then nothing
   *     is taken
   */
  void consumeWrite(TableDefinition table, CapacityUnits units) {
    if (isHeld(table)) {
      units.global().keySet().forEach(name -> admitWrite(table, name));
      buckets(table.number()).writes.take(units.ofTableWithLocal());
      units.global().forEach((name, taken) -> ofIndex(table, name).writes.take(taken));
    }
  }

  /** Forgets the tables and indexes that are gone. */
  void retain(Catalog catalog) {
    if (byNumber.isEmpty()) {
      return;
    }
    Set<Integer> numbers = new HashSet<>();
    for (TableDefinition table : catalog.tables().values()) {
      numbers.add(table.number());
      table.indexes().forEach(index -> numbers.add(index.number()));
    }
    byNumber.keySet().retainAll(numbers);
  }

  private void admitWrite(TableDefinition table, String indexName) {
    IndexDefinition index = Objects.requireNonNull(table.index(indexName));
    ProvisionedThroughput provisioned = index.specification().throughput();
    if (buckets(index.number()).writes.isEmpty(provisioned.writeCapacityUnits())) {
      throw ProvisionedThroughputExceededException.ofIndex("Write", names().of(table, index));
    }
  }

  private Buckets ofIndex(TableDefinition table, String name) {
    return buckets(Objects.requireNonNull(table.index(name)).number());
  }

  private Buckets buckets(int number) {
    return byNumber.computeIfAbsent(number, n -> new Buckets(new Bucket(), new Bucket()));
  }

  private ResourceNames names() {
    return Objects.requireNonNull(names);
  }

  /** Units that fill up with time. A new table has one second's: it has left none unused yet. */
  private final class Bucket {
    private double units;
    private long filledNanos;
    private boolean used;

    synchronized boolean isEmpty(long unitsPerSecond) {
      long now = nanoTime.getAsLong();
      double gained = used ? (now - filledNanos) / NANOS_PER_S * unitsPerSecond : unitsPerSecond;
      used = true;
      filledNanos = now;
      units = Math.min(units + gained, BURST_S * unitsPerSecond);
      return units <= 0;
    }

    synchronized void take(double taken) {
      units -= taken;
    }
  }
}
