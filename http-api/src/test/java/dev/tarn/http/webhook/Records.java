package dev.tarn.http.webhook;

import com.google.common.collect.ImmutableSortedSet;
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
import dev.tarn.kv.table.StreamViewType;
import dev.tarn.kv.table.TableName;
import dev.tarn.stream.record.EventName;
import dev.tarn.stream.record.SequenceNumber;
import dev.tarn.stream.record.StreamRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Stream records to send and to filter. */
final class Records {
  private static final Item KEYS = new Item(Map.of("pk", new S("order#7")));

  /**
   * The order as it is now: price 12.5, paid, tags red and Blue, lines apple × 3 and pear × 1, a
   * note of nothing, a binary of the letters "bin", an empty list.
   */
  private static final EncodedItem NEW_IMAGE =
      EncodedItem.of(
          new Item(
              Map.of(
                  "pk", new S("order#7"),
                  "price", new N(Decimal.parse("12.5")),
                  "paid", new Bool(true),
                  "tags", new SS(ImmutableSortedSet.of("red", "Blue")),
                  "lines", new L(List.of(line("apple", 3), line("pear", 1))),
                  "note", Null.INSTANCE,
                  "raw", new B(Binary.wrap("bin".getBytes(StandardCharsets.UTF_8))),
                  "empty", new L(List.of()))));

  private static final EncodedItem OLD_IMAGE =
      EncodedItem.of(new Item(Map.of("pk", new S("order#7"), "price", new N(Decimal.parse("10")))));

  private Records() {}

  /** A modification of the order. */
  static StreamRecord modification() {
    return modification(42);
  }

  /** The modification with this sequence number. */
  static StreamRecord modification(long sequenceNumber) {
    return record(EventName.MODIFY, sequenceNumber, false);
  }

  /** The order's insertion: there is no old image. */
  static StreamRecord insertion() {
    return record(EventName.INSERT, 41, false);
  }

  /** The order's removal because it had expired: there is no new image. */
  static StreamRecord expiry() {
    return record(EventName.REMOVE, 43, true);
  }

  private static AttributeValue line(String article, int count) {
    return new M(Map.of("article", new S(article), "count", new N(Decimal.parse("" + count))));
  }

  private static StreamRecord record(EventName name, long sequenceNumber, boolean isExpiry) {
    return new StreamRecord(
        "0123456789abcdef0123456789abcdef",
        name,
        new TableName("Orders"),
        StreamViewType.NEW_AND_OLD_IMAGES,
        KEYS,
        name == EventName.INSERT ? null : OLD_IMAGE,
        name == EventName.REMOVE ? null : NEW_IMAGE,
        new SequenceNumber(sequenceNumber),
        1_700_000_000_789L,
        isExpiry,
        123);
  }
}
