package dev.tarn.http.lambda;

import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an operation.
 *
 * @param uuid the last segment of the path, or null if it names no mapping
 * @param query the parameters of the query
 * @param body the body, empty if there is none
 */
record LambdaRequest(@Nullable String uuid, MultiMap query, JsonObject body) {
  static final String UUID = "UUID";

  /**
   * The trigger that the path names.
   *
   * @throws ResourceNotFoundException if no trigger can have that name
   */
  UUID trigger() {
    try {
      return java.util.UUID.fromString(String.valueOf(uuid));
    } catch (IllegalArgumentException e) {
      throw new ResourceNotFoundException("The resource you requested does not exist.");
    }
  }

  /**
   * A parameter of the query that is a whole number.
   *
   * @throws ValidationException if it is not, or not within the bounds
   */
  int number(String name, int otherwise, int min, int max) {
    String text = query.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException noNumber) {
      // Refused below, as what is out of bounds.
    }
    throw new ValidationException("%s must be %d to %d".formatted(name, min, max));
  }
}
