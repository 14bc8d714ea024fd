package dev.tarn.http.rest.item;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.tarn.http.operation.ItemSource;
import dev.tarn.http.rest.ProblemException;
import dev.tarn.http.rest.QueryParameters;
import dev.tarn.kv.key.StoreKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A page's end as a client sees it: bound to its query, and opaque, yet the same on every server
 * with the same data. The limit may differ from page to page.
 *
 * <pre>
 * text := base64url(version:byte binding:16 key:* check:8)
 * </pre>
 *
 * <p>The binding is a digest of the query, the check one of all bytes before it.
 */
final class Cursor {
  static final String PARAMETER = "cursor";

  private static final Set<String> NOT_BOUND = Set.of(PARAMETER, "limit");
  private static final byte VERSION = 1;
  private static final int BINDING_BYTES = 16;
  private static final int HEADER_BYTES = 1 + BINDING_BYTES;
  private static final int CHECK_BYTES = 8;

  private final byte[] binding;

  private Cursor(byte[] binding) {
    this.binding = binding;
  }

  /** Cursors of one query. */
  static Cursor of(QueryParameters query, ItemSource source) {
    Hasher hasher = Hashing.sha256().newHasher();
    // The table's id: a cursor outlives no table.
    put(hasher, source.table().id());
    hasher.putInt(source.number());
    for (Map.Entry<String, List<String>> parameter : new TreeMap<>(query.values()).entrySet()) {
      if (!NOT_BOUND.contains(parameter.getKey())) {
        put(hasher, parameter.getKey());
        hasher.putInt(parameter.getValue().size());
        parameter.getValue().forEach(value -> put(hasher, value));
      }
    }
    return new Cursor(Arrays.copyOf(hasher.hash().asBytes(), BINDING_BYTES));
  }

  /** The text for the client. */
  String encode(StoreKey last) {
    byte[] key = last.bytes();
    ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + key.length + CHECK_BYTES);
    bytes.put(VERSION).put(binding).put(key);
    bytes.put(check(bytes.array()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * The key after which the page begins.
   *
   * @throws ProblemException if the text is no cursor, or another query's
   */
  StoreKey decode(String text) {
    byte[] bytes = base64(text);
    int end = bytes.length - CHECK_BYTES;
    if (end < HEADER_BYTES + StoreKey.SORT_KEY_OFFSET
        || bytes[0] != VERSION
        || !Arrays.equals(check(bytes), Arrays.copyOfRange(bytes, end, bytes.length))) {
      throw invalid();
    }
    if (!Arrays.equals(bytes, 1, HEADER_BYTES, binding, 0, BINDING_BYTES)) {
      throw ProblemException.badRequest("The cursor is another query's.");
    }
    return StoreKey.wrap(Arrays.copyOfRange(bytes, HEADER_BYTES, end));
  }

  private static void put(Hasher hasher, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    hasher.putInt(utf8.length).putBytes(utf8);
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      throw invalid();
    }
  }

  private static byte[] check(byte[] bytes) {
    byte[] digest = Hashing.sha256().hashBytes(bytes, 0, bytes.length - CHECK_BYTES).asBytes();
    return Arrays.copyOf(digest, CHECK_BYTES);
  }

  private static ProblemException invalid() {
    return ProblemException.badRequest("Not a cursor of ours.");
  }
}
