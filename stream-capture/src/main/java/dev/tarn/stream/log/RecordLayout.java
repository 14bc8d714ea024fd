package dev.tarn.stream.log;

/**
 * A commit as a record of a segment. Numbers are big-endian, varints little-endian base 128.
 *
 * <pre>
 * offset  0        4        8                16                24           32        33
 *         +--------+--------+----------------+-----------------+------------+---------+---------+
 *         | length | CRC    | first sequence | durable         | timestamp  | version | changes |
 *         |        | -32C   | number         | sequence number |            |         |         |
 *         +--------+--------+----------------+-----------------+------------+---------+---------+
 *
 * changes := count:varint change*
 * change  := images:byte partition:varint bytes(key) [bytes(old image)] [bytes(new image)]
 * bytes   := length:varint byte*
 * images  := 1 if there is an old image + 2 if there is a new one + 4 if the change is a backfill,
 *            whose one image is both + 8 if the item's time to live was over; the other bits are
 *            kept free
 * </pre>
 *
 * <p>The length counts the whole record, the CRC covers all that follows it. The durable sequence
 * number says what was on the disk when the record was written: a valid record tells that way
 * whether damage before it can be a batch that was never synced.
 */
final class RecordLayout {
  static final int LENGTH = 0;
  static final int CRC = LENGTH + Integer.BYTES;
  static final int FIRST_SEQUENCE_NUMBER = CRC + Integer.BYTES;
  static final int DURABLE_SEQUENCE_NUMBER = FIRST_SEQUENCE_NUMBER + Long.BYTES;
  static final int TIMESTAMP = DURABLE_SEQUENCE_NUMBER + Long.BYTES;
  static final int VERSION = TIMESTAMP + Long.BYTES;
  static final int CHANGES = VERSION + Byte.BYTES;

  /** Where the CRC begins to count. */
  static final int CRC_START = FIRST_SEQUENCE_NUMBER;

  /** A count, the images, a partition, and a key's length: no record is shorter. */
  static final int MIN_BYTES = CHANGES + 4;

  /** No commit comes near: 100 changes of two images of 400 KB are 80 MB. */
  static final int MAX_BYTES = 512 << 20;

  static final byte CURRENT_VERSION = 1;
  static final int OLD_IMAGE = 1;
  static final int NEW_IMAGE = 2;
  static final int BACKFILL = 4;
  static final int EXPIRY = 8;

  private RecordLayout() {}
}
