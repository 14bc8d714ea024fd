package dev.tarn.http.operation;

import com.google.common.collect.ImmutableList;
import dev.tarn.http.legacy.AttributeUpdates;
import dev.tarn.http.legacy.AttributesToGet;
import dev.tarn.http.legacy.LegacyConditions;
import dev.tarn.http.legacy.LegacyKeyConditions;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.ExpressionKind;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters by which an operation takes conditions, updates and projections, in each of the
 * two styles: legacy ones and expressions, in the order in which the service's errors name them.
 */
enum OperationParameters {
  /** GetItem, and a table of BatchGetItem. */
  GET(ImmutableList.of(AttributesToGet.PARAMETER), ExpressionKind.PROJECTION),
  /** PutItem and DeleteItem. */
  WRITE(
      ImmutableList.of(LegacyConditions.EXPECTED, Names.CONDITIONAL_OPERATOR),
      ExpressionKind.CONDITION),
  UPDATE(
      ImmutableList.of(
          AttributeUpdates.PARAMETER, LegacyConditions.EXPECTED, Names.CONDITIONAL_OPERATOR),
      ExpressionKind.UPDATE,
      ExpressionKind.CONDITION),
  QUERY(
      ImmutableList.of(
          AttributesToGet.PARAMETER,
          Names.QUERY_FILTER,
          Names.CONDITIONAL_OPERATOR,
          LegacyKeyConditions.PARAMETER),
      ExpressionKind.PROJECTION,
      ExpressionKind.FILTER,
      ExpressionKind.KEY_CONDITION),
  SCAN(
      ImmutableList.of(AttributesToGet.PARAMETER, Names.SCAN_FILTER, Names.CONDITIONAL_OPERATOR),
      ExpressionKind.PROJECTION,
      ExpressionKind.FILTER),
  /** An item of TransactGetItems. */
  TRANSACT_GET(ImmutableList.of(), ExpressionKind.PROJECTION),
  /** Put, Delete and ConditionCheck of TransactWriteItems. */
  TRANSACT_WRITE(ImmutableList.of(), ExpressionKind.CONDITION),
  /** Update of TransactWriteItems. */
  TRANSACT_UPDATE(ImmutableList.of(), ExpressionKind.UPDATE, ExpressionKind.CONDITION);

  private final ImmutableList<String> legacy;
  private final ImmutableList<String> expressions;
  private final ImmutableList<String> expressionsWithValues;

  OperationParameters(ImmutableList<String> legacy, ExpressionKind... expressions) {
    this.legacy = legacy;
    this.expressions = names(expressions, kind -> true);
    this.expressionsWithValues = names(expressions, kind -> kind != ExpressionKind.PROJECTION);
  }

  /** Whether an expression of the operation can have values: projections have none. */
  boolean takeValues() {
    return !expressionsWithValues.isEmpty();
  }

  /** Whether a legacy parameter is among them. */
  boolean takeLegacy(String parameter) {
    return legacy.contains(parameter);
  }

  /** The legacy parameter in the place of the condition or filter, if the operation takes one. */
  @Nullable String legacyCondition() {
    return switch (this) {
      case GET, TRANSACT_GET, TRANSACT_WRITE, TRANSACT_UPDATE -> null;
      case WRITE, UPDATE -> LegacyConditions.EXPECTED;
      case QUERY -> Names.QUERY_FILTER;
      case SCAN -> Names.SCAN_FILTER;
    };
  }

  /**
   * Checks that a request keeps to one style, and has names and values only for expressions.
   *
   * @throws ValidationException if it does not
   */
  void check(Structure input) {
    if (isAnyOf(expressions, input)) {
      requireNoLegacy(input);
    } else if (input.has(Names.NAMES)) {
      throw new ValidationException(
          "ExpressionAttributeNames can only be specified when using expressions");
    }
    if (takeValues() && input.has(Names.VALUES) && !isAnyOf(expressionsWithValues, input)) {
      throw new ValidationException(
          "ExpressionAttributeValues can only be specified when using expressions: "
              + String.join(" and ", expressionsWithValues)
              + (expressionsWithValues.size() > 1 ? " are null" : " is null"));
    }
  }

  private void requireNoLegacy(Structure input) {
    String found = found(legacy, name -> isForbiddenBesideExpressions(name, input));
    if (!found.isEmpty()) {
      throw new ValidationException(
          "Can not use both expression and non-expression parameters in the same request:"
              + " Non-expression parameters: {"
              + found
              + "} Expression parameters: {"
              + found(expressions, input::has)
              + "}");
    }
  }

  /** A filter or projection may be an expression beside KeyConditions. */
  private static boolean isForbiddenBesideExpressions(String name, Structure input) {
    return input.has(name)
        && (!name.equals(LegacyKeyConditions.PARAMETER)
            || input.has(ExpressionKind.KEY_CONDITION.parameterName()));
  }

  private static String found(List<String> names, Predicate<String> found) {
    return names.stream().filter(found).collect(Collectors.joining(", "));
  }

  private static boolean isAnyOf(List<String> names, Structure input) {
    for (int i = 0; i < names.size(); i++) {
      if (input.has(names.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static ImmutableList<String> names(
      ExpressionKind[] kinds, Predicate<ExpressionKind> chosen) {
    return Arrays.stream(kinds)
        .filter(chosen)
        .map(ExpressionKind::parameterName)
        .collect(ImmutableList.toImmutableList());
  }

  /** Names that no other class knows; an enum's constants cannot use its own. */
  private static final class Names {
    static final String NAMES = "ExpressionAttributeNames";
    static final String VALUES = "ExpressionAttributeValues";
    static final String CONDITIONAL_OPERATOR = "ConditionalOperator";
    static final String QUERY_FILTER = "QueryFilter";
    static final String SCAN_FILTER = "ScanFilter";
  }
}
