package dev.tarn.http.rest.item;

import dev.tarn.http.rest.RestExchange;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.DocumentPath;
import dev.tarn.kv.table.KeySchema;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers If-Match and If-None-Match (RFC 9110, 13.1) as conditions, so that the engine
 * evaluates them on the item as it is when it is written.
 */
final class Preconditions {
  private static final String ANY = "*";

  private Preconditions() {}

  /**
   * What a request asks of the item, or null if nothing.
   *
   * @throws dev.tarn.http.rest.ProblemException if a header is malformed
   */
  static @Nullable Condition of(RestExchange exchange, KeySchema schema) {
    List<Condition> conditions = new ArrayList<>();
    String match = exchange.header(HttpHeaders.IF_MATCH);
    if (match != null) {
      conditions.add(matches(match, true, schema));
    }
    String noneMatch = exchange.header(HttpHeaders.IF_NONE_MATCH);
    if (noneMatch != null) {
      conditions.add(new Condition.Not(matches(noneMatch, false, schema)));
    }
    return conditions.isEmpty() ? null : new Condition.And(conditions);
  }

  private static Condition matches(String header, boolean strongly, KeySchema schema) {
    return header.strip().equals(ANY)
        ? new Condition.AttributeExists(DocumentPath.of(schema.partitionKey().name()))
        : new Condition.HasDigest(EntityTag.digests(header, strongly));
  }
}
