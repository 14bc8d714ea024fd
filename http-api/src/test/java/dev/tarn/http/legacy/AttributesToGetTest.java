package dev.tarn.http.legacy;

import static dev.tarn.http.legacy.Requests.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.item.Item;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AttributesToGetTest {
  private static final Item ITEM =
      new Item(Map.of("a", value("{'M': {'b': {'N': '1'}}}"), "a.b", value("{'N': '2'}")));

  @Test
  void showsWholeAttributesByTheirNames() {
    assertThat(AttributesToGet.of(List.of("a.b", "absent")).apply(ITEM).attributes())
        .isEqualTo(Map.of("a.b", value("{'N': '2'}")));
    assertThat(AttributesToGet.of(List.of("a", "a.b")).apply(ITEM)).isEqualTo(ITEM);
  }

  @Test
  void refusesANameThatIsThereTwice() {
    assertThatThrownBy(() -> AttributesToGet.of(List.of("a", "b", "a")))
        .hasMessage(
            "One or more parameter values were invalid: Duplicate value in attribute name: a");
  }
}
