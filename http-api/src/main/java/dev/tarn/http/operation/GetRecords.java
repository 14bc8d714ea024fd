package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.stream.record.StreamRecord;
import dev.tarn.stream.shard.RecordPage;
import dev.tarn.stream.shard.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the records of a shard from an iterator on. */
public record GetRecords(Database database) implements Operation {
  private static final String EVENT_VERSION = "1.1";
  private static final String EVENT_SOURCE = "aws:dynamodb";

  @Override
  public String name() {
    return "GetRecords";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    String iterator = input.requiredString("ShardIterator");
    Integer limit = input.integer("Limit");
    int most = limit == null ? Streams.MAX_RECORDS_LIMIT : limit;
    exchange.offload(
        () -> {
          RecordPage page = read(iterator, most);
          exchange.reply(json -> write(json, page));
        });
  }

  private RecordPage read(String iterator, int limit) {
    try {
      return database.streams().getRecords(iterator, limit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(AnswerJson json, RecordPage page) {
    json.startArray("Records");
    page.records().forEach(record -> write(json, record));
    json.endArray();
    if (page.nextShardIterator() != null) {
      json.string("NextShardIterator", page.nextShardIterator());
    }
  }

  private void write(AnswerJson json, StreamRecord record) {
    json.startObject();
    json.string("eventID", record.eventId());
    json.string("eventName", record.eventName().name());
    json.string("eventVersion", EVENT_VERSION);
    json.string("eventSource", EVENT_SOURCE);
    json.string("awsRegion", database.arns().region());
    json.startObject("dynamodb");
    // The service gives whole seconds here.
    json.number("ApproximateCreationDateTime", record.approximateCreationMs() / 1000);
    json.item("Keys", record.keys());
    if (record.newImage() != null) {
      json.item("NewImage", record.newImage());
    }
    if (record.oldImage() != null) {
      json.item("OldImage", record.oldImage());
    }
    json.string("SequenceNumber", record.sequenceNumber().toString());
    json.number("SizeBytes", record.sizeBytes());
    json.string("StreamViewType", record.viewType().name());
    json.endObject();
    if (record.isExpiry()) {
      json.startObject("userIdentity");
      json.string("PrincipalId", "dynamodb.amazonaws.com");
      json.string("Type", "Service");
      json.endObject();
    }
    json.endObject();
  }
}
