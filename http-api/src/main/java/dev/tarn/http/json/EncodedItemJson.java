package dev.tarn.http.json;

import com.fasterxml.jackson.core.io.SerializedString;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.ItemVisitor;

/** Writes what it visits of an encoded item, without making objects of it. */
final class EncodedItemJson implements ItemVisitor {
  private static final SerializedString STRING = new SerializedString("S");
  private static final SerializedString NUMBER = new SerializedString("N");
  private static final SerializedString BINARY = new SerializedString("B");
  private static final SerializedString BOOLEAN = new SerializedString("BOOL");
  private static final SerializedString NULL = new SerializedString("NULL");
  private static final SerializedString MAP = new SerializedString("M");
  private static final SerializedString LIST = new SerializedString("L");

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
    start(BINARY);
    out.base64(bytes, offset, length);
    end();
  }

  @Override
  public void bool(boolean value) {
    start(BOOLEAN);
    out.bool(value);
    end();
  }

  @Override
  public void nullValue() {
    start(NULL);
    out.bool(true);
    end();
  }

  @Override
  public void startMap() {
    start(MAP);
    out.startObject();
  }

  @Override
  public void endMap() {
    out.endObject();
    out.endObject();
  }

  @Override
  public void startList() {
    start(LIST);
    out.startArray();
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

  private void text(SerializedString type, byte[] bytes, int offset, int length) {
    start(type);
    out.string(bytes, offset, length);
    end();
  }

  private void start(SerializedString type) {
    if (!inSet) {
      out.startObject();
      out.name(type);
    }
  }

  private void end() {
    if (!inSet) {
      out.endObject();
    }
  }
}
