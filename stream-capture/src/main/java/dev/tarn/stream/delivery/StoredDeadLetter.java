package dev.tarn.stream.delivery;

import com.google.common.primitives.Longs;
import dev.tarn.kv.engine.SystemTable;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.StreamViewType;
import dev.tarn.kv.table.TableName;
import dev.tarn.stream.record.EventName;
import dev.tarn.stream.record.SequenceNumber;
import dev.tarn.stream.record.StreamRecord;
import dev.tarn.stream.trigger.DeadLetter;
import dev.tarn.stream.trigger.GivenUp;
import dev.tarn.stream.trigger.GivenUp.Condition;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as an item of its system table: those of a trigger lie together, in the order of
 * their sequence numbers.
 *
 * @param trigger whose
 * @param letter what it says
 */
record StoredDeadLetter(UUID trigger, DeadLetter letter) {
  static StoreKey key(UUID trigger, long sequenceNumber) {
    return SystemTable.DEAD_LETTERS.key(trigger.toString(), Longs.toByteArray(sequenceNumber));
  }

  /** A trigger's letters after a sequence number. */
  static KeyRange after(UUID trigger, long sequenceNumber) {
    return SystemTable.DEAD_LETTERS
        .range(trigger.toString())
        .from(KeyRange.after(key(trigger, sequenceNumber)));
  }

  StoreKey key() {
    return key(trigger, letter.record().sequenceNumber().value());
  }

  EncodedItem encode() {
    StreamRecord record = letter.record();
    GivenUp givenUp = letter.givenUp();
    return new Fields()
        .text("Trigger", trigger.toString())
        .text("EventId", record.eventId())
        .text("EventName", record.eventName().name())
        .text("Table", record.table().value())
        .text("ViewType", record.viewType().name())
        .bytes("Keys", EncodedItem.of(record.keys()).bytes())
        .bytes("OldImage", bytes(record.oldImage()))
        .bytes("NewImage", bytes(record.newImage()))
        .number("SequenceNumber", record.sequenceNumber().value())
        .number("CreatedMs", record.approximateCreationMs())
        .flag("IsExpiry", record.isExpiry())
        .number("SizeBytes", record.sizeBytes())
        .text("WebhookId", letter.webhookId())
        .text("Condition", givenUp.condition().name())
        .number("InvokeCount", givenUp.approximateInvokeCount())
        .text("LastResult", givenUp.lastResult())
        .number("GivenUpMs", givenUp.givenUpMs())
        .toItem();
  }

  static StoredDeadLetter decode(EncodedItem item) {
    Fields fields = Fields.of(item);
    return new StoredDeadLetter(
        UUID.fromString(fields.text("Trigger")),
        new DeadLetter(
            record(fields),
            fields.text("WebhookId"),
            new GivenUp(
                Condition.valueOf(fields.text("Condition")),
                fields.integer("InvokeCount"),
                fields.text("LastResult"),
                fields.number("GivenUpMs"))));
  }

  private static StreamRecord record(Fields fields) {
    return new StreamRecord(
        fields.text("EventId"),
        EventName.valueOf(fields.text("EventName")),
        new TableName(fields.text("Table")),
        StreamViewType.valueOf(fields.text("ViewType")),
        EncodedItem.wrap(fields.bytes("Keys")).decode(),
        EncodedItem.wrapNullable(fields.bytesOrNull("OldImage")),
        EncodedItem.wrapNullable(fields.bytesOrNull("NewImage")),
        new SequenceNumber(fields.number("SequenceNumber")),
        fields.number("CreatedMs"),
        fields.flag("IsExpiry"),
        fields.integer("SizeBytes"));
  }

  private static byte @Nullable [] bytes(@Nullable EncodedItem image) {
    return image == null ? null : image.bytes();
  }
}
