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
 * The position of a page as a client sees it: bound to its statement, parameters and table.
 *
 * <pre>
 * position := step:u16 key:*
 * </pre>
 */
final class NextToken {
  private final PageToken token;

  private NextToken(PageToken token) {
    this.token = token;
  }

  /**
   * Tokens for one statement.
   *
   * @param tableId the table's, so that a token outlives no table
   */
  static NextToken of(StatementExecution statement, String tableId) {
    AttributeValue parameters = new AttributeValue.L(statement.parameters());
    return new NextToken(
        PageToken.boundTo(
            Hashing.sha256()
                .newHasher()
                .putString(tableId, StandardCharsets.UTF_8)
                .putString(statement.prepared().toString(), StandardCharsets.UTF_8)
                .putByte((byte) 0)
                .putBytes(EncodedItem.of(new Item(Map.of("p", parameters))).bytes())
                .hash()));
  }

  String encode(ReadPosition position) {
    byte[] key = position.last() == null ? new byte[0] : position.last().bytes();
    ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES + key.length);
    bytes.putShort((short) position.step()).put(key);
    return Base64.getEncoder().encodeToString(token.seal(bytes.array()));
  }

  /**
   * The position of a token.
   *
   * @throws ValidationException if it is no token, or another statement's
   */
  ReadPosition decode(String text) {
    byte[] position = token.open(decodeBase64(text), NextToken::invalid, NextToken::mismatch);
    if (position.length < Short.BYTES) {
      throw invalid();
    }
    int step = ByteBuffer.wrap(position).getShort();
    byte[] key = Arrays.copyOfRange(position, Short.BYTES, position.length);
    return new ReadPosition(
        step, key.length < StoreKey.SORT_KEY_OFFSET ? null : StoreKey.wrap(key));
  }

  /** The error of what is no token. */
  static ValidationException invalid() {
    return new ValidationException("Invalid NextToken");
  }

  private static ValidationException mismatch() {
    return new ValidationException("NextToken does not match request");
  }

  private static byte[] decodeBase64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      throw invalid();
    }
  }
}
