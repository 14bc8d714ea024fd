package dev.tarn.http.json;

import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A member's name that lies in an array as UTF-8 and needs no escape, in the form in which Jackson
 * takes names without making strings of them. Moved from name to name; used by one thread.
 */
final class Utf8Name implements SerializableString {
  private byte[] bytes = {};
  private int offset;
  private int length;

  /** This, moved to another name. */
  Utf8Name of(byte[] utf8, int start, int count) {
    bytes = utf8;
    offset = start;
    length = count;
    return this;
  }

  /** Only for Jackson's check of duplicates, which is off: not worth a string. */
  @Override
  public String getValue() {
    return "";
  }

  @Override
  public int charLength() {
    return new String(bytes, offset, length, StandardCharsets.UTF_8).length();
  }

  @Override
  public char[] asQuotedChars() {
    return new String(bytes, offset, length, StandardCharsets.UTF_8).toCharArray();
  }

  @Override
  public byte[] asUnquotedUTF8() {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  @Override
  public byte[] asQuotedUTF8() {
    return asUnquotedUTF8();
  }

  /** Copies the name, or says by a negative number that there is no room. */
  @Override
  public int appendQuotedUTF8(byte[] buffer, int start) {
    if (buffer.length - start < length) {
      return -1;
    }
    System.arraycopy(bytes, offset, buffer, start, length);
    return length;
  }

  @Override
  public int appendUnquotedUTF8(byte[] buffer, int start) {
    return appendQuotedUTF8(buffer, start);
  }

  @Override
  public int appendQuoted(char[] buffer, int start) {
    char[] chars = asQuotedChars();
    if (buffer.length - start < chars.length) {
      return -1;
    }
    System.arraycopy(chars, 0, buffer, start, chars.length);
    return chars.length;
  }

  @Override
  public int appendUnquoted(char[] buffer, int start) {
    return appendQuoted(buffer, start);
  }

  @Override
  public int writeQuotedUTF8(OutputStream out) throws IOException {
    out.write(bytes, offset, length);
    return length;
  }

  @Override
  public int writeUnquotedUTF8(OutputStream out) throws IOException {
    return writeQuotedUTF8(out);
  }

  @Override
  public int putQuotedUTF8(ByteBuffer buffer) {
    if (buffer.remaining() < length) {
      return -1;
    }
    buffer.put(bytes, offset, length);
    return length;
  }

  @Override
  public int putUnquotedUTF8(ByteBuffer buffer) {
    return putQuotedUTF8(buffer);
  }
}
