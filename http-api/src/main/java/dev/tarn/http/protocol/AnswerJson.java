package dev.tarn.http.protocol;

import dev.tarn.http.json.ItemJson;
import dev.tarn.http.json.JsonOutput;
import dev.tarn.http.json.JsonWriter;
import dev.tarn.http.json.RecordJson;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.stream.record.StreamRecord;
import java.util.Map;

/** Writes an answer's JSON, with what DynamoDB puts into it. */
public final class AnswerJson extends JsonWriter {
  private final JsonOutput out;
  private final ItemJson items;
  private final RecordJson records;

  /** An answer that is written to a buffer. */
  public AnswerJson(JsonOutput out) {
    super(out);
    this.out = out;
    this.items = new ItemJson(out);
    this.records = new RecordJson(out);
  }

  /** A member that is a number, such as consumed capacity. */
  public void number(String name, double value) {
    out.name(name);
    out.number(value);
  }

  /** A member that is a point in time, on the wire as seconds since 1970 with three decimals. */
  public void timestamp(String name, long epochMs) {
    out.name(name);
    out.thousandths(epochMs);
  }

  /** An item in an array. */
  public void item(EncodedItem item) {
    items.write(item);
  }

  /** A member that is an item. */
  public void item(String name, EncodedItem item) {
    out.name(name);
    items.write(item);
  }

  /** An item in an array. */
  public void item(Item item) {
    items.write(item.attributes());
  }

  /** A member that is an item. */
  public void item(String name, Item item) {
    attributes(name, item.attributes());
  }

  /** A member that is a map of attribute values by name. */
  public void attributes(String name, Map<String, AttributeValue> attributes) {
    out.name(name);
    items.write(attributes);
  }

  /** A stream record in an array. */
  public void record(StreamRecord record, String region) {
    records.write(record, region);
  }

  /** A member that is one attribute value. */
  public void attributeValue(String name, AttributeValue value) {
    out.name(name);
    items.write(value);
  }
}
