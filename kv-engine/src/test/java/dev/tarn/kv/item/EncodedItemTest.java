package dev.tarn.kv.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class EncodedItemTest {
  @RepeatedTest(50)
  void decodesWhatWasEncoded() {
    long seed = System.nanoTime();
    Item item = RandomItems.item(new Random(seed));
    EncodedItem encoded = EncodedItem.of(item);
    assertThat(encoded.decode()).as("seed %d", seed).isEqualTo(item);
    assertThat(encoded.size()).as("seed %d", seed).isEqualTo(ItemSize.of(item));
  }

  @Test
  void theOrderOfAttributesDoesNotMatter() {
    Map<String, AttributeValue> oneWay = new LinkedHashMap<>();
    oneWay.put("b", new AttributeValue.S("2"));
    oneWay.put("a", new AttributeValue.S("1"));
    Map<String, AttributeValue> other = new LinkedHashMap<>();
    other.put("a", new AttributeValue.S("1"));
    other.put("b", new AttributeValue.S("2"));
    assertThat(EncodedItem.of(new Item(oneWay))).isEqualTo(EncodedItem.of(new Item(other)));
  }

  @Test
  void equalNumbersHaveEqualBytes() {
    Item plain = new Item(Map.of("n", new AttributeValue.N(Decimal.parse("100"))));
    Item scientific = new Item(Map.of("n", new AttributeValue.N(Decimal.parse("1.0E2"))));
    assertThat(EncodedItem.of(plain)).isEqualTo(EncodedItem.of(scientific));
  }

  @RepeatedTest(20)
  void aVisitorIsToldOfEveryValue() {
    long seed = System.nanoTime();
    Item item = RandomItems.item(new Random(seed));
    RebuildingVisitor visitor = new RebuildingVisitor();
    EncodedItem.of(item).accept(visitor);
    assertThat(visitor.item()).as("seed %d", seed).isEqualTo(item);
  }
}
