package dev.tarn.http.json;

/**
 * Writes a document's objects and arrays, and the values in them that JSON has itself. Within an
 * object use the methods that take a name, within an array those that take none.
 */
public class JsonWriter {
  private final JsonOutput out;

  /** Writes to the output given. */
  public JsonWriter(JsonOutput out) {
    this.out = out;
  }

  /** An object by itself, or an array's element that is one, begins. */
  public final void startObject() {
    out.startObject();
  }

  /** A member that is an object begins. */
  public final void startObject(String name) {
    out.name(name);
    out.startObject();
  }

  /** The innermost object ends. */
  public final void endObject() {
    out.endObject();
  }

  /** An array's element that is an array begins. */
  public final void startArray() {
    out.startArray();
  }

  /** A member that is an array begins. */
  public final void startArray(String name) {
    out.name(name);
    out.startArray();
  }

  /** The innermost array ends. */
  public final void endArray() {
    out.endArray();
  }

  /** A string in an array. */
  public final void string(String value) {
    out.string(value);
  }

  /** A member that is a string. */
  public final void string(String name, String value) {
    out.name(name);
    out.string(value);
  }

  /** A whole number in an array. */
  public final void number(long value) {
    out.number(value);
  }

  /** A member that is a whole number. */
  public final void number(String name, long value) {
    out.name(name);
    out.number(value);
  }

  /** A member that is true or false. */
  public final void bool(String name, boolean value) {
    out.name(name);
    out.bool(value);
  }

  /** A member whose value is JSON already. */
  public final void raw(String name, String value) {
    out.name(name);
    out.raw(value);
  }
}
