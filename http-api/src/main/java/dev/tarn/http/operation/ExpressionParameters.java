package dev.tarn.http.operation;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.ExpressionKind;
import dev.tarn.kv.expression.Expressions;
import dev.tarn.kv.expression.KeyCondition;
import dev.tarn.kv.expression.Placeholders;
import dev.tarn.kv.expression.Projection;
import dev.tarn.kv.expression.Update;
import dev.tarn.kv.table.KeySchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of one request with the names and values they share. Each operation asks for
 * those it takes, then for {@link #requireAllUsed}.
 */
final class ExpressionParameters {
  private static final String NAMES = "ExpressionAttributeNames";
  private static final String VALUES = "ExpressionAttributeValues";

  private final Structure input;
  private final Expressions expressions;
  private final Placeholders placeholders;

  private ExpressionParameters(
      Structure input, Expressions expressions, Placeholders placeholders) {
    this.input = input;
    this.expressions = expressions;
    this.placeholders = placeholders;
  }

  /**
   * Reads the names and values of a request whose operation takes only a projection: it has no
   * values.
   */
  static ExpressionParameters ofProjection(Structure input, Expressions expressions) {
    requireExpressionForNames(input, List.of(ExpressionKind.PROJECTION));
    return new ExpressionParameters(
        input, expressions, new Placeholders(input.stringMap(NAMES), null));
  }

  /**
   * Reads the names and values of a request.
   *
   * @param takingValues the expressions of the operation in which values can stand, in the order in
   *     which the service names them
   * @param others the other expressions of the operation
   * @throws ValidationException if there are names or values, but no expression to use them
   */
  static ExpressionParameters of(
      Structure input,
      Expressions expressions,
      List<ExpressionKind> takingValues,
      ExpressionKind... others) {
    List<ExpressionKind> all = new ArrayList<>(takingValues);
    all.addAll(List.of(others));
    requireExpressionForNames(input, all);
    if (input.has(VALUES) && missing(input, takingValues)) {
      throw new ValidationException(
          "ExpressionAttributeValues can only be specified when using expressions: "
              + String.join(
                  " and ", takingValues.stream().map(ExpressionKind::parameterName).toList())
              + (takingValues.size() > 1 ? " are null" : " is null"));
    }
    return new ExpressionParameters(
        input,
        expressions,
        new Placeholders(input.stringMap(NAMES), input.attributeValues(VALUES)));
  }

  /** The condition or filter, or null if the request has none. */
  @Nullable Condition condition(ExpressionKind kind) {
    String text = input.string(kind.parameterName());
    return text == null ? null : expressions.condition(kind, text).bind(placeholders);
  }

  /** The projection, or null if the request has none. */
  @Nullable Projection projection() {
    String text = input.string(ExpressionKind.PROJECTION.parameterName());
    return text == null ? null : expressions.projection(text).bind(placeholders);
  }

  /** The update, or null if the request has none. */
  @Nullable Update update() {
    String text = input.string(ExpressionKind.UPDATE.parameterName());
    return text == null ? null : expressions.update(text).bind(placeholders);
  }

  /** The condition on the key. */
  KeyCondition keyCondition(String text, KeySchema schema) {
    return expressions.keyCondition(text).bind(placeholders, schema);
  }

  /**
   * Ends the reading of expressions.
   *
   * @throws ValidationException if a name or value is used by none of them
   */
  void requireAllUsed() {
    placeholders.requireAllUsed();
  }

  private static void requireExpressionForNames(Structure input, List<ExpressionKind> kinds) {
    if (input.has(NAMES) && missing(input, kinds)) {
      throw new ValidationException(
          "ExpressionAttributeNames can only be specified when using expressions");
    }
  }

  private static boolean missing(Structure input, List<ExpressionKind> kinds) {
    return kinds.stream().noneMatch(kind -> input.has(kind.parameterName()));
  }
}
