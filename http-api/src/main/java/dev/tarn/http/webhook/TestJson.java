package dev.tarn.http.webhook;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.stream.filter.EventValue.Null;
import dev.tarn.stream.filter.EventValue.Numeric;
import dev.tarn.stream.filter.EventValue.Scalar;
import dev.tarn.stream.filter.EventValue.Text;
import dev.tarn.stream.filter.EventValue.Truth;
import dev.tarn.stream.filter.ValueTest;
import dev.tarn.stream.filter.ValueTest.Absent;
import dev.tarn.stream.filter.ValueTest.AnythingBut;
import dev.tarn.stream.filter.ValueTest.EqualsIgnoreCase;
import dev.tarn.stream.filter.ValueTest.Exactly;
import dev.tarn.stream.filter.ValueTest.Prefix;
import dev.tarn.stream.filter.ValueTest.Present;
import dev.tarn.stream.filter.ValueTest.Suffix;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the tests in an event pattern's arrays. */
final class TestJson {
  private static final String EQUALS_IGNORE_CASE = "equals-ignore-case";
  private static final String ANYTHING_BUT = "anything-but";

  private TestJson() {}

  /**
   * The tests of an array.
   *
   * @throws ValidationException if an element is no test
   */
  static List<ValueTest> all(JsonArray array) {
    return array.stream().map(TestJson::test).toList();
  }

  private static ValueTest test(Object element) {
    return element instanceof JsonObject operator
        ? operator(operator)
        : new Exactly(scalar(element));
  }

  private static ValueTest operator(JsonObject object) {
    Map.Entry<String, Object> operator = only(object);
    Object operand = operator.getValue();
    return switch (operator.getKey()) {
      case "prefix" -> prefix(operand);
      case "suffix" -> suffix(operand);
      case EQUALS_IGNORE_CASE -> new EqualsIgnoreCase(text(EQUALS_IGNORE_CASE, operand));
      case "exists" -> exists(operand);
      case "numeric" -> RangeJson.parse(operand);
      case ANYTHING_BUT -> new AnythingBut(excluded(operand));
      default -> throw PatternJson.invalid("unknown operator \"" + operator.getKey() + "\"");
    };
  }

  private static Map.Entry<String, Object> only(JsonObject object) {
    if (object.size() != 1) {
      throw PatternJson.invalid("an operator is an object with one member");
    }
    return object.iterator().next();
  }

  private static ValueTest prefix(Object operand) {
    return operand instanceof JsonObject object
        ? new Prefix(ignoredCase("prefix", object), true)
        : new Prefix(text("prefix", operand), false);
  }

  private static ValueTest suffix(Object operand) {
    return operand instanceof JsonObject object
        ? new Suffix(ignoredCase("suffix", object), true)
        : new Suffix(text("suffix", operand), false);
  }

  private static String ignoredCase(String operator, JsonObject object) {
    Map.Entry<String, Object> only = only(object);
    if (!only.getKey().equals(EQUALS_IGNORE_CASE)) {
      throw PatternJson.invalid(operator + " takes a string, or " + EQUALS_IGNORE_CASE);
    }
    return text(EQUALS_IGNORE_CASE, only.getValue());
  }

  private static ValueTest exists(Object operand) {
    if (operand instanceof Boolean exists) {
      return exists ? new Present() : new Absent();
    }
    throw PatternJson.invalid("exists takes true or false");
  }

  /** A value, several of one kind, or an operator on one text or several. */
  private static List<ValueTest> excluded(Object operand) {
    return switch (operand) {
      case JsonObject operator -> excludedByOperator(operator);
      case JsonArray array -> excludedValues(array);
      case null, default -> List.of(new Exactly(comparable(operand)));
    };
  }

  private static List<ValueTest> excludedValues(JsonArray array) {
    List<Scalar> values = array.stream().map(TestJson::comparable).toList();
    if (values.stream().map(Object::getClass).distinct().count() != 1) {
      throw PatternJson.invalid(ANYTHING_BUT + " takes all strings or all numbers, at least one");
    }
    return values.stream().<ValueTest>map(Exactly::new).toList();
  }

  private static List<ValueTest> excludedByOperator(JsonObject object) {
    Map.Entry<String, Object> operator = only(object);
    List<ValueTest> tests =
        operands(operator.getValue())
            .map(operand -> excludedText(operator.getKey(), operand))
            .toList();
    if (tests.isEmpty()) {
      throw PatternJson.invalid(operator.getKey() + " takes a string at least");
    }
    return tests;
  }

  private static Stream<Object> operands(Object operand) {
    return operand instanceof JsonArray array ? array.stream() : Stream.ofNullable(operand);
  }

  private static ValueTest excludedText(String operator, Object operand) {
    return switch (operator) {
      case "prefix" -> prefix(operand);
      case "suffix" -> suffix(operand);
      case EQUALS_IGNORE_CASE -> new EqualsIgnoreCase(text(operator, operand));
      default -> throw PatternJson.invalid(ANYTHING_BUT + " does not take \"" + operator + "\"");
    };
  }

  private static Scalar comparable(Object value) {
    Scalar scalar = scalar(value);
    if (scalar instanceof Text || scalar instanceof Numeric) {
      return scalar;
    }
    throw PatternJson.invalid(ANYTHING_BUT + " takes strings or numbers");
  }

  private static Scalar scalar(Object value) {
    return switch (value) {
      case null -> new Null();
      case String text -> new Text(text);
      case Boolean truth -> new Truth(truth);
      case Number number -> new Numeric(new BigDecimal(number.toString()));
      default -> throw PatternJson.invalid("an array must not hold an array");
    };
  }

  private static String text(String operator, Object operand) {
    if (operand instanceof String text) {
      return text;
    }
    throw PatternJson.invalid(operator + " takes a string");
  }
}
