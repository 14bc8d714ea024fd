package dev.tarn.http.rest;

import dev.tarn.http.json.JsonOutput;
import dev.tarn.http.json.JsonWriter;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import java.util.function.Consumer;

/** Writes an answer's JSON, with items in plain values. */
public final class RestJson extends JsonWriter {
  private final JsonOutput out;
  private final PlainJsonWriter items;

  RestJson(JsonOutput out) {
    super(out);
    this.out = out;
    this.items = new PlainJsonWriter(out);
  }

  /** An object by itself. */
  public static byte[] bytes(Consumer<RestJson> members) {
    JsonOutput out = new JsonOutput();
    out.startObject();
    members.accept(new RestJson(out));
    out.endObject();
    return out.toByteArray();
  }

  /** An item in an array, in plain values. */
  public void item(EncodedItem item) {
    items.write(item.decode());
  }

  /** A member that is an item, in plain values. */
  public void item(String name, Item item) {
    out.name(name);
    items.write(item);
  }

  /** The members that an item's attributes are. */
  public void attributes(EncodedItem item) {
    items.writeMembers(item.decode().attributes());
  }
}
