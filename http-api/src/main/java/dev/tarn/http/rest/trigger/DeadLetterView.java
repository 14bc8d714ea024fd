package dev.tarn.http.rest.trigger;

import dev.tarn.http.rest.RestJson;
import dev.tarn.stream.record.StreamRecord;
import dev.tarn.stream.trigger.DeadLetter;
import java.time.Instant;

/** Writes a dead letter. */
final class DeadLetterView {
  private DeadLetterView() {}

  static void write(RestJson json, DeadLetter letter) {
    StreamRecord record = letter.record();
    json.string("sequenceNumber", record.sequenceNumber().toString());
    json.string("webhookId", letter.webhookId());
    json.string("eventName", record.eventName().name());
    json.string("table", record.table().toString());
    json.string("time", Instant.ofEpochMilli(record.approximateCreationMs()).toString());
    json.item("keys", record.keys());
    if (record.newImage() != null) {
      json.item("newItem", record.newImage().decode());
    }
    if (record.oldImage() != null) {
      json.item("oldItem", record.oldImage().decode());
    }
    json.string("condition", letter.givenUp().condition().toString());
    json.number("approximateInvokeCount", letter.givenUp().approximateInvokeCount());
    json.string("lastResult", letter.givenUp().lastResult());
    json.string("givenUp", Instant.ofEpochMilli(letter.givenUp().givenUpMs()).toString());
  }
}
