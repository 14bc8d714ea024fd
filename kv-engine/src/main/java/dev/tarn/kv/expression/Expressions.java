package dev.tarn.kv.expression;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.util.function.Function;

/**
 * Parses expressions, and keeps those parsed last. For all threads; one instance serves all
 * requests, because what a text means does not depend on the values of its placeholders.
 */
public final class Expressions {
  /** How much text each cache keeps the expressions of, in UTF-16 units. */
  private static final long MAX_CACHED_TEXT = 1 << 20;

  /** What an expression weighs beside its text, so that many short ones stay bounded too. */
  private static final int ENTRY_OVERHEAD = 64;

  private final Cache<String, ConditionExpression> conditions = cache();
  private final Cache<String, ConditionExpression> filters = cache();
  private final Cache<String, KeyConditionExpression> keyConditions = cache();
  private final Cache<String, ProjectionExpression> projections = cache();
  private final Cache<String, UpdateExpression> updates = cache();

  /**
   * A condition or filter.
   *
   * @param kind {@link ExpressionKind#CONDITION} or {@link ExpressionKind#FILTER}
   * @throws ValidationException if the text is not a condition
   */
  public ConditionExpression condition(ExpressionKind kind, String text) {
    return switch (kind) {
      case CONDITION -> get(conditions, text, t -> new ConditionExpression(kind, t));
      case FILTER -> get(filters, text, t -> new ConditionExpression(kind, t));
      case KEY_CONDITION, PROJECTION, UPDATE ->
          throw new IllegalArgumentException("not a condition: " + kind);
    };
  }

  /**
   * A key condition.
   *
   * @throws ValidationException if the text is not a condition
   */
  public KeyConditionExpression keyCondition(String text) {
    return get(keyConditions, text, KeyConditionExpression::new);
  }

  /**
   * A projection.
   *
   * @throws ValidationException if the text is not a list of paths
   */
  public ProjectionExpression projection(String text) {
    return get(projections, text, ProjectionExpression::new);
  }

  /**
   * An update.
   *
   * @throws ValidationException if the text is not an update
   */
  public UpdateExpression update(String text) {
    return get(updates, text, UpdateExpression::new);
  }

  private static <T> Cache<String, T> cache() {
    return CacheBuilder.newBuilder()
        .maximumWeight(MAX_CACHED_TEXT)
        .weigher((String text, T parsed) -> text.length() + ENTRY_OVERHEAD)
        .build();
  }

  /** Two threads may parse a new text at once; that costs less than one waiting for the other. */
  private static <T> T get(Cache<String, T> cache, String text, Function<String, T> parse) {
    T cached = cache.getIfPresent(text);
    if (cached != null) {
      return cached;
    }
    T parsed = parse.apply(text);
    cache.put(text, parsed);
    return parsed;
  }
}
