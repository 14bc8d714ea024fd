package dev.tarn.http.operation;

import dev.tarn.http.legacy.AttributesToGet;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.ExpressionKind;
import dev.tarn.kv.expression.Projection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Query and Scan have in common: how much to read, and what to show of it.
 *
 * @param limit the most items to look at
 * @param filter what the items must satisfy, or null
 * @param projection what to show of them, or null for everything
 * @param allAttributes whether whole items were asked for, whatever an index projects
 * @param countOnly whether only their number is shown
 * @param consistent whether a consistent read was asked for, which costs twice
 * @param capacity how much to tell of the capacity consumed
 */
record PageParameters(
    int limit,
    @Nullable Condition filter,
    @Nullable Projection projection,
    boolean allAttributes,
    boolean countOnly,
    boolean consistent,
    ConsumedCapacity capacity) {
  private static final List<String> PROJECTIONS =
      List.of(AttributesToGet.PARAMETER, ExpressionKind.PROJECTION.parameterName());

  /**
   * Reads them, but for the expressions, which are read already.
   *
   * @throws ValidationException if Select does not go with the projection
   */
  static PageParameters of(
      Structure input, @Nullable Condition filter, @Nullable Projection projection) {
    String select = input.string("Select");
    requireFitting(input, select, projection != null);
    Integer limit = input.integer("Limit");
    return new PageParameters(
        limit == null ? Integer.MAX_VALUE : limit,
        filter,
        projection,
        "ALL_ATTRIBUTES".equals(select),
        "COUNT".equals(select),
        input.isTrue("ConsistentRead"),
        ConsumedCapacity.of(input));
  }

  private static void requireFitting(
      Structure input, @Nullable String select, boolean hasProjection) {
    if (select == null) {
      return;
    }
    switch (select) {
      case "SPECIFIC_ATTRIBUTES" -> {
        if (!hasProjection) {
          throw new ValidationException(
              "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                  + " SPECIFIC_ATTRIBUTES");
        }
      }
      case "COUNT" -> requireNoProjection(input, "only the Count");
      default -> {
        requireNoProjection(input, select);
        if (select.equals("ALL_PROJECTED_ATTRIBUTES") && !input.has("IndexName")) {
          throw new ValidationException(
              "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }
      }
    }
  }

  private static void requireNoProjection(Structure input, String wanted) {
    for (String parameter : PROJECTIONS) {
      if (input.has(parameter)) {
        throw new ValidationException(
            "Cannot specify the " + parameter + " when choosing to get " + wanted);
      }
    }
  }
}
