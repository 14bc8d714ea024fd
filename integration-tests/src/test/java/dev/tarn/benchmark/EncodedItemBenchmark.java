package dev.tarn.benchmark;

import com.google.common.collect.ImmutableSortedSet;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An item of about 1 KB, as {@code scripts/bench} uses it, to its bytes and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodedItemBenchmark {
  private final Item item =
      new Item(
          Map.of(
              "pk", new AttributeValue.S("user#1234"),
              "sk", new AttributeValue.N(Decimal.parse("7")),
              "name", new AttributeValue.S("Ada"),
              "age", new AttributeValue.N(Decimal.parse("36")),
              "tags", new AttributeValue.SS(ImmutableSortedSet.of("a", "b", "c")),
              "active", AttributeValue.Bool.TRUE,
              "address", new AttributeValue.M(Map.of("city", new AttributeValue.S("London"))),
              "pad", new AttributeValue.S("x".repeat(700))));

  private final EncodedItem encoded = EncodedItem.of(item);

  /** From values to bytes. */
  @Benchmark
  public EncodedItem encode() {
    return EncodedItem.of(item);
  }

  /** From bytes to values. */
  @Benchmark
  public Item decode() {
    return encoded.decode();
  }
}
