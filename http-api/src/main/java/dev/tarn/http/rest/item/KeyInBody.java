package dev.tarn.http.rest.item;

import dev.tarn.http.rest.ProblemException;
import dev.tarn.http.rest.item.ItemPath.Address;
import dev.tarn.kv.item.AttributeValue;
import java.util.Map;

/** The key attributes of a body, which may repeat those of the path but not change them. */
final class KeyInBody {
  private KeyInBody() {}

  /**
   * Passes a body whose key attributes, if it has any, are the path's.
   *
   * @throws ProblemException if they are others
   */
  static void requireSame(Address address, Map<String, AttributeValue> body) {
    address
        .keyAttributes()
        .attributes()
        .forEach(
            (name, value) -> {
              if (body.containsKey(name) && !value.equals(body.get(name))) {
                throw ProblemException.badRequest(
                    "The key attribute %s of the body is not the one of the path.".formatted(name));
              }
            });
  }
}
