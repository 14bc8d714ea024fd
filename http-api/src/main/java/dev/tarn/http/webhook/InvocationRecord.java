package dev.tarn.http.webhook;

import dev.tarn.http.json.JsonOutput;
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

  private final JsonOutput out;
  private final LambdaEvent event;
  private final Arns arns;

  InvocationRecord(JsonOutput out, Arns arns) {
    this.out = out;
    this.event = new LambdaEvent(out, arns);
    this.arns = arns;
  }

  void write(Delivery delivery, GivenUp givenUp) {
    out.startObject();
    writeRequest(delivery, givenUp);
    member("version", VERSION);
    member("timestamp", time(givenUp.givenUpMs()));
    if (!delivery.records().isEmpty()) {
      writeBatch(delivery);
    }
    out.name("payload");
    event.write(delivery);
    out.endObject();
  }

  private void writeRequest(Delivery delivery, GivenUp givenUp) {
    out.name("requestContext");
    out.startObject();
    member("requestId", delivery.webhookId());
    member("functionArn", arns.ofFunction(delivery.trigger().settings().webhook()));
    member("condition", givenUp.condition().toString());
    number("approximateInvokeCount", givenUp.approximateInvokeCount());
    out.endObject();
    out.name("responseContext");
    out.startObject();
    member("functionError", givenUp.lastResult());
    out.endObject();
  }

  private void writeBatch(Delivery delivery) {
    StreamRecord first = delivery.records().getFirst();
    StreamRecord last = delivery.records().getLast();
    out.name("DDBStreamBatchInfo");
    out.startObject();
    member("shardId", delivery.shard().toString());
    member("startSequenceNumber", first.sequenceNumber().toString());
    member("endSequenceNumber", last.sequenceNumber().toString());
    member("approximateArrivalOfFirstRecord", time(first.approximateCreationMs()));
    member("approximateArrivalOfLastRecord", time(last.approximateCreationMs()));
    number("batchSize", delivery.records().size());
    member("streamArn", arns.of(delivery.trigger().stream()));
    out.endObject();
  }

  private static String time(long epochMs) {
    return Instant.ofEpochMilli(epochMs).toString();
  }

  private void member(String name, String value) {
    out.name(name);
    out.string(value);
  }

  private void number(String name, long value) {
    out.name(name);
    out.number(value);
  }
}
