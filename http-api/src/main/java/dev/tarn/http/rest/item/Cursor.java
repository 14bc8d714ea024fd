package dev.tarn.http.rest.item;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.tarn.http.operation.ItemSource;
import dev.tarn.http.operation.PageToken;
import dev.tarn.http.rest.ProblemException;
import dev.tarn.http.rest.QueryParameters;
import dev.tarn.kv.key.StoreKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A page's end, the key of its last item, as a client sees it: bound to its query. The limit may
 * differ from page to page.
 */
final class Cursor {
  static final String PARAMETER = "cursor";

  private static final Set<String> NOT_BOUND = Set.of(PARAMETER, "limit");

  private final PageToken token;

  private Cursor(PageToken token) {
    this.token = token;
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
    return new Cursor(PageToken.boundTo(hasher.hash()));
  }

  /** The text for the client. */
  String encode(StoreKey last) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.seal(last.bytes()));
  }

  /**
   * The key after which the page begins.
   *
   * @throws ProblemException if the text is no cursor, or another query's
   */
  StoreKey decode(String text) {
    byte[] key = token.open(base64(text), Cursor::invalid, Cursor::foreign);
    if (key.length < StoreKey.SORT_KEY_OFFSET) {
      throw invalid();
    }
    return StoreKey.wrap(key);
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

  private static ProblemException invalid() {
    return ProblemException.badRequest("Not a cursor of ours.");
  }

  private static ProblemException foreign() {
    return ProblemException.badRequest("The cursor is another query's.");
  }
}
