package dev.tarn.stream.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedSet;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.B;
import dev.tarn.kv.item.AttributeValue.Bool;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.Null;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.AttributeValue.SS;
import dev.tarn.kv.item.Binary;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.StreamViewType;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import dev.tarn.partitioner.KeyHash;
import dev.tarn.stream.log.LoggedChange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StreamRecordTest {
  private static final KeySchema SCHEMA =
      new KeySchema(
          new KeyAttribute("user", AttributeType.S), new KeyAttribute("at", AttributeType.N));
  private static final AttributeValue USER = new S("é");
  private static final AttributeValue AT = new N(Decimal.parse("-12.5"));
  private static final Item KEYS = new Item(Map.of("user", USER, "at", AT));

  /** user (4 + 2), at (2 + 4), note (4 + 3): the number takes a byte, two pairs and a sign. */
  private static final EncodedItem OLD = item("note", new S("old"));

  private static final EncodedItem NEW = item("note", new S("newer"));

  @ParameterizedTest
  @EnumSource(StreamViewType.class)
  void showsTheImagesOfItsViewType(StreamViewType viewType) {
    StreamRecord record = record(OLD, NEW, viewType);
    assertThat(record.keys()).isEqualTo(KEYS);
    assertThat(record.oldImage()).isEqualTo(viewType.showsOldImage() ? OLD : null);
    assertThat(record.newImage()).isEqualTo(viewType.showsNewImage() ? NEW : null);
    assertThat(record.viewType()).isEqualTo(viewType);
    assertThat(record.approximateCreationMs()).isEqualTo(1234);
  }

  @Test
  void countsTheKeysAndTheImagesShown() {
    assertThat(record(OLD, NEW, StreamViewType.KEYS_ONLY).sizeBytes()).isEqualTo(12);
    assertThat(record(OLD, NEW, StreamViewType.OLD_IMAGE).sizeBytes()).isEqualTo(12 + 19);
    assertThat(record(OLD, NEW, StreamViewType.NEW_IMAGE).sizeBytes()).isEqualTo(12 + 21);
    assertThat(record(OLD, NEW, StreamViewType.NEW_AND_OLD_IMAGES).sizeBytes())
        .isEqualTo(12 + 19 + 21);
  }

  @Test
  void saysWhatHappened() {
    assertThat(record(null, NEW, StreamViewType.OLD_IMAGE).eventName()).isEqualTo(EventName.INSERT);
    assertThat(record(OLD, NEW, StreamViewType.OLD_IMAGE).eventName()).isEqualTo(EventName.MODIFY);
    assertThat(record(OLD, null, StreamViewType.NEW_IMAGE).eventName()).isEqualTo(EventName.REMOVE);
  }

  @Test
  void findsTheKeysAmongAttributesOfEveryType() {
    AttributeValue decoy = new S("decoy");
    EncodedItem image =
        EncodedItem.of(
            new Item(
                Map.of(
                    "a map",
                    new M(Map.of("user", decoy, "deep", new M(Map.of("at", decoy)))),
                    "a list",
                    new L(List.of(new M(Map.of("user", decoy)), decoy)),
                    "a set",
                    new SS(ImmutableSortedSet.of("user", "at")),
                    "binary",
                    new B(Binary.wrap(new byte[] {1})),
                    "bool",
                    Bool.TRUE,
                    "nothing",
                    Null.INSTANCE,
                    "user",
                    USER,
                    "zz",
                    new M(Map.of("user", decoy)),
                    "at",
                    AT,
                    "use",
                    decoy)));
    assertThat(KeyAttributes.of(SCHEMA, image)).isEqualTo(KEYS);
    KeySchema binary = new KeySchema(new KeyAttribute("binary", AttributeType.B), null);
    assertThat(KeyAttributes.of(binary, image).attributes()).containsOnlyKeys("binary");
  }

  @Test
  void hasAnIdOfItsOwn() {
    StreamRecord record = record(OLD, NEW, StreamViewType.KEYS_ONLY);
    assertThat(record.eventId()).matches("[0-9a-f]{32}");
    assertThat(record(OLD, NEW, StreamViewType.KEYS_ONLY).eventId()).isEqualTo(record.eventId());
    assertThat(record(8, OLD, NEW, StreamViewType.KEYS_ONLY).eventId())
        .isNotEqualTo(record.eventId());
  }

  private static StreamRecord record(
      @Nullable EncodedItem oldImage, @Nullable EncodedItem newImage, StreamViewType viewType) {
    return record(7, oldImage, newImage, viewType);
  }

  private static StreamRecord record(
      long sequenceNumber,
      @Nullable EncodedItem oldImage,
      @Nullable EncodedItem newImage,
      StreamViewType viewType) {
    StoreKey key = StoreKey.of(3, new KeyHash(1, 2), new byte[0]);
    Change change = new Change(0, key, oldImage, newImage);
    return StreamRecord.of(new LoggedChange(sequenceNumber, 1234, change), table(), viewType);
  }

  private static TableDefinition table() {
    return new TableDefinition(
        3,
        "table-id",
        new TableName("notes"),
        SCHEMA,
        BillingMode.PAY_PER_REQUEST,
        ProvisionedThroughput.NONE,
        0,
        false,
        List.of());
  }

  private static EncodedItem item(String name, AttributeValue value) {
    return EncodedItem.of(new Item(Map.of("user", USER, "at", AT, name, value)));
  }
}
