package dev.tarn.http.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A growing buffer that JSON is written to as UTF-8, used again and again by one thread.
 *
 * <p>It trusts its caller to write well-formed JSON; it only puts the commas.
 */
public final class JsonOutput {
  private static final int INITIAL_CAPACITY = 4 * 1024;

  /** A buffer that one big answer has made larger than this is given up after it. */
  private static final int KEPT_CAPACITY = 1024 * 1024;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private byte[] buffer = new byte[INITIAL_CAPACITY];
  private int end;
  private boolean needsComma;

  /** Forgets what was written. */
  public void clear() {
    if (buffer.length > KEPT_CAPACITY) {
      buffer = new byte[INITIAL_CAPACITY];
    }
    end = 0;
    needsComma = false;
  }

  /** The buffer itself, of which {@link #length} bytes count. */
  public byte[] buffer() {
    return buffer;
  }

  /** How many bytes have been written. */
  public int length() {
    return end;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, end);
  }

  /** An object begins. */
  public void startObject() {
    start('{');
  }

  /** The innermost object ends. */
  public void endObject() {
    end('}');
  }

  /** An array begins. */
  public void startArray() {
    start('[');
  }

  /** The innermost array ends. */
  public void endArray() {
    end(']');
  }

  /** A member's name; its value follows. */
  public void name(String name) {
    quote(name);
    colon();
  }

  /** A member's name as UTF-8; its value follows. */
  public void name(byte[] utf8, int offset, int length) {
    string(utf8, offset, length);
    colon();
  }

  /** A string. */
  public void string(String value) {
    quote(value);
    needsComma = true;
  }

  /** A string that is UTF-8 already. */
  public void string(byte[] utf8, int offset, int length) {
    reserve(length + 3);
    comma();
    buffer[end++] = '"';
    if (JsonText.isPlain(utf8, offset, length)) {
      System.arraycopy(utf8, offset, buffer, end, length);
      end += length;
    } else {
      escape(utf8, offset, length);
    }
    reserve(1);
    buffer[end++] = '"';
    needsComma = true;
  }

  /** Bytes, as a string of base64. */
  public void base64(byte[] bytes) {
    raw(Base64.getEncoder().encode(bytes), true);
  }

  /** A whole number. */
  public void number(long value) {
    raw(ascii(Long.toString(value)), false);
  }

  /** A number with a fraction; it must be finite. */
  public void number(double value) {
    raw(ascii(Double.toString(value)), false);
  }

  /** A number given in thousandths, as 1.500 for 1500. */
  public void thousandths(long value) {
    raw(ascii(java.math.BigDecimal.valueOf(value, 3).toString()), false);
  }

  /** True or false. */
  public void bool(boolean value) {
    raw(value ? TRUE : FALSE, false);
  }

  /** Bytes that are a piece of JSON themselves, such as the start of an object. */
  void fragment(byte[] json, boolean endsValue) {
    reserve(json.length + 1);
    comma();
    System.arraycopy(json, 0, buffer, end, json.length);
    end += json.length;
    needsComma = endsValue;
  }

  private void raw(byte[] ascii, boolean quoted) {
    reserve(ascii.length + 3);
    comma();
    if (quoted) {
      buffer[end++] = '"';
    }
    System.arraycopy(ascii, 0, buffer, end, ascii.length);
    end += ascii.length;
    if (quoted) {
      buffer[end++] = '"';
    }
    needsComma = true;
  }

  private void quote(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    string(utf8, 0, utf8.length);
  }

  private void escape(byte[] utf8, int offset, int length) {
    reserve(6 * length);
    for (int i = offset; i < offset + length; i++) {
      escape(utf8[i]);
    }
  }

  private void escape(byte b) {
    if (b == '"' || b == '\\') {
      buffer[end++] = '\\';
      buffer[end++] = b;
    } else if (b < 0 || b >= ' ') {
      buffer[end++] = b;
    } else {
      escapeControl(b);
    }
  }

  private void escapeControl(byte b) {
    int shortForm = "btn?fr".indexOf(b >= 8 && b <= 13 ? "btn?fr".charAt(b - 8) : 0);
    buffer[end++] = '\\';
    if (shortForm >= 0 && b != 11) {
      buffer[end++] = (byte) "btn?fr".charAt(b - 8);
      return;
    }
    buffer[end++] = 'u';
    buffer[end++] = '0';
    buffer[end++] = '0';
    buffer[end++] = HEX[b >> 4];
    buffer[end++] = HEX[b & 0xF];
  }

  private void start(char bracket) {
    reserve(2);
    comma();
    buffer[end++] = (byte) bracket;
    needsComma = false;
  }

  private void end(char bracket) {
    reserve(1);
    buffer[end++] = (byte) bracket;
    needsComma = true;
  }

  private void colon() {
    reserve(1);
    buffer[end++] = ':';
    needsComma = false;
  }

  private void comma() {
    if (needsComma) {
      buffer[end++] = ',';
    }
  }

  private void reserve(int bytes) {
    if (buffer.length - end < bytes) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, end + bytes));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
