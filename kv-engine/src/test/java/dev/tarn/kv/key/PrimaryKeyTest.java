package dev.tarn.kv.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The schema of all tests: partition key pk of type S, sort key sk of type N. */
final class PrimaryKeyTest {
  private static final KeySchema SCHEMA =
      new KeySchema(
          new KeyAttribute("pk", AttributeType.S), new KeyAttribute("sk", AttributeType.N));
  private static final AttributeValue ONE = new N(Decimal.parse("1"));

  @Test
  void readsTheKeyOfAnItem() {
    Item item = new Item(Map.of("pk", new S("a"), "sk", ONE, "more", ONE));
    assertThat(PrimaryKey.ofItem(SCHEMA, item)).isEqualTo(new PrimaryKey(new S("a"), ONE));
  }

  @Test
  void saysWhichKeyIsMissing() {
    assertRefused(
        () -> PrimaryKey.ofItem(SCHEMA, new Item(Map.of("pk", new S("a")))),
        "One or more parameter values were invalid: Missing the key sk in the item");
  }

  @Test
  void saysWhichKeyHasTheWrongType() {
    assertRefused(
        () -> PrimaryKey.ofItem(SCHEMA, new Item(Map.of("pk", ONE, "sk", ONE))),
        "One or more parameter values were invalid: Type mismatch for key pk expected: S actual:"
            + " N");
  }

  @Test
  void rejectsEmptyPartitionKey() {
    assertRefused(
        () -> PrimaryKey.ofItem(SCHEMA, new Item(Map.of("pk", new S(""), "sk", ONE))),
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
            + " contain an empty string value. Key: pk");
  }

  @Test
  void takesAPartitionKeyOf2048BytesAndNoMore() {
    Item longest = new Item(Map.of("pk", new S("é".repeat(1024)), "sk", ONE));
    assertThat(PrimaryKey.ofItem(SCHEMA, longest).sortValue()).isEqualTo(ONE);
    assertRefused(
        () ->
            PrimaryKey.ofItem(
                SCHEMA, new Item(Map.of("pk", new S("é".repeat(1024) + "x"), "sk", ONE))),
        "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size"
            + " limit of2048 bytes");
  }

  @Test
  void aKeyHasTheKeyAttributesAndNoOthers() {
    String message = "The provided key element does not match the schema";
    assertRefused(() -> PrimaryKey.ofKey(SCHEMA, new Item(Map.of("pk", new S("a")))), message);
    assertRefused(
        () -> PrimaryKey.ofKey(SCHEMA, new Item(Map.of("pk", new S("a"), "other", ONE))), message);
    assertRefused(() -> PrimaryKey.ofKey(SCHEMA, new Item(Map.of("pk", ONE, "sk", ONE))), message);
  }

  @Test
  void equalTextOfAnotherTypeIsAnotherKey() {
    assertThat(PrimaryKey.hash(new S("1"))).isNotEqualTo(PrimaryKey.hash(ONE));
  }

  @Test
  void theStoredKeyHoldsTableHashAndSortKey() {
    StoreKey key = new PrimaryKey(new S("a"), ONE).storeKey(7);
    assertThat(key.table()).isEqualTo(7);
    assertThat(key.hash()).isEqualTo(PrimaryKey.hash(new S("a")));
    assertThat(key.bytes()).endsWith(SortKeyEncoding.encode(ONE));
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatExceptionOfType(ValidationException.class).isThrownBy(call).withMessage(message);
  }
}
