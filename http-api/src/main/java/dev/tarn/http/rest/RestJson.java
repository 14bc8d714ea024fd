package dev.tarn.http.rest;

import dev.tarn.http.json.JsonOutput;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import java.util.function.Consumer;

/**
 * Writes an answer's JSON as UTF-8. Within an object use the methods that take a name, within an
 * array those that take none.
 */
public final class RestJson {
  private final JsonOutput out;
  private final PlainJsonWriter items;

  RestJson(JsonOutput out) {
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

  /** An array's element that is an object begins. */
  public void startObject() {
    out.startObject();
  }

  /** A member that is an object begins. */
  public void startObject(String name) {
    out.name(name);
    out.startObject();
  }

  /** The innermost object ends. */
  public void endObject() {
    out.endObject();
  }

  /** A member that is an array begins. */
  public void startArray(String name) {
    out.name(name);
    out.startArray();
  }

  /** The innermost array ends. */
  public void endArray() {
    out.endArray();
  }

  /** A string in an array. */
  public void string(String value) {
    out.string(value);
  }

  /** A member that is a string. */
  public void string(String name, String value) {
    out.name(name);
    out.string(value);
  }

  /** A member that is a whole number. */
  public void number(String name, long value) {
    out.name(name);
    out.number(value);
  }

  /** A member that is true or false. */
  public void bool(String name, boolean value) {
    out.name(name);
    out.bool(value);
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

  /** A member whose value is JSON already. */
  public void raw(String name, String value) {
    out.name(name);
    out.raw(value);
  }

  /** The members that an item's attributes are. */
  public void attributes(EncodedItem item) {
    items.writeMembers(item.decode().attributes());
  }
}
