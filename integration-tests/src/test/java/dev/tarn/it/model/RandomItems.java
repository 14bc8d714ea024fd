package dev.tarn.it.model;

import dev.tarn.it.Values;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items of all shapes, over few keys, so that they meet. */
final class RandomItems {
  private static final int PARTITION_KEYS = 12;
  private static final int SORT_KEYS = 9;

  /** Some values take several pieces in the store. */
  private static final int LARGEST = 20_000;

  private final Random random;

  RandomItems(Random random) {
    this.random = random;
  }

  String partitionKey() {
    return "p" + random.nextInt(PARTITION_KEYS);
  }

  /** Numbers from negative to fractional, in the form that DynamoDB writes. */
  BigDecimal sortKey() {
    return new BigDecimal(random.nextInt(SORT_KEYS) - SORT_KEYS / 2)
        .divide(BigDecimal.valueOf(2))
        .stripTrailingZeros();
  }

  static AttributeValue number(BigDecimal number) {
    return Values.n(number.stripTrailingZeros().toPlainString());
  }

  Map<String, AttributeValue> key() {
    return Values.item("pk", Values.s(partitionKey()), "sk", number(sortKey()));
  }

  Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
    Map<String, AttributeValue> item = new LinkedHashMap<>(key);
    if (random.nextInt(4) > 0) {
      item.put("v", Values.n(random.nextInt(5)));
    }
    int more = random.nextInt(4);
    for (int i = 0; i < more; i++) {
      item.put("attribute" + random.nextInt(6), value(3));
    }
    return item;
  }

  private AttributeValue value(int depth) {
    return switch (random.nextInt(depth == 0 ? 8 : 10)) {
      case 0 -> Values.s(text());
      case 1 -> number(new BigDecimal(random.nextInt()).scaleByPowerOfTen(random.nextInt(9) - 6));
      case 2 -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes()));
      case 3 -> Values.bool(random.nextBoolean());
      case 4 -> Values.nul();
      case 5 -> Values.ss("a", "b" + random.nextInt(3));
      case 6 -> Values.ns("-1", String.valueOf(random.nextInt(9)));
      case 7 -> Values.bs(Values.bytes(random.nextInt(256)), Values.bytes());
      case 8 ->
          Values.l(
              IntStream.range(0, random.nextInt(3))
                  .mapToObj(i -> value(depth - 1))
                  .toArray(AttributeValue[]::new));
      default -> Values.m("x", value(depth - 1), "y", value(depth - 1));
    };
  }

  private String text() {
    int length = random.nextInt(10) == 0 ? random.nextInt(LARGEST) : random.nextInt(30);
    return random
        .ints(length, 0, 0x250)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(100)];
    random.nextBytes(bytes);
    return bytes;
  }
}
