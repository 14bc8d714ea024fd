package dev.tarn.kv.item;

import com.google.common.hash.Hashing;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An item as the bytes it is stored, logged and answered from.
 *
 * <p>The bytes are canonical: attributes sorted by name, sets sorted, numbers in canonical text. So
 * two items are equal exactly if their bytes are.
 *
 * <pre>
 * item      := size:varint count:varint (name value)*      size by {@link ItemSize}
 * name      := length:varint utf8
 * value     := tag:byte payload
 * payload   := S, B: length:varint bytes
 *              N: length:varint canonical text
 *              TRUE, FALSE, NULL: nothing
 *              SS, NS, BS: count:varint (length:varint bytes)*
 *              L: count:varint value*
 *              M: count:varint (name value)*
 * </pre>
 */
public final class EncodedItem {
  private static final int DIGEST_BYTES = 16;

  private final byte[] bytes;

  private EncodedItem(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes over bytes that have the layout above. */
  public static EncodedItem wrap(byte[] bytes) {
    return new EncodedItem(bytes);
  }

  /** As {@link #wrap}, and null for null. */
  public static @Nullable EncodedItem wrapNullable(byte @Nullable [] bytes) {
    return bytes == null ? null : new EncodedItem(bytes);
  }

  /** Encodes an item. */
  public static EncodedItem of(Item item) {
    return new EncodedItem(new ItemEncoder().encode(item));
  }

  /** The bytes, to be read only. */
  public byte[] bytes() {
    return bytes;
  }

  /** The item's size in bytes by DynamoDB's rule, kept with it. */
  public int size() {
    return new ItemDecoder(bytes).readVarint();
  }

  /** A digest of the item, 16 bytes: equal items have equal ones, and others do not. */
  public Binary digest() {
    byte[] sha256 = Hashing.sha256().hashBytes(bytes).asBytes();
    return Binary.wrap(Arrays.copyOf(sha256, DIGEST_BYTES));
  }

  /** The item as values. */
  public Item decode() {
    return new ItemDecoder(bytes).decode();
  }

  /** The attributes of some names as values; the others are passed over. */
  public Item decode(Set<String> names) {
    return new ItemDecoder(bytes).decode(names);
  }

  /** Tells a visitor of every value, in the stored order, without making objects of them. */
  public void accept(ItemVisitor visitor) {
    new ItemDecoder(bytes).accept(visitor);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedItem that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return decode().toString();
  }
}
