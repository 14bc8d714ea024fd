package dev.tarn.stream.record;

import com.google.common.hash.Hashing;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.item.ItemSize;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.table.StreamViewType;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import dev.tarn.stream.log.LoggedChange;
import org.jspecify.annotations.Nullable;

/**
 * One change of an item as a stream shows it: a pure function of the change, the table and the view
 * type.
 *
 * @param eventId unique among all records, 32 hexadecimal digits
 * @param eventName what happened
 * @param table the item's table
 * @param viewType which images are shown
 * @param keys the item's key attributes
 * @param oldImage the item before, if it is shown and was there
 * @param newImage the item after, if it is shown and is there
 * @param sequenceNumber the record's place in its shard
 * @param approximateCreationMs when the change was made, in milliseconds since 1970
 * @param isExpiry whether the item was removed because its time to live was over
 * @param sizeBytes the keys and the images shown, by DynamoDB's rule of item sizes
 */
public record StreamRecord(
    String eventId,
    EventName eventName,
    TableName table,
    StreamViewType viewType,
    Item keys,
    @Nullable EncodedItem oldImage,
    @Nullable EncodedItem newImage,
    SequenceNumber sequenceNumber,
    long approximateCreationMs,
    boolean isExpiry,
    int sizeBytes) {
  /** The record of a change. */
  public static StreamRecord of(
      LoggedChange logged, TableDefinition table, StreamViewType viewType) {
    Change change = logged.change();
    Item keys = KeyAttributes.of(table.keySchema(), anyImage(change));
    EncodedItem oldImage = viewType.showsOldImage() ? change.oldImage() : null;
    EncodedItem newImage = viewType.showsNewImage() ? change.newImage() : null;
    return new StreamRecord(
        eventId(table, logged.sequenceNumber()),
        EventName.of(change),
        table.name(),
        viewType,
        keys,
        oldImage,
        newImage,
        new SequenceNumber(logged.sequenceNumber()),
        logged.timestampMs(),
        change.isExpiry(),
        ItemSize.of(keys) + size(oldImage) + size(newImage));
  }

  private static EncodedItem anyImage(Change change) {
    EncodedItem image = change.newImage() == null ? change.oldImage() : change.newImage();
    if (image == null) {
      throw new IllegalArgumentException("a change without images");
    }
    return image;
  }

  private static int size(@Nullable EncodedItem image) {
    return image == null ? 0 : image.size();
  }

  private static String eventId(TableDefinition table, long sequenceNumber) {
    return Hashing.murmur3_128()
        .newHasher()
        .putUnencodedChars(table.id())
        .putLong(sequenceNumber)
        .hash()
        .toString();
  }
}
