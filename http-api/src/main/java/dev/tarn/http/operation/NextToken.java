package dev.tarn.http.operation;

import com.google.common.hash.Hashing;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.StoreKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * The position of a page as a client sees it: bound to its statement, parameters and table, and
 * opaque, yet the same on every server with the same data.
 *
 * <pre>
 * token := base64(version:byte binding:16 step:u16 key:* check:8)
 * </pre>
 *
 * <p>The binding is a digest of the statement, the check one of all bytes before it.
 */
final class NextToken {
  private static final byte VERSION = 1;
  private static final int BINDING_BYTES = 16;
  private static final int CHECK_BYTES = 8;
  private static final int HEADER_BYTES = 1 + BINDING_BYTES + Short.BYTES;

  private final byte[] binding;

  private NextToken(byte[] binding) {
    this.binding = binding;
  }

  /**
   * Tokens for one statement.
   *
   * @param tableId the table's, so that a token outlives no table
   */
  static NextToken of(StatementExecution statement, String tableId) {
    AttributeValue parameters = new AttributeValue.L(statement.parameters());
    byte[] digest =
        Hashing.sha256()
            .newHasher()
            .putString(tableId, StandardCharsets.UTF_8)
            .putString(statement.prepared().toString(), StandardCharsets.UTF_8)
            .putByte((byte) 0)
            .putBytes(EncodedItem.of(new Item(Map.of("p", parameters))).bytes())
            .hash()
            .asBytes();
    return new NextToken(Arrays.copyOf(digest, BINDING_BYTES));
  }

  String encode(ReadPosition position) {
    byte[] key = position.last() == null ? new byte[0] : position.last().bytes();
    ByteBuffer token = ByteBuffer.allocate(HEADER_BYTES + key.length + CHECK_BYTES);
    token.put(VERSION).put(binding).putShort((short) position.step()).put(key);
    token.put(check(token.array()));
    return Base64.getEncoder().encodeToString(token.array());
  }

  /**
   * The position of a token.
   *
   * @throws ValidationException if it is no token, or another statement's
   */
  ReadPosition decode(String text) {
    byte[] token = decodeBase64(text);
    boolean valid =
        token.length >= HEADER_BYTES + CHECK_BYTES
            && token[0] == VERSION
            && Arrays.equals(
                check(token), Arrays.copyOfRange(token, token.length - CHECK_BYTES, token.length));
    if (!valid) {
      throw invalid();
    }
    if (!Arrays.equals(token, 1, 1 + BINDING_BYTES, binding, 0, BINDING_BYTES)) {
      throw new ValidationException("NextToken does not match request");
    }
    int step = ByteBuffer.wrap(token).getShort(1 + BINDING_BYTES);
    byte[] key = Arrays.copyOfRange(token, HEADER_BYTES, token.length - CHECK_BYTES);
    return new ReadPosition(
        step, key.length < StoreKey.SORT_KEY_OFFSET ? null : StoreKey.wrap(key));
  }

  /** The error of what is no token. */
  static ValidationException invalid() {
    return new ValidationException("Invalid NextToken");
  }

  private static byte[] decodeBase64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      throw invalid();
    }
  }

  private static byte[] check(byte[] token) {
    byte[] digest = Hashing.sha256().hashBytes(token, 0, token.length - CHECK_BYTES).asBytes();
    return Arrays.copyOf(digest, CHECK_BYTES);
  }
}
