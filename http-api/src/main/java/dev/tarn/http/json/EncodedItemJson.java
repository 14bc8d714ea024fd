package dev.tarn.http.json;

import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.ItemVisitor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes what it visits of an encoded item, without making objects of it. */
final class EncodedItemJson implements ItemVisitor {
  private static final byte[] STRING = ascii("{\"S\":");
  private static final byte[] NUMBER = ascii("{\"N\":");
  private static final byte[] BINARY = ascii("{\"B\":");
  private static final byte[] TRUE = ascii("{\"BOOL\":true}");
  private static final byte[] FALSE = ascii("{\"BOOL\":false}");
  private static final byte[] NULL = ascii("{\"NULL\":true}");
  private static final byte[] MAP = ascii("{\"M\":{");
  private static final byte[] LIST = ascii("{\"L\":[");

  private final JsonOutput out;

  /** Within a set the elements stand without their type. */
  private boolean inSet;

  EncodedItemJson(JsonOutput out) {
    this.out = out;
  }

  @Override
  public void name(byte[] bytes, int offset, int length) {
    out.name(bytes, offset, length);
  }

  @Override
  public void string(byte[] bytes, int offset, int length) {
    text(STRING, bytes, offset, length);
  }

  @Override
  public void number(byte[] bytes, int offset, int length) {
    text(NUMBER, bytes, offset, length);
  }

  @Override
  public void binary(byte[] bytes, int offset, int length) {
    if (!inSet) {
      out.fragment(BINARY, false);
    }
    out.base64(Arrays.copyOfRange(bytes, offset, offset + length));
    if (!inSet) {
      out.endObject();
    }
  }

  @Override
  public void bool(boolean value) {
    out.fragment(value ? TRUE : FALSE, true);
  }

  @Override
  public void nullValue() {
    out.fragment(NULL, true);
  }

  @Override
  public void startMap() {
    out.fragment(MAP, false);
  }

  @Override
  public void endMap() {
    out.endObject();
    out.endObject();
  }

  @Override
  public void startList() {
    out.fragment(LIST, false);
  }

  @Override
  public void endList() {
    out.endArray();
    out.endObject();
  }

  @Override
  public void startSet(AttributeType type) {
    out.startObject();
    out.name(type.name());
    out.startArray();
    inSet = true;
  }

  @Override
  public void endSet() {
    inSet = false;
    out.endArray();
    out.endObject();
  }

  private void text(byte[] opening, byte[] bytes, int offset, int length) {
    if (inSet) {
      out.string(bytes, offset, length);
    } else {
      out.fragment(opening, false);
      out.string(bytes, offset, length);
      out.endObject();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
