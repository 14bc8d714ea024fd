package dev.tarn.partitioner;

import com.google.common.primitives.Longs;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 128 bits of the SHA-256 of a partition key.
 *
 * <p>Its high bits place an item in a partition and in a scan segment; as a whole it stands for the
 * partition key in every stored key, so that keys of up to 2,048 bytes take 16.
 *
 * @param high the first eight bytes, compared as an unsigned number
 * @param low the next eight bytes
 */
public record KeyHash(long high, long low) {
  /** Bytes of a stored hash. */
  public static final int BYTES = 16;

  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(KeyHash::sha256);

  /**
   * Hashes a partition key.
   *
   * @param typeTaggedKey the key's type followed by its value, so that the string "1" and the
   *     number 1 differ
   */
  public static KeyHash of(byte[] typeTaggedKey) {
    byte[] digest = SHA_256.get().digest(typeTaggedKey);
    return new KeyHash(
        Longs.fromBytes(
            digest[0], digest[1], digest[2], digest[3], digest[4], digest[5], digest[6], digest[7]),
        Longs.fromBytes(
            digest[8],
            digest[9],
            digest[10],
            digest[11],
            digest[12],
            digest[13],
            digest[14],
            digest[15]));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
