package dev.tarn.kv.expression;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import dev.tarn.kv.error.DynamoDbException.ValidationException;

/** What an expression is for: its grammar, and the parameter that its errors speak of. */
public enum ExpressionKind {
  /** A condition that a write depends on. */
  CONDITION("ConditionExpression", Keywords.CONDITION),
  /** A condition that chooses among items read. */
  FILTER("FilterExpression", Keywords.CONDITION),
  /** The condition on a key that a query reads by. */
  KEY_CONDITION("KeyConditionExpression", Keywords.CONDITION),
  /** The paths that a read gives back. */
  PROJECTION("ProjectionExpression", ImmutableSet.of()),
  /** The changes that UpdateItem makes. */
  UPDATE("UpdateExpression", Keywords.UPDATE);

  private final String parameterName;
  private final ImmutableSet<String> keywords;

  ExpressionKind(String parameterName, ImmutableSet<String> keywords) {
    this.parameterName = parameterName;
    this.keywords = keywords;
  }

  /** The request parameter's name, such as {@code ConditionExpression}. */
  public String parameterName() {
    return parameterName;
  }

  /** Whether the grammar gives this word a meaning, in whatever case it is written. */
  boolean isKeyword(String word) {
    return keywords.contains(Ascii.toUpperCase(word));
  }

  /** The error that such an expression is answered with. */
  ValidationException invalid(String detail) {
    return new ValidationException("Invalid " + parameterName + ": " + detail);
  }

  private static final class Keywords {
    static final ImmutableSet<String> CONDITION =
        ImmutableSet.of("AND", "OR", "NOT", "BETWEEN", "IN");
    static final ImmutableSet<String> UPDATE = ImmutableSet.of("SET", "REMOVE", "ADD", "DELETE");
  }
}
