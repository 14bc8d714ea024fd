package dev.tarn.http.legacy;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.KeyConditions;
import dev.tarn.kv.expression.SortKeyCondition;
import java.util.LinkedHashMap;
import java.util.Map;

/** The legacy form of a query's key condition. */
public final class LegacyKeyConditions {
  /** The parameter's name. */
  public static final String PARAMETER = "KeyConditions";

  private LegacyKeyConditions() {}

  /**
   * The conditions of a request that has some, whatever key they are for.
   *
   * @throws ValidationException if one of them is not valid, or there are not one or two of them
   */
  public static KeyConditions of(Structure input) {
    Map<String, SortKeyCondition> byAttribute = new LinkedHashMap<>();
    input
        .requiredStructureMap(PARAMETER)
        .forEach(
            (attribute, members) ->
                byAttribute.put(
                    attribute, AttributeCondition.of(attribute, members).keyCondition()));
    if (byAttribute.isEmpty() || byAttribute.size() > 2) {
      throw new ValidationException("Conditions can be of length 1 or 2 only");
    }
    return new KeyConditions(byAttribute);
  }
}
