package dev.tarn.kv.partiql;

import static dev.tarn.kv.partiql.Bound.TABLE;
import static dev.tarn.kv.partiql.Bound.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.partitioner.ScanSegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadPlanTest {
  private static final KeyRange EVERYTHING =
      KeyRange.ofHashes(TABLE.number(), ScanSegment.WHOLE.range());

  private static StoreKey key(String pk, int sk) {
    return new PrimaryKey(new S(pk), number(sk)).storeKey(TABLE.number());
  }

  private static AttributeValue number(int value) {
    return new N(Decimal.parse(Integer.toString(value)));
  }

  private static KeyRange partition(String pk) {
    return KeyRange.ofPartitionKey(TABLE.number(), PrimaryKey.hash(new S(pk)));
  }

  private static BoundStatement.Read where(String condition) {
    return read("SELECT * FROM music WHERE " + condition);
  }

  @Test
  void wholeKeysAreGets() {
    BoundStatement.Read read = where("sk = 1 AND pk = 'a' AND v = 2");
    assertThat(read.steps()).containsExactly(new ReadStep.Get(key("a", 1)));
    assertThat(read.filter()).isNotNull();
    assertThat(where("pk IN ['a', 'b'] AND sk = 1").steps())
        .containsExactly(new ReadStep.Get(key("a", 1)), new ReadStep.Get(key("b", 1)));
  }

  @Test
  void partitionKeysAreQueries() {
    assertThat(where("pk = 'a'").steps()).containsExactly(new ReadStep.Range(partition("a")));
    assertThat(where("pk = 'a'").filter()).isNull();
    assertThat(where("pk = 'a' AND sk >= 1 AND sk < 5").steps())
        .containsExactly(new ReadStep.Range(new KeyRange(key("a", 1), key("a", 5))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pk = 'a' OR pk = 'b'",
        "(pk = 'a' AND v = 1) OR (pk IN ['b'] AND sk > 1)",
        "(pk = 'a' OR pk = 'b') AND (v = 1 OR v = 2)"
      })
  void disjunctionsOfPartitionKeysAreQueries(String condition) {
    assertThat(where(condition).steps())
        .containsExactly(new ReadStep.Range(partition("a")), new ReadStep.Range(partition("b")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pk > 'a'", "v = 1", "sk = 1", "pk = 'a' OR v = 1", "NOT pk = 'a'", "pk <> 'a'"})
  void nothingElseIsAScan(String condition) {
    BoundStatement.Read read = where(condition);
    assertThat(read.steps()).containsExactly(new ReadStep.Range(EVERYTHING));
    assertThat(read.filter()).isNotNull();
  }

  @Test
  void contradictionsReadNothing() {
    assertThat(where("pk = 'a' AND pk = 'b'").steps()).isEmpty();
  }

  @Test
  void fiftyPartitionKeysAreTheMost() {
    String fifty = "'x'" + ", 'y%d'".repeat(49).formatted(numbers(49));
    assertThat(where("pk IN [" + fifty + "]").steps()).hasSize(50);
    assertThatThrownBy(() -> where("pk IN [" + fifty + ", 'z']"))
        .isInstanceOf(ValidationException.class);
  }

  private static Object[] numbers(int count) {
    Object[] numbers = new Object[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    return numbers;
  }

  /** Whatever the clause: what the steps and the filter let through is what satisfies it. */
  @Test
  void plansLoseAndAddNothing() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      String clause = condition(random, 3);
      BoundStatement.Read plan = where(clause);
      Condition whole = wholeClause(clause);
      for (Item item : items()) {
        boolean read =
            plan.steps().stream().anyMatch(step -> reads(step, item))
                && (plan.filter() == null || plan.filter().test(item));
        assertThat(read).as("seed %d: %s on %s", seed, clause, item).isEqualTo(whole.test(item));
      }
      assertThat(plan.steps()).as("seed %d: %s", seed, clause).doesNotHaveDuplicates();
    }
  }

  private static Condition wholeClause(String clause) {
    Statement.Select select =
        (Statement.Select)
            new Statements().parse("SELECT * FROM music WHERE " + clause).statement();
    return Objects.requireNonNull(
        new ConditionBinder(new ValueBinder(List.of())).bindNullable(select.where()));
  }

  private static boolean reads(ReadStep step, Item item) {
    StoreKey key = PrimaryKey.ofItem(TABLE.keySchema(), item).storeKey(TABLE.number());
    return switch (step) {
      case ReadStep.Get(StoreKey wanted) -> wanted.compareTo(key) == 0;
      case ReadStep.Range(KeyRange keys) ->
          keys.lower().compareTo(key) <= 0 && key.compareTo(keys.upper()) < 0;
    };
  }

  private static List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (String pk : List.of("a", "b", "c")) {
      for (int sk = 0; sk < 4; sk++) {
        items.add(new Item(Map.of("pk", new S(pk), "sk", number(sk), "v", number(sk % 2))));
      }
    }
    return items;
  }

  private static String condition(Random random, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return comparison(random);
    }
    List<String> parts = new ArrayList<>(Collections.nCopies(2 + random.nextInt(2), ""));
    parts.replaceAll(part -> condition(random, depth - 1));
    String joined = String.join(random.nextBoolean() ? " AND " : " OR ", parts);
    return (random.nextInt(6) == 0 ? "NOT (" : "(") + joined + ")";
  }

  private static String comparison(Random random) {
    String pk = "'" + (char) ('a' + random.nextInt(3)) + "'";
    int sk = random.nextInt(4);
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> "pk = " + pk;
      case 3 -> "pk IN [" + pk + ", 'a']";
      case 4 -> "sk " + List.of("=", "<", "<=", ">", ">=", "<>").get(random.nextInt(6)) + " " + sk;
      case 5 -> "sk BETWEEN " + sk + " AND " + (sk + random.nextInt(2));
      case 6 -> sk + " < sk";
      case 7 -> pk + " = pk";
      default -> "v = " + random.nextInt(2);
    };
  }
}
