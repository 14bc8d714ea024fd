package dev.tarn.kv.engine;

import com.google.common.hash.Hashing;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.IdempotentParameterMismatchException;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Makes a transaction that is sent twice happen once: for ten minutes, and across restarts, since
 * the token is an item of a system table and part of the transaction's own commit.
 *
 * @param token the client's ClientRequestToken
 * @param requestDigest tells apart requests that differ in anything but the token
 */
public record ClientRequestToken(String token, String requestDigest) {
  /** How long a token is remembered (API reference, TransactWriteItems). */
  static final long VALIDITY_MS = 10 * 60 * 1000;

  private static final String DIGEST = "Digest";
  private static final String COMMITTED_MS = "CommittedMs";

  /** What presenting a token means. */
  enum Presentation {
    NEW,
    REPEATED,
    OF_ANOTHER_REQUEST
  }

  /** A token and the text of the request that brings it. */
  public static ClientRequestToken of(String token, String request) {
    return new ClientRequestToken(
        token, Hashing.sha256().hashString(request, StandardCharsets.UTF_8).toString());
  }

  static DynamoDbException mismatch() {
    return new IdempotentParameterMismatchException();
  }

  /** Whether a remembered token's time is over. */
  static boolean isOver(EncodedItem remembered, long nowMs) {
    AttributeValue committed = remembered.decode().get(COMMITTED_MS);
    return !(committed instanceof N number)
        || nowMs - Long.parseLong(number.value().toString()) > VALIDITY_MS;
  }

  Presentation presented(LogHead head, long nowMs) {
    EncodedItem remembered = head.current(key());
    if (remembered == null || isOver(remembered, nowMs)) {
      return Presentation.NEW;
    }
    return new S(requestDigest).equals(remembered.decode().get(DIGEST))
        ? Presentation.REPEATED
        : Presentation.OF_ANOTHER_REQUEST;
  }

  /** The change that remembers the token. */
  Change remembered(LogHead head, long nowMs) {
    Item item =
        new Item(
            Map.of(
                DIGEST,
                new S(requestDigest),
                COMMITTED_MS,
                new N(Decimal.parse(Long.toString(nowMs)))));
    return head.change(key(), head.current(key()), EncodedItem.of(item));
  }

  private StoreKey key() {
    return StoreKey.of(SystemTable.TOKENS.number(), PrimaryKey.hash(new S(token)), new byte[0]);
  }
}
