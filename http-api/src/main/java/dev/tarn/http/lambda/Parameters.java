package dev.tarn.http.lambda;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * An object's members by their types. Null counts as absent.
 *
 * @param members the object
 */
record Parameters(JsonObject members) {
  /**
   * A string, or null.
   *
   * @throws ValidationException if it is something else, as with the others
   */
  @Nullable String string(String name) {
    return get(name, String.class, "a string");
  }

  boolean bool(String name, boolean otherwise) {
    Boolean value = get(name, Boolean.class, "true or false");
    return value == null ? otherwise : value;
  }

  int integer(String name, int otherwise) {
    Integer value = get(name, Integer.class, "a whole number");
    return value == null ? otherwise : value;
  }

  @Nullable JsonObject object(String name) {
    return get(name, JsonObject.class, "an object");
  }

  @Nullable JsonArray array(String name) {
    return get(name, JsonArray.class, "an array");
  }

  private <T> @Nullable T get(String name, Class<T> type, String expected) {
    Object value = members.getValue(name);
    if (value == null || type.isInstance(value)) {
      return value == null ? null : type.cast(value);
    }
    throw new ValidationException(name + " must be " + expected);
  }
}
