package dev.tarn.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON that is written to memory as UTF-8, one document after the other, by one thread.
 *
 * <p>Jackson's generator writes it; this class keeps the buffer, and hands text that is UTF-8
 * already and needs no escape to the generator as it is.
 */
public final class JsonOutput {
  /** Puts nothing between two documents, which are never in the buffer at once. */
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .rootValueSeparator((String) null)
          .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .build();

  private final GrowingBuffer buffer = new GrowingBuffer();
  private final Utf8Name utf8Name = new Utf8Name();
  private JsonGenerator json = generator();

  /** Forgets what was written, and begins another document. */
  public void clear() {
    flush();
    buffer.clear();
    if (!json.getOutputContext().inRoot()) {
      json = generator();
    }
  }

  /** The buffer itself, of which {@link #length} bytes count. */
  public byte[] buffer() {
    flush();
    return buffer.bytes();
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer(), length());
  }

  /** How many bytes have been written. */
  public int length() {
    flush();
    return buffer.length();
  }

  /** An object begins. */
  public void startObject() {
    write(JsonGenerator::writeStartObject);
  }

  /** The innermost object ends. */
  public void endObject() {
    write(JsonGenerator::writeEndObject);
  }

  /** An array begins. */
  public void startArray() {
    write(JsonGenerator::writeStartArray);
  }

  /** The innermost array ends. */
  public void endArray() {
    write(JsonGenerator::writeEndArray);
  }

  /** A member's name; its value follows. */
  public void name(String name) {
    write(generator -> generator.writeFieldName(name));
  }

  /** A member's name that is known beforehand; its value follows. */
  void name(SerializedString name) {
    writeName(name);
  }

  /** A member's name as UTF-8; its value follows. */
  public void name(byte[] utf8, int offset, int length) {
    if (JsonText.isPlain(utf8, offset, length)) {
      writeName(utf8Name.of(utf8, offset, length));
    } else {
      name(new String(utf8, offset, length, StandardCharsets.UTF_8));
    }
  }

  /** A string. */
  public void string(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    string(utf8, 0, utf8.length);
  }

  /** A string that is UTF-8 already. */
  public void string(byte[] utf8, int offset, int length) {
    try {
      if (JsonText.isPlain(utf8, offset, length)) {
        json.writeRawUTF8String(utf8, offset, length);
      } else {
        json.writeUTF8String(utf8, offset, length);
      }
    } catch (IOException e) {
      throw impossible(e);
    }
  }

  /** Bytes, as a string of base64. */
  public void base64(byte[] bytes, int offset, int length) {
    write(generator -> generator.writeBinary(bytes, offset, length));
  }

  /** A whole number. */
  public void number(long value) {
    write(generator -> generator.writeNumber(value));
  }

  /** A number with a fraction; it must be finite. */
  public void number(double value) {
    write(generator -> generator.writeNumber(value));
  }

  /** A number that is text already, with all its digits. */
  public void decimal(String text) {
    write(generator -> generator.writeNumber(text));
  }

  /** A value that is JSON already. */
  public void raw(String json) {
    write(generator -> generator.writeRawValue(json));
  }

  /** The null value. */
  public void nullValue() {
    write(JsonGenerator::writeNull);
  }

  /** A number given in thousandths, as 1.500 for 1500. */
  public void thousandths(long value) {
    write(generator -> generator.writeNumber(BigDecimal.valueOf(value, 3)));
  }

  /** True or false. */
  public void bool(boolean value) {
    write(generator -> generator.writeBoolean(value));
  }

  private void writeName(SerializableString name) {
    try {
      json.writeFieldName(name);
    } catch (IOException e) {
      throw impossible(e);
    }
  }

  /** A piece of writing. */
  @FunctionalInterface
  private interface Piece {
    void write(JsonGenerator generator) throws IOException;
  }

  private void write(Piece piece) {
    try {
      piece.write(json);
    } catch (IOException e) {
      throw impossible(e);
    }
  }

  private void flush() {
    write(JsonGenerator::flush);
  }

  private JsonGenerator generator() {
    try {
      return JSON.createGenerator(buffer);
    } catch (IOException e) {
      throw impossible(e);
    }
  }

  /** Memory cannot fail as files do, and our callers nest objects and arrays as they should. */
  private static UncheckedIOException impossible(IOException e) {
    return new UncheckedIOException(e);
  }
}
