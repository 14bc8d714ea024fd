package dev.tarn.http.webhook;

import dev.tarn.http.json.JsonOutput;
import dev.tarn.http.json.JsonWriter;
import dev.tarn.http.operation.Arns;
import dev.tarn.stream.record.StreamRecord;
import dev.tarn.stream.trigger.Delivery;
import dev.tarn.stream.trigger.GivenUp;
import java.time.Instant;

/**
 * What an OnFailure destination is told of a batch that was given up: Lambda's invocation record,
 * with the event itself as its payload.
 */
final class InvocationRecord {
  private static final String VERSION = "1.0";

  private final JsonWriter json;
  private final LambdaEvent event;
  private final Arns arns;

  InvocationRecord(JsonOutput out, Arns arns) {
    this.json = new JsonWriter(out);
    this.event = new LambdaEvent(out, arns);
    this.arns = arns;
  }

  void write(Delivery delivery, GivenUp givenUp) {
    json.startObject();
    writeRequest(delivery, givenUp);
    json.string("version", VERSION);
    json.string("timestamp", time(givenUp.givenUpMs()));
    if (!delivery.records().isEmpty()) {
      writeBatch(delivery);
    }
    json.startObject("payload");
    event.writeMembers(delivery);
    json.endObject();
    json.endObject();
  }

  private void writeRequest(Delivery delivery, GivenUp givenUp) {
    json.startObject("requestContext");
    json.string("requestId", delivery.webhookId());
    json.string("functionArn", arns.ofFunction(delivery.trigger().settings().webhook()));
    json.string("condition", givenUp.condition().toString());
    json.number("approximateInvokeCount", givenUp.approximateInvokeCount());
    json.endObject();
    json.startObject("responseContext");
    json.string("functionError", givenUp.lastResult());
    json.endObject();
  }

  private void writeBatch(Delivery delivery) {
    StreamRecord first = delivery.records().getFirst();
    StreamRecord last = delivery.records().getLast();
    json.startObject("DDBStreamBatchInfo");
    json.string("shardId", delivery.shard().toString());
    json.string("startSequenceNumber", first.sequenceNumber().toString());
    json.string("endSequenceNumber", last.sequenceNumber().toString());
    json.string("approximateArrivalOfFirstRecord", time(first.approximateCreationMs()));
    json.string("approximateArrivalOfLastRecord", time(last.approximateCreationMs()));
    json.number("batchSize", delivery.records().size());
    json.string("streamArn", arns.of(delivery.trigger().stream()));
    json.endObject();
  }

  private static String time(long epochMs) {
    return Instant.ofEpochMilli(epochMs).toString();
  }
}
