package dev.tarn.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item that one client alone writes to, so that it knows what must be there. Absence is an empty
 * item.
 */
final class OwnedItem {
  private final Map<String, AttributeValue> key;
  private final List<Map<String, AttributeValue>> states = new ArrayList<>();
  private @Nullable Map<String, AttributeValue> unacknowledged;

  OwnedItem(Map<String, AttributeValue> key) {
    this.key = key;
  }

  Map<String, AttributeValue> key() {
    return key;
  }

  /** The last state that was acknowledged. */
  Map<String, AttributeValue> state() {
    return states.isEmpty() ? Map.of() : states.getLast();
  }

  /** From here on the server may take the item to a state, or not. */
  void begin(Map<String, AttributeValue> next) {
    unacknowledged = next;
  }

  /** The server said yes. */
  void acknowledge() {
    Map<String, AttributeValue> next = unacknowledged;
    if (next != null && !next.equals(state())) {
      states.add(next);
    }
    unacknowledged = null;
  }

  /** The server said no. */
  void refuse() {
    unacknowledged = null;
  }

  /** What became of the write that the server has not answered. */
  enum Outcome {
    /** There was none, or one that would change nothing. */
    NONE,
    DONE,
    NOT_DONE
  }

  /** Compares with what was found after a crash, which settles what was left open. */
  Outcome settle(Map<String, AttributeValue> found) {
    Map<String, AttributeValue> next = unacknowledged;
    unacknowledged = null;
    if (next == null || next.equals(state())) {
      assertThat(found).as("acknowledged state of %s", key).isEqualTo(state());
      return Outcome.NONE;
    }
    assertThat(found).as("state of %s", key).isIn(state(), next);
    if (found.equals(state())) {
      return Outcome.NOT_DONE;
    }
    states.add(next);
    return Outcome.DONE;
  }

  /** The states that the item went through, without the first, which is absence. */
  List<Map<String, AttributeValue>> states() {
    return states;
  }
}
