package dev.tarn.http.webhook;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.stream.filter.ValueTest.Bound;
import dev.tarn.stream.filter.ValueTest.Range;
import io.vertx.core.json.JsonArray;
import java.math.BigDecimal;
import java.util.List;

/** Reads what {@code numeric} takes: a comparison, or a lower and then an upper one. */
final class RangeJson {
  private RangeJson() {}

  /**
   * Reads a range.
   *
   * @throws ValidationException if it is none
   */
  static Range parse(Object operand) {
    if (!(operand instanceof JsonArray array)) {
      throw malformed();
    }
    return switch (array.size()) {
      case 2 -> single(operator(array, 0), bound(array, 0));
      case 4 -> between(array);
      default -> throw malformed();
    };
  }

  private static Range single(String operator, Bound bound) {
    return switch (operator) {
      case "=" -> new Range(bound, bound);
      case ">", ">=" -> new Range(bound, null);
      case "<", "<=" -> new Range(null, bound);
      default -> throw malformed();
    };
  }

  private static Range between(JsonArray array) {
    if (!List.of(">", ">=").contains(operator(array, 0))
        || !List.of("<", "<=").contains(operator(array, 2))) {
      throw malformed();
    }
    Bound lower = bound(array, 0);
    Bound upper = bound(array, 2);
    if (lower.value().compareTo(upper.value()) >= 0) {
      throw PatternJson.invalid("the bottom of a numeric range must be below its top");
    }
    return new Range(lower, upper);
  }

  private static String operator(JsonArray array, int index) {
    if (array.getValue(index) instanceof String operator) {
      return operator;
    }
    throw malformed();
  }

  private static Bound bound(JsonArray array, int operatorIndex) {
    if (array.getValue(operatorIndex + 1) instanceof Number number) {
      return new Bound(
          new BigDecimal(number.toString()), operator(array, operatorIndex).endsWith("="));
    }
    throw malformed();
  }

  private static ValidationException malformed() {
    return PatternJson.invalid(
        "numeric takes an array such as [\"=\", 5] or [\">\", 0, \"<=\", 5]");
  }
}
