package dev.tarn.kv.partiql;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.tarn.kv.error.DynamoDbException.ValidationException;

/**
 * Parses statements, and keeps those parsed last. For all threads; one instance serves all
 * requests, because what a text means does not depend on its parameters.
 */
public final class Statements {
  /** How much text the cache keeps the statements of, in UTF-16 units. */
  private static final long MAX_CACHED_TEXT = 1 << 20;

  /** What a statement weighs beside its text, so that many short ones stay bounded too. */
  private static final int ENTRY_OVERHEAD = 128;

  private final Cache<String, PreparedStatement> parsed =
      CacheBuilder.newBuilder()
          .maximumWeight(MAX_CACHED_TEXT)
          .weigher((String text, PreparedStatement statement) -> text.length() + ENTRY_OVERHEAD)
          .build();

  /**
   * The statement of a text.
   *
   * @throws ValidationException if it is not well formed
   */
  public PreparedStatement parse(String text) {
    PreparedStatement cached = parsed.getIfPresent(text);
    if (cached != null) {
      return cached;
    }
    PreparedStatement statement = StatementParser.parse(text);
    parsed.put(text, statement);
    return statement;
  }
}
