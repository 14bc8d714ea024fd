package dev.tarn.http.webhook;

import dev.tarn.http.json.JsonOutput;
import dev.tarn.http.json.RecordJson;
import dev.tarn.http.operation.Arns;
import dev.tarn.stream.record.StreamRecord;
import dev.tarn.stream.trigger.Delivery;
import dev.tarn.stream.trigger.Window;
import java.time.Instant;

/** Lambda's DynamoDB event: the records of a delivery, and its tumbling window if it has one. */
final class LambdaEvent {
  private static final String NO_STATE = "{}";

  private final JsonOutput out;
  private final RecordJson records;
  private final Arns arns;

  LambdaEvent(JsonOutput out, Arns arns) {
    this.out = out;
    this.records = new RecordJson(out);
    this.arns = arns;
  }

  void write(Delivery delivery) {
    String stream = arns.of(delivery.trigger().stream());
    out.startObject();
    writeRecords(delivery, stream);
    if (delivery.window() != null) {
      writeWindow(delivery, delivery.window(), stream);
    }
    out.endObject();
  }

  private void writeRecords(Delivery delivery, String stream) {
    out.name("Records");
    out.startArray();
    for (StreamRecord record : delivery.records()) {
      records.writeEvent(record, arns.region(), stream);
    }
    out.endArray();
  }

  private void writeWindow(Delivery delivery, Window window, String stream) {
    out.name("window");
    out.startObject();
    member("start", Instant.ofEpochMilli(window.startMs()).toString());
    member("end", Instant.ofEpochMilli(window.endMs()).toString());
    out.endObject();
    out.name("state");
    out.raw(window.state() == null ? NO_STATE : window.state());
    member("shardId", delivery.shard().toString());
    member("eventSourceARN", stream);
    flag("isFinalInvokeForWindow", window.isFinalInvoke());
    flag("isWindowTerminatedEarly", window.isTerminatedEarly());
  }

  private void member(String name, String value) {
    out.name(name);
    out.string(value);
  }

  private void flag(String name, boolean value) {
    out.name(name);
    out.bool(value);
  }
}
