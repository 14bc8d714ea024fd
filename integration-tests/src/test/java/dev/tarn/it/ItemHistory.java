package dev.tarn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** What a stream with both images tells of each item: the states that it went through. */
public final class ItemHistory {
  private ItemHistory() {}

  /**
   * The states of each item that has records, by key, without the first, which is absence. Absence
   * is an empty item. Asserts that each record begins where the one before it ended.
   */
  public static Map<Map<String, AttributeValue>, List<Map<String, AttributeValue>>> of(
      List<Record> records) {
    Map<Map<String, AttributeValue>, List<Record>> byKey =
        records.stream()
            .collect(
                Collectors.groupingBy(
                    r -> r.dynamodb().keys(), LinkedHashMap::new, Collectors.toList()));
    Map<Map<String, AttributeValue>, List<Map<String, AttributeValue>>> states =
        new LinkedHashMap<>();
    byKey.forEach((key, changes) -> states.put(key, states(changes)));
    return states;
  }

  private static List<Map<String, AttributeValue>> states(List<Record> changes) {
    Map<String, AttributeValue> state = Map.of();
    for (Record change : changes) {
      Map<String, AttributeValue> oldImage = Values.ordered(change.dynamodb().oldImage());
      Map<String, AttributeValue> newImage = Values.ordered(change.dynamodb().newImage());
      assertThat(oldImage).as("old image of %s", change).isEqualTo(state);
      assertThat(newImage).as("new image of %s", change).isNotEqualTo(state);
      assertThat(change.eventName()).isEqualTo(eventName(oldImage, newImage));
      state = newImage;
    }
    return changes.stream().map(c -> Values.ordered(c.dynamodb().newImage())).toList();
  }

  private static OperationType eventName(
      Map<String, AttributeValue> oldImage, Map<String, AttributeValue> newImage) {
    if (oldImage.isEmpty()) {
      return OperationType.INSERT;
    }
    return newImage.isEmpty() ? OperationType.REMOVE : OperationType.MODIFY;
  }
}
