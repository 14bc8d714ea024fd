package dev.tarn.http.legacy;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Condition;
import java.util.List;

/** Whether all of a request's legacy conditions must hold or any; named as on the wire. */
enum ConditionalOperator {
  AND,
  OR;

  /**
   * What a request asks for, AND if it does not say.
   *
   * @param conditions how many conditions there are to join
   * @throws ValidationException if it says, but there is nothing to join
   */
  static ConditionalOperator of(Structure input, int conditions) {
    String operator = input.string("ConditionalOperator");
    if (operator == null) {
      return AND;
    }
    if (conditions == 0) {
      throw new ValidationException(
          "ConditionalOperator cannot be used without Filter or Expected");
    }
    if (conditions == 1) {
      throw new ValidationException(
          "ConditionalOperator can only be used when Filter or Expected has two or more elements");
    }
    return valueOf(operator);
  }

  Condition join(List<Condition> conditions) {
    if (conditions.size() == 1) {
      return conditions.getFirst();
    }
    return switch (this) {
      case AND -> new Condition.And(conditions);
      case OR -> new Condition.Or(conditions);
    };
  }
}
