package dev.tarn.benchmark;

import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.ExpressionKind;
import dev.tarn.kv.expression.Expressions;
import dev.tarn.kv.expression.Placeholders;
import dev.tarn.kv.expression.Update;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
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

/** What expressions cost a request: finding them parsed, binding them, evaluating them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ExpressionBenchmark {
  private static final String CONDITION = "attribute_not_exists(pk) OR age < :max";
  private static final String UPDATE = "SET #n = :n ADD visits :one";

  private final Expressions expressions = new Expressions();
  private final Map<String, String> names = Map.of("#n", "name");
  private final Map<String, AttributeValue> values =
      Map.of(":n", new S("Grace"), ":one", number("1"));
  private final Map<String, AttributeValue> bound = Map.of(":max", number("99"));
  private final Item item =
      new Item(Map.of("pk", new S("user#1"), "age", number("36"), "name", new S("Ada")));
  private final Condition condition = bindCondition();
  private final Update update = bindUpdate();

  /** Finds a condition in the cache, and binds it to a request's values. */
  @Benchmark
  public Condition bindCondition() {
    return expressions
        .condition(ExpressionKind.CONDITION, CONDITION)
        .bind(new Placeholders(null, bound));
  }

  /** Evaluates a bound condition. */
  @Benchmark
  public boolean testCondition() {
    return condition.test(item);
  }

  /** Finds an update in the cache, and binds it to a request's names and values. */
  @Benchmark
  public Update bindUpdate() {
    return expressions.update(UPDATE).bind(new Placeholders(names, values));
  }

  /** Applies a bound update. */
  @Benchmark
  public Item applyUpdate() {
    return update.apply(item);
  }

  private static AttributeValue number(String text) {
    return new N(Decimal.parse(text));
  }
}
