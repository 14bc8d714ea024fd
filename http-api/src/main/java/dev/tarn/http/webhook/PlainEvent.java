package dev.tarn.http.webhook;

import dev.tarn.http.json.JsonOutput;
import dev.tarn.http.json.JsonWriter;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.stream.record.EventName;
import dev.tarn.stream.record.StreamRecord;
import java.time.Instant;

/**
 * One change in the envelope that Standard Webhooks recommends.
 *
 * <pre>{@code
 * {"type": "item.modified", "timestamp": "2026-01-31T12:00:00.123Z",
 *  "data": {"table": "Orders", "keys": {...}, "newItem": {...}, "oldItem": {...},
 *           "sequenceNumber": "100000000000000000042"}}
 * }</pre>
 *
 * <p>newItem and oldItem are there as the stream's view type shows them.
 */
final class PlainEvent {
  private final JsonWriter json;
  private final PlainItemJson items;

  PlainEvent(JsonOutput out) {
    this.json = new JsonWriter(out);
    this.items = new PlainItemJson(out);
  }

  void write(StreamRecord record) {
    json.startObject();
    json.string("type", type(record.eventName()));
    json.string("timestamp", Instant.ofEpochMilli(record.approximateCreationMs()).toString());
    json.startObject("data");
    writeChange(record);
    json.endObject();
    json.endObject();
  }

  private static String type(EventName name) {
    return switch (name) {
      case INSERT -> "item.inserted";
      case MODIFY -> "item.modified";
      case REMOVE -> "item.removed";
    };
  }

  private void writeChange(StreamRecord record) {
    json.string("table", record.table().toString());
    item("keys", EncodedItem.of(record.keys()));
    if (record.newImage() != null) {
      item("newItem", record.newImage());
    }
    if (record.oldImage() != null) {
      item("oldItem", record.oldImage());
    }
    json.string("sequenceNumber", record.sequenceNumber().toString());
  }

  private void item(String name, EncodedItem item) {
    json.startObject(name);
    item.accept(items);
    json.endObject();
  }
}
