package dev.tarn.kv.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.expression.IndexKeyCondition;
import dev.tarn.kv.expression.SortKeyCondition;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.IndexKeySchema;
import dev.tarn.kv.table.KeyAttribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Keys of an index with one partition key and the sort key (S, N). */
final class IndexKeyTest {
  private static final int INDEX = 17;
  private static final StoreKey ITEM = new PrimaryKey(new S("item"), null).storeKey(16);

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void keysAreOrderedByEachValueInTurn() {
    List<IndexKey> keys = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      keys.add(key(randomText(), randomNumber()));
    }
    keys.sort(Comparator.comparing(IndexKeyTest::stored));
    for (int i = 1; i < keys.size(); i++) {
      assertThat(compare(keys.get(i - 1), keys.get(i)))
          .as("seed %d: %s, %s", seed, keys.get(i - 1), keys.get(i))
          .isNotPositive();
    }
  }

  @Test
  void aConditionSelectsTheKeysThatSatisfyIt() {
    for (int i = 0; i < 2_000; i++) {
      IndexKey key = key(randomText(), randomNumber());
      S text = new S(randomText());
      N number = number(randomNumber());
      assertSelected(key, new SortKeyCondition.Less(text), textOf(key).compareTo(text.value()) < 0);
      assertSelected(
          key, new SortKeyCondition.LessOrEqual(text), textOf(key).compareTo(text.value()) <= 0);
      assertSelected(
          key, new SortKeyCondition.Greater(text), textOf(key).compareTo(text.value()) > 0);
      assertSelected(
          key, new SortKeyCondition.GreaterOrEqual(text), textOf(key).compareTo(text.value()) >= 0);
      assertSelected(
          key, new SortKeyCondition.BeginsWith(text), textOf(key).startsWith(text.value()));
      boolean greater =
          textOf(key).equals(text.value()) && numberOf(key).compareTo(number.value()) > 0;
      KeyRange range =
          IndexRange.of(
              INDEX,
              new IndexKeyCondition(
                  key.partitionValues(), List.of(text), new SortKeyCondition.Greater(number)));
      assertThat(contains(range, stored(key))).as("seed %d", seed).isEqualTo(greater);
    }
  }

  @Test
  void anItemWithoutAllKeyAttributesOrWithOneOfAnotherTypeHasNoKey() {
    IndexKeySchema schema =
        new IndexKeySchema(
            List.of(new KeyAttribute("h", AttributeType.S)),
            List.of(new KeyAttribute("r", AttributeType.N)));
    assertThat(IndexKey.of(schema, item(new S("h"), number(1)))).isNotNull();
    assertThat(IndexKey.of(schema, item(new S("h"), new S("1")))).isNull();
    assertThat(IndexKey.of(schema, item(new S(""), number(1)))).isNull();
    assertThat(IndexKey.of(schema, new Item(Map.of("h", new S("h"))))).isNull();
  }

  @Test
  void partitionKeysOfSeveralValuesDoNotRunTogether() {
    assertThat(IndexKey.hash(List.of(new S("ab"), new S("c"))))
        .isNotEqualTo(IndexKey.hash(List.of(new S("a"), new S("bc"))));
    assertThat(IndexKey.hash(List.of(new S("a")))).isEqualTo(PrimaryKey.hash(new S("a")));
  }

  private void assertSelected(IndexKey key, SortKeyCondition condition, boolean expected) {
    KeyRange range =
        IndexRange.of(INDEX, new IndexKeyCondition(key.partitionValues(), List.of(), condition));
    assertThat(contains(range, stored(key)))
        .as("seed %d: %s, %s", seed, key, condition)
        .isEqualTo(expected);
  }

  private static boolean contains(KeyRange range, StoreKey key) {
    return range.lower().compareTo(key) <= 0 && key.compareTo(range.upper()) < 0;
  }

  private static int compare(IndexKey one, IndexKey other) {
    int byText = textOf(one).compareTo(textOf(other));
    return byText != 0 ? byText : numberOf(one).compareTo(numberOf(other));
  }

  private static StoreKey stored(IndexKey key) {
    return key.storeKey(INDEX, ITEM);
  }

  private static IndexKey key(String text, int number) {
    return new IndexKey(List.of(new S("h")), List.of(new S(text), number(number)));
  }

  private static String textOf(IndexKey key) {
    return ((S) key.sortValues().getFirst()).value();
  }

  private static Decimal numberOf(IndexKey key) {
    return ((N) key.sortValues().getLast()).value();
  }

  /** Short texts of few letters, the smallest among them: so that many are prefixes of others. */
  private String randomText() {
    StringBuilder text = new StringBuilder("a");
    for (int left = random.nextInt(3); left > 0; left--) {
      text.append("\0\1ab".charAt(random.nextInt(4)));
    }
    return text.toString();
  }

  private int randomNumber() {
    return random.nextInt(2_001) - 1_000;
  }

  private static N number(int value) {
    return new N(Decimal.parse(Integer.toString(value)));
  }

  private static Item item(AttributeValue partitionKey, AttributeValue sortKey) {
    return new Item(Map.of("h", partitionKey, "r", sortKey));
  }
}
