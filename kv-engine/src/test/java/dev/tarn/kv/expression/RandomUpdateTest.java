package dev.tarn.kv.expression;

import static dev.tarn.kv.expression.Values.item;
import static dev.tarn.kv.expression.Values.l;
import static dev.tarn.kv.expression.Values.m;
import static dev.tarn.kv.expression.Values.n;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import dev.tarn.kv.item.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/** Compares updates of a nested list with the same changes made one by one to a plain list. */
final class RandomUpdateTest {
  private static final int UPDATES = 500;
  private static final int MAX_INDEX = 12;

  /** What one update does to the list: by index, the value it sets, or -1 to remove. */
  private final TreeMap<Integer, Integer> changes = new TreeMap<>();

  @RepeatedTest(4)
  void changesListsAsOneByOneFromTheBack() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < UPDATES; i++) {
      List<AttributeValue> list = randomList(random);
      chooseChanges(random);
      Update update = new Update(actions(random));
      Item old = item(Map.of("doc", m("list", new L(list))));
      AttributeValue doc = update.apply(old).get("doc");
      assertThat(doc)
          .as("seed %d, %s on %s", seed, changes, list)
          .isEqualTo(new M(Map.of("list", l(oneByOne(list).toArray(AttributeValue[]::new)))));
    }
  }

  private static List<AttributeValue> randomList(Random random) {
    return IntStream.range(0, random.nextInt(8)).mapToObj(i -> n(100 + i)).toList();
  }

  private void chooseChanges(Random random) {
    changes.clear();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      changes.put(random.nextInt(MAX_INDEX), random.nextBoolean() ? -1 : random.nextInt(100));
    }
  }

  private List<UpdateAction> actions(Random random) {
    List<UpdateAction> actions = new ArrayList<>();
    changes.forEach((index, value) -> actions.add(action(index, value)));
    Collections.shuffle(actions, random);
    return actions;
  }

  private static UpdateAction action(int index, int value) {
    DocumentPath path =
        new DocumentPath(
            "doc", List.of(new PathElement.Name("list"), new PathElement.Index(index)));
    return value < 0
        ? new UpdateAction.Remove(path)
        : new UpdateAction.Set(path, new UpdateOperand.Literal(n(value)));
  }

  private List<AttributeValue> oneByOne(List<AttributeValue> list) {
    List<AttributeValue> changed = new ArrayList<>(list);
    changes.forEach(
        (index, value) -> {
          if (value >= 0 && index < list.size()) {
            changed.set(index, n(value));
          } else if (value >= 0) {
            changed.add(n(value));
          }
        });
    changes
        .descendingMap()
        .forEach(
            (index, value) -> {
              if (value < 0 && index < list.size()) {
                changed.remove((int) index);
              }
            });
    return changed;
  }
}
