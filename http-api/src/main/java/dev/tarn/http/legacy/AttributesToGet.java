package dev.tarn.http.legacy;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.DocumentPath;
import dev.tarn.kv.expression.Projection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The legacy form of a projection: the names of whole attributes. */
public final class AttributesToGet {
  /** The parameter's name. */
  public static final String PARAMETER = "AttributesToGet";

  private AttributesToGet() {}

  /**
   * The projection of a request that has one.
   *
   * @throws ValidationException if a name is there twice
   */
  public static Projection of(Structure input) {
    List<String> names = Objects.requireNonNull(input.strings(PARAMETER));
    Set<String> distinct = new HashSet<>();
    for (String name : names) {
      if (!distinct.add(name)) {
        throw ValidationException.invalidParameter("Duplicate value in attribute name: " + name);
      }
    }
    return Projection.of(names.stream().map(DocumentPath::of).toList());
  }
}
