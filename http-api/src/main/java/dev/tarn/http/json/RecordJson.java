package dev.tarn.http.json;

import dev.tarn.stream.record.StreamRecord;

/**
 * Writes stream records: as GetRecords gives them, and as Lambda's events hold them, which differ
 * in the case of one member and name the stream.
 */
public final class RecordJson {
  private static final String EVENT_VERSION = "1.1";
  private static final String EVENT_SOURCE = "aws:dynamodb";
  private static final String EXPIRY_PRINCIPAL = "dynamodb.amazonaws.com";
  private static final String EXPIRY_TYPE = "Service";

  private final JsonOutput out;
  private final ItemJson items;

  /** Writes to the output given. */
  public RecordJson(JsonOutput out) {
    this.out = out;
    this.items = new ItemJson(out);
  }

  /** A record as GetRecords gives it. */
  public void write(StreamRecord record, String region) {
    out.startObject();
    writeMembers(record, region);
    if (record.isExpiry()) {
      writeIdentity("PrincipalId", "Type");
    }
    out.endObject();
  }

  /** A record as Lambda's event holds it. */
  public void writeEvent(StreamRecord record, String region, String eventSourceArn) {
    out.startObject();
    writeMembers(record, region);
    if (record.isExpiry()) {
      writeIdentity("principalId", "type");
    }
    member("eventSourceARN", eventSourceArn);
    out.endObject();
  }

  private void writeMembers(StreamRecord record, String region) {
    member("eventID", record.eventId());
    member("eventName", record.eventName().name());
    member("eventVersion", EVENT_VERSION);
    member("eventSource", EVENT_SOURCE);
    member("awsRegion", region);
    out.name("dynamodb");
    writeChange(record);
  }

  private void writeChange(StreamRecord record) {
    out.startObject();
    // The service gives whole seconds here.
    out.name("ApproximateCreationDateTime");
    out.number(record.approximateCreationMs() / 1000);
    out.name("Keys");
    items.write(record.keys().attributes());
    if (record.newImage() != null) {
      out.name("NewImage");
      items.write(record.newImage());
    }
    if (record.oldImage() != null) {
      out.name("OldImage");
      items.write(record.oldImage());
    }
    member("SequenceNumber", record.sequenceNumber().toString());
    out.name("SizeBytes");
    out.number(record.sizeBytes());
    member("StreamViewType", record.viewType().name());
    out.endObject();
  }

  private void writeIdentity(String principalId, String type) {
    out.name("userIdentity");
    out.startObject();
    member(principalId, EXPIRY_PRINCIPAL);
    member(type, EXPIRY_TYPE);
    out.endObject();
  }

  private void member(String name, String value) {
    out.name(name);
    out.string(value);
  }
}
