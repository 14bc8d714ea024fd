package dev.tarn.kv.item;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ItemSizeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 2",
    "36, 2",
    "100, 2",
    "101, 3",
    "360, 3",
    "123, 3",
    "-36, 3",
    "12.34, 3",
    "0.01, 2",
    "0.1, 2",
    "1.1, 3",
    "-0.5, 3",
    "1E125, 2"
  })
  void aNumberTakesAByteForEachPairOfDigitsAndOneMore(String number, int size) {
    assertThat(ItemSize.of(new AttributeValue.N(Decimal.parse(number)))).isEqualTo(size);
  }

  @Test
  void aNumberNeverTakesMoreThan21Bytes() {
    AttributeValue longest = new AttributeValue.N(Decimal.parse("-1." + "1".repeat(37)));
    assertThat(ItemSize.of(longest)).isLessThanOrEqualTo(22);
  }

  @Test
  void namesAndStringsCountAsUtf8() {
    Item item = new Item(Map.of("é", new AttributeValue.S("€\uD83D\uDE00")));
    assertThat(ItemSize.of(item)).isEqualTo(2 + 3 + 4);
  }

  @Test
  void listsAndMapsTakeThreeBytesAndOneForEachElement() {
    AttributeValue one = new AttributeValue.N(Decimal.parse("1"));
    assertThat(ItemSize.of(new AttributeValue.L(List.of()))).isEqualTo(3);
    assertThat(ItemSize.of(new AttributeValue.L(List.of(one, one)))).isEqualTo(3 + 2 * (1 + 2));
    assertThat(ItemSize.of(new AttributeValue.M(Map.of("ab", one)))).isEqualTo(3 + 1 + 2 + 2);
  }

  @Test
  void aSetIsAsLargeAsItsElements() {
    assertThat(ItemSize.of(new AttributeValue.SS(ImmutableSortedSet.of("a", "bc")))).isEqualTo(3);
  }
}
