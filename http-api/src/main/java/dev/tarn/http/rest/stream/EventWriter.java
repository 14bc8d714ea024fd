package dev.tarn.http.rest.stream;

import dev.tarn.http.rest.RestJson;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.stream.record.StreamRecord;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes records as server-sent events. */
final class EventWriter {
  /** How soon a client comes back when a connection ends. */
  private static final String PREAMBLE = "retry: 1000\n\n";

  private EventWriter() {}

  static Buffer preamble() {
    return Buffer.buffer(PREAMBLE);
  }

  /** Not an event: tells that the connection lives, and how far the client is. */
  static Buffer heartbeat(StreamPosition position) {
    return Buffer.buffer(": alive\nid: " + position + "\n\n");
  }

  /** The last event of a stream that has been disabled, or whose table was deleted. */
  static Buffer end(StreamPosition position) {
    return Buffer.buffer("id: " + position + "\nevent: end\ndata: {}\n\n");
  }

  static void add(StreamRecord record, StreamPosition position, Buffer to) {
    to.appendString("id: " + position + "\nevent: ")
        .appendString(record.eventName().name().toLowerCase(Locale.ROOT))
        .appendString("\ndata: ")
        .appendBytes(RestJson.bytes(json -> write(record, json)))
        .appendString("\n\n");
  }

  private static void write(StreamRecord record, RestJson json) {
    json.item("keys", record.keys());
    write(json, "oldImage", record.oldImage());
    write(json, "newImage", record.newImage());
    json.string("sequenceNumber", record.sequenceNumber().toString());
    json.string("time", Instant.ofEpochMilli(record.approximateCreationMs()).toString());
    if (record.isExpiry()) {
      json.bool("expired", true);
    }
  }

  private static void write(RestJson json, String member, @Nullable EncodedItem image) {
    if (image != null) {
      json.item(member, image.decode());
    }
  }
}
