package dev.tarn.http.legacy;

import static dev.tarn.http.legacy.Requests.decode;
import static dev.tarn.http.legacy.Requests.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.expression.Projection;
import dev.tarn.kv.item.Item;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AttributesToGetTest {
  private static final Item ITEM =
      new Item(Map.of("a", value("{'M': {'b': {'N': '1'}}}"), "a.b", value("{'N': '2'}")));

  private static Projection of(String names) {
    return AttributesToGet.of(decode("GetItem", "'Key': {}, 'AttributesToGet': [" + names + "]"));
  }

  @Test
  void showsWholeAttributesByTheirNames() {
    assertThat(of("'a.b', 'absent'").apply(ITEM).attributes())
        .isEqualTo(Map.of("a.b", value("{'N': '2'}")));
    assertThat(of("'a', 'a.b'").apply(ITEM)).isEqualTo(ITEM);
  }

  @Test
  void refusesANameThatIsThereTwice() {
    assertThatThrownBy(() -> of("'a', 'b', 'a'"))
        .hasMessage(
            "One or more parameter values were invalid: Duplicate value in attribute name: a");
  }
}
