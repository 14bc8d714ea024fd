package dev.tarn.stream.shard;

import com.google.common.hash.Hashing;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * A position in a shard, which a client holds as an opaque text. The server keeps nothing of it: so
 * it outlives a restart, and costs nothing.
 *
 * <pre>
 * text := base64url(version:u8 issued:u64 table:u32 partition:u32 opened:u64
 *                   trim horizon:u8 sequence number:u64 label:utf8 check:u64)
 * </pre>
 *
 * <p>The check keeps mistakes out, not attackers: an iterator gives no right to read.
 *
 * @param issuedMs when it was given to the client, in milliseconds since 1970
 * @param table the table's number
 * @param label the stream's label
 * @param partition the shard's partition
 * @param openedMs when the shard was opened, in milliseconds since 1970
 * @param trimHorizon whether to begin with the oldest record kept, should it be a later one
 * @param sequenceNumber what is read has this sequence number or a later one
 */
record ShardIterator(
    long issuedMs,
    int table,
    String label,
    int partition,
    long openedMs,
    boolean trimHorizon,
    long sequenceNumber) {
  /** How long an iterator can be used (API reference, GetShardIterator). */
  static final long LIFETIME_MS = Duration.ofMinutes(15).toMillis();

  private static final byte VERSION = 1;
  private static final int FIXED_BYTES = 1 + 8 + 4 + 4 + 8 + 1 + 8;
  private static final int CHECK_BYTES = Long.BYTES;

  boolean isExpired(long nowMs) {
    return nowMs - issuedMs > LIFETIME_MS;
  }

  /** The position that a page which ended before a sequence number leads to. */
  ShardIterator next(long nextSequenceNumber, long nowMs) {
    return new ShardIterator(nowMs, table, label, partition, openedMs, false, nextSequenceNumber);
  }

  /** The text for the client. */
  String encode() {
    byte[] labelBytes = label.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES + labelBytes.length + CHECK_BYTES);
    bytes.put(VERSION).putLong(issuedMs).putInt(table).putInt(partition).putLong(openedMs);
    bytes.put((byte) (trimHorizon ? 1 : 0)).putLong(sequenceNumber).put(labelBytes);
    bytes.putLong(check(bytes.array(), bytes.position()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * Reads a client's text.
   *
   * @throws ValidationException if it is not one that {@link #encode} made
   */
  static ShardIterator decode(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      int end = bytes.length - CHECK_BYTES;
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      if (end < FIXED_BYTES
          || buffer.get() != VERSION
          || buffer.getLong(end) != check(bytes, end)) {
        throw invalid();
      }
      long issuedMs = buffer.getLong();
      int table = buffer.getInt();
      int partition = buffer.getInt();
      long openedMs = buffer.getLong();
      boolean trimHorizon = buffer.get() != 0;
      long sequenceNumber = buffer.getLong();
      String label = new String(bytes, FIXED_BYTES, end - FIXED_BYTES, StandardCharsets.UTF_8);
      return new ShardIterator(
          issuedMs, table, label, partition, openedMs, trimHorizon, sequenceNumber);
    } catch (IllegalArgumentException | BufferUnderflowException notOurs) {
      throw invalid();
    }
  }

  private static ValidationException invalid() {
    return new ValidationException("Invalid ShardIterator");
  }

  private static long check(byte[] bytes, int length) {
    return Hashing.sipHash24().hashBytes(bytes, 0, length).asLong();
  }
}
