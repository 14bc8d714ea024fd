package dev.tarn.kv.engine;

import dev.tarn.kv.error.DynamoDbException.ProvisionedThroughputExceededException;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.TableDefinition;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds provisioned tables to their throughput: each has a bucket of read units and one of write
 * units, which fill at the provisioned rate and keep the unused capacity of five minutes (developer
 * guide, "Burst capacity"). A request is admitted while there is anything in the bucket, and then
 * takes what it has consumed: a large one may leave less than nothing.
 */
public final class Throughput {
  /** Admits everything. */
  public static final Throughput UNLIMITED = new Throughput(table -> "", () -> 0, false);

  private static final double BURST_S = 300;
  private static final double NANOS_PER_S = 1e9;

  private final Function<TableDefinition, String> arns;
  private final LongSupplier nanoTime;
  private final boolean enforced;

  /** By table number: as many as there are provisioned tables in use. */
  private final Map<Integer, Buckets> byTable = new ConcurrentHashMap<>();

  private Throughput(
      Function<TableDefinition, String> arns, LongSupplier nanoTime, boolean enforced) {
    this.arns = arns;
    this.nanoTime = nanoTime;
    this.enforced = enforced;
  }

  /**
   * Enforces what tables have provisioned.
   *
   * @param arns how errors name a table
   * @param nanoTime a clock like {@link System#nanoTime}
   */
  public static Throughput enforced(Function<TableDefinition, String> arns, LongSupplier nanoTime) {
    return new Throughput(arns, nanoTime, true);
  }

  /** What a table's requests take from. */
  private record Buckets(Bucket reads, Bucket writes) {}

  /**
   * Admits a read.
   *
   * @throws ProvisionedThroughputExceededException if the table's read units are used up
   */
  public void admitRead(TableDefinition table) {
    Buckets buckets = buckets(table);
    if (buckets != null && buckets.reads.isEmpty(table.throughput().readCapacityUnits())) {
      throw exceeded("TableReadProvisionedThroughputExceeded", table);
    }
  }

  /** Takes what a read has consumed. */
  public void consumeRead(TableDefinition table, double units) {
    Buckets buckets = buckets(table);
    if (buckets != null) {
      buckets.reads.take(units);
    }
  }

  /**
   * Admits a write.
   *
   * @throws ProvisionedThroughputExceededException if the table's write units are used up
   */
  void admitWrite(TableDefinition table) {
    Buckets buckets = buckets(table);
    if (buckets != null && buckets.writes.isEmpty(table.throughput().writeCapacityUnits())) {
      throw exceeded("TableWriteProvisionedThroughputExceeded", table);
    }
  }

  /** Takes what a write has consumed. */
  void consumeWrite(TableDefinition table, double units) {
    Buckets buckets = buckets(table);
    if (buckets != null) {
      buckets.writes.take(units);
    }
  }

  /** Forgets the tables that are gone. */
  void retain(Catalog catalog) {
    byTable.keySet().removeIf(number -> catalog.table(number) == null);
  }

  private @Nullable Buckets buckets(TableDefinition table) {
    return enforced && table.billingMode() == BillingMode.PROVISIONED
        ? byTable.computeIfAbsent(table.number(), number -> new Buckets(new Bucket(), new Bucket()))
        : null;
  }

  private ProvisionedThroughputExceededException exceeded(String reason, TableDefinition table) {
    return new ProvisionedThroughputExceededException(reason, arns.apply(table));
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
