package dev.tarn.http.operation;

import dev.tarn.http.legacy.AttributeUpdates;
import dev.tarn.http.legacy.AttributesToGet;
import dev.tarn.http.legacy.LegacyConditions;
import dev.tarn.http.legacy.LegacyKeyConditions;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.ExpressionKind;
import dev.tarn.kv.expression.Expressions;
import dev.tarn.kv.expression.KeyConditions;
import dev.tarn.kv.expression.Placeholders;
import dev.tarn.kv.expression.Projection;
import dev.tarn.kv.expression.Update;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of one request with the names and values they share, or the legacy parameters in
 * their place. Each operation asks for those it takes, then for {@link #requireAllUsed}.
 */
final class ExpressionParameters {
  private final Structure input;
  private final Expressions expressions;
  private final OperationParameters taken;
  private @Nullable Placeholders placeholders;

  private ExpressionParameters(
      Structure input, Expressions expressions, OperationParameters taken) {
    this.input = input;
    this.expressions = expressions;
    this.taken = taken;
  }

  /**
   * The expressions of a request; none is read yet.
   *
   * @throws ValidationException if there are legacy parameters beside expressions, or names or
   *     values, but no expression to use them
   */
  static ExpressionParameters of(
      Structure input, Expressions expressions, OperationParameters taken) {
    taken.check(input);
    return new ExpressionParameters(input, expressions, taken);
  }

  /** The condition or filter, or null if the request has none. */
  @Nullable Condition condition(ExpressionKind kind) {
    String text = input.string(kind.parameterName());
    if (text != null) {
      return expressions.condition(kind, text).bind(placeholders());
    }
    String legacy = taken.legacyCondition();
    return legacy == null ? null : LegacyConditions.of(input, legacy);
  }

  /** The projection, or null if the request has none. */
  @Nullable Projection projection() {
    String text = input.string(ExpressionKind.PROJECTION.parameterName());
    if (text != null) {
      return expressions.projection(text).bind(placeholders());
    }
    return hasLegacy(AttributesToGet.PARAMETER) ? AttributesToGet.of(input) : null;
  }

  /** The update, or null if the request has none. */
  @Nullable Update update() {
    String text = input.string(ExpressionKind.UPDATE.parameterName());
    if (text != null) {
      return expressions.update(text).bind(placeholders());
    }
    return hasLegacy(AttributeUpdates.PARAMETER) ? AttributeUpdates.of(input) : null;
  }

  /**
   * The conditions on a key.
   *
   * @throws ValidationException if the request has none
   */
  KeyConditions keyConditions() {
    String text = input.string(ExpressionKind.KEY_CONDITION.parameterName());
    if (text != null) {
      return expressions.keyCondition(text).bind(placeholders());
    }
    if (!hasLegacy(LegacyKeyConditions.PARAMETER)) {
      throw new ValidationException(
          "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
              + " request.");
    }
    return LegacyKeyConditions.of(input);
  }

  /**
   * Ends the reading of expressions.
   *
   * @throws ValidationException if a name or value is used by none of them
   */
  void requireAllUsed() {
    if (placeholders != null) {
      placeholders.requireAllUsed();
    }
  }

  private boolean hasLegacy(String parameter) {
    return taken.takeLegacy(parameter) && input.has(parameter);
  }

  /** Read when they are first needed, because the service checks them after most else. */
  private Placeholders placeholders() {
    Placeholders read = placeholders;
    if (read == null) {
      read =
          new Placeholders(
              input.stringMap("ExpressionAttributeNames"),
              taken.takeValues() ? input.attributeValues("ExpressionAttributeValues") : null);
      placeholders = read;
    }
    return read;
  }
}
