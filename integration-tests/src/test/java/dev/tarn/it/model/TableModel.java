package dev.tarn.it.model;

import dev.tarn.it.ItemSizes;
import dev.tarn.it.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a table must contain: the simple truth that the server is compared with. Its partition key
 * is the string {@code pk}, its sort key the number {@code sk}; absence is an empty item.
 */
final class TableModel {
  private final NavigableMap<String, NavigableMap<BigDecimal, Map<String, AttributeValue>>>
      partitions = new TreeMap<>();
  private final Map<Map<String, AttributeValue>, List<Map<String, AttributeValue>>> histories =
      new HashMap<>();

  private NavigableMap<BigDecimal, Map<String, AttributeValue>> items(String pk) {
    return partitions.computeIfAbsent(pk, name -> new TreeMap<>());
  }

  private static String pk(Map<String, AttributeValue> key) {
    return Values.attribute(key, "pk").s();
  }

  private static BigDecimal sk(Map<String, AttributeValue> key) {
    return new BigDecimal(Values.attribute(key, "sk").n());
  }

  Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
    return items(pk(key)).getOrDefault(sk(key), Map.of());
  }

  /** Sets an item's state; one that changes nothing is not a change. Returns the state before. */
  Map<String, AttributeValue> set(
      Map<String, AttributeValue> key, Map<String, AttributeValue> newState) {
    Map<String, AttributeValue> state = Values.ordered(newState);
    Map<String, AttributeValue> old = get(key);
    if (state.isEmpty()) {
      items(pk(key)).remove(sk(key));
    } else {
      items(pk(key)).put(sk(key), state);
    }
    if (!state.equals(old)) {
      histories.computeIfAbsent(key, k -> new ArrayList<>()).add(state);
    }
    return old;
  }

  /** The items of a partition with sort keys in a range, its bounds included. */
  List<Map<String, AttributeValue>> query(
      String pk, BigDecimal low, BigDecimal high, boolean forward) {
    NavigableMap<BigDecimal, Map<String, AttributeValue>> range =
        items(pk).subMap(low, true, high, true);
    return List.copyOf((forward ? range : range.descendingMap()).values());
  }

  List<Map<String, AttributeValue>> all() {
    return partitions.values().stream().flatMap(p -> p.values().stream()).toList();
  }

  long sizeBytes() {
    return all().stream().mapToLong(ItemSizes::of).sum();
  }

  /** The states that each item went through, by key. */
  Map<Map<String, AttributeValue>, List<Map<String, AttributeValue>>> histories() {
    return histories;
  }
}
