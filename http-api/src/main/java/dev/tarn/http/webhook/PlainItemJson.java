package dev.tarn.http.webhook;

import dev.tarn.http.json.JsonOutput;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.ItemVisitor;
import java.nio.charset.StandardCharsets;

/**
 * Writes an encoded item as JSON's own values, without the types: numbers with all their digits,
 * binaries as base64, sets as arrays.
 */
final class PlainItemJson implements ItemVisitor {
  private final JsonOutput out;

  PlainItemJson(JsonOutput out) {
    this.out = out;
  }

  @Override
  public void name(byte[] bytes, int offset, int length) {
    out.name(bytes, offset, length);
  }

  @Override
  public void string(byte[] bytes, int offset, int length) {
    out.string(bytes, offset, length);
  }

  @Override
  public void number(byte[] bytes, int offset, int length) {
    out.decimal(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
  }

  @Override
  public void binary(byte[] bytes, int offset, int length) {
    out.base64(bytes, offset, length);
  }

  @Override
  public void bool(boolean value) {
    out.bool(value);
  }

  @Override
  public void nullValue() {
    out.nullValue();
  }

  @Override
  public void startMap() {
    out.startObject();
  }

  @Override
  public void endMap() {
    out.endObject();
  }

  @Override
  public void startList() {
    out.startArray();
  }

  @Override
  public void endList() {
    out.endArray();
  }

  @Override
  public void startSet(AttributeType type) {
    out.startArray();
  }

  @Override
  public void endSet() {
    out.endArray();
  }
}
