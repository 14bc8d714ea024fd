package dev.tarn.http.legacy;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The legacy forms of condition and filter: conditions by attribute, and how they are joined. */
public final class LegacyConditions {
  /** What a write expects of the item as it is. */
  public static final String EXPECTED = "Expected";

  private LegacyConditions() {}

  /**
   * The conditions of a request as one.
   *
   * @param parameter {@link #EXPECTED}, QueryFilter or ScanFilter
   * @return null if the request has none
   * @throws ValidationException if one of them is not valid, or ConditionalOperator has no two of
   *     them to join
   */
  public static @Nullable Condition of(Structure input, String parameter) {
    Map<String, Structure> elements = input.structureMap(parameter);
    if (elements == null) {
      elements = Map.of();
    }
    ConditionalOperator operator = ConditionalOperator.of(input, elements.size());
    if (elements.isEmpty()) {
      return null;
    }
    List<Condition> conditions = new ArrayList<>(elements.size());
    boolean expected = parameter.equals(EXPECTED);
    elements.forEach(
        (attribute, members) -> conditions.add(condition(expected, attribute, members)));
    return operator.join(conditions);
  }

  private static Condition condition(boolean expected, String attribute, Structure members) {
    AttributeCondition condition =
        expected
            ? new ExpectedAttributeValue(attribute, members).condition()
            : AttributeCondition.of(attribute, members);
    return condition.condition();
  }
}
