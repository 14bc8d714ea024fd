package dev.tarn.http.webhook;

import dev.tarn.http.json.JsonOutput;
import dev.tarn.http.json.JsonWriter;
import dev.tarn.http.json.RecordJson;
import dev.tarn.http.operation.Arns;
import dev.tarn.stream.record.StreamRecord;
import dev.tarn.stream.trigger.Delivery;
import dev.tarn.stream.trigger.Window;
import java.time.Instant;

/** Lambda's DynamoDB event: the records of a delivery, and its tumbling window if it has one. */
final class LambdaEvent {
  private static final String NO_STATE = "{}";

  private final JsonWriter json;
  private final RecordJson records;
  private final Arns arns;

  LambdaEvent(JsonOutput out, Arns arns) {
    this.json = new JsonWriter(out);
    this.records = new RecordJson(out);
    this.arns = arns;
  }

  void write(Delivery delivery) {
    json.startObject();
    writeMembers(delivery);
    json.endObject();
  }

  /** Writes what is in the event's object. */
  void writeMembers(Delivery delivery) {
    String stream = arns.of(delivery.trigger().stream());
    writeRecords(delivery, stream);
    if (delivery.window() != null) {
      writeWindow(delivery, delivery.window(), stream);
    }
  }

  private void writeRecords(Delivery delivery, String stream) {
    json.startArray("Records");
    for (StreamRecord record : delivery.records()) {
      records.writeEvent(record, arns.region(), stream);
    }
    json.endArray();
  }

  private void writeWindow(Delivery delivery, Window window, String stream) {
    json.startObject("window");
    json.string("start", Instant.ofEpochMilli(window.startMs()).toString());
    json.string("end", Instant.ofEpochMilli(window.endMs()).toString());
    json.endObject();
    json.raw("state", window.state() == null ? NO_STATE : window.state());
    json.string("shardId", delivery.shard().toString());
    json.string("eventSourceARN", stream);
    json.bool("isFinalInvokeForWindow", window.isFinalInvoke());
    json.bool("isWindowTerminatedEarly", window.isTerminatedEarly());
  }
}
