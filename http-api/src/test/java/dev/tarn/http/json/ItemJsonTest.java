package dev.tarn.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedSet;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.B;
import dev.tarn.kv.item.AttributeValue.BS;
import dev.tarn.kv.item.AttributeValue.Bool;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.NS;
import dev.tarn.kv.item.AttributeValue.Null;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.AttributeValue.SS;
import dev.tarn.kv.item.Binary;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ItemJsonTest {
  private static final Map<String, AttributeValue> ATTRIBUTES =
      new TreeMap<>(
          Map.of(
              "a", new S("plain"),
              "b", new S("\"quoted\"\né😀"),
              "c", new N(Decimal.parse("-12.5")),
              "d", new B(Binary.wrap(new byte[] {1, 2, 3})),
              "e", new L(List.of(Bool.TRUE, Bool.FALSE, Null.INSTANCE, new L(List.of()))),
              "f\"", new M(new TreeMap<>(Map.of("x", new S(""), "y", new M(Map.of())))),
              "g", new SS(ImmutableSortedSet.of("x", "y")),
              "h", new NS(ImmutableSortedSet.of(Decimal.parse("1"), Decimal.parse("2"))),
              "i", new BS(ImmutableSortedSet.of(Binary.wrap(new byte[] {0})))));

  private static final String JSON =
      """
      {"a":{"S":"plain"},\
      "b":{"S":"\\"quoted\\"\\né😀"},\
      "c":{"N":"-12.5"},\
      "d":{"B":"AQID"},\
      "e":{"L":[{"BOOL":true},{"BOOL":false},{"NULL":true},{"L":[]}]},\
      "f\\"":{"M":{"x":{"S":""},"y":{"M":{}}}},\
      "g":{"SS":["x","y"]},\
      "h":{"NS":["1","2"]},\
      "i":{"BS":["AA=="]}}\
      """;

  private final JsonOutput out = new JsonOutput();
  private final ItemJson items = new ItemJson(out);

  @Test
  void writesAnItem() {
    items.write(ATTRIBUTES);

    assertThat(written()).isEqualTo(JSON);
  }

  @Test
  void writesAnEncodedItemTheSame() {
    items.write(EncodedItem.of(new Item(ATTRIBUTES)));

    assertThat(written()).isEqualTo(JSON);
  }

  private String written() {
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }
}
