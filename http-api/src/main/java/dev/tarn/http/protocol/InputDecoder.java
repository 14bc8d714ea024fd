package dev.tarn.http.protocol;

import com.fasterxml.jackson.core.JsonToken;
import dev.tarn.http.protocol.Shape.AttributeValueShape;
import dev.tarn.http.protocol.Shape.BlobShape;
import dev.tarn.http.protocol.Shape.BooleanShape;
import dev.tarn.http.protocol.Shape.DecimalShape;
import dev.tarn.http.protocol.Shape.EnumShape;
import dev.tarn.http.protocol.Shape.IntegerShape;
import dev.tarn.http.protocol.Shape.ListShape;
import dev.tarn.http.protocol.Shape.MapShape;
import dev.tarn.http.protocol.Shape.Member;
import dev.tarn.http.protocol.Shape.NameOrArnShape;
import dev.tarn.http.protocol.Shape.StringShape;
import dev.tarn.http.protocol.Shape.StructureShape;
import dev.tarn.kv.error.DynamoDbException.SerializationException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a request's body by the shape of its input, in one pass and without a tree between.
 * Members that the shape does not have are ignored, as are members that are null.
 */
final class InputDecoder {
  private static final String EXPRESSION_VALUES = "ExpressionAttributeValueMap";

  private final JsonInput in;
  private final AttributeValueReader values;

  private InputDecoder(JsonInput in) {
    this.in = in;
    this.values = new AttributeValueReader(in);
  }

  /**
   * Decodes a whole body; constraints are left to {@link Constraints}.
   *
   * @throws SerializationException if it is not JSON or a value has not its shape's type
   */
  static Structure decode(byte[] body, StructureShape shape) {
    try (JsonInput in = new JsonInput(body)) {
      if (in.next() != JsonToken.START_OBJECT) {
        throw new SerializationException(null);
      }
      Structure input = new InputDecoder(in).readStructure(shape);
      if (in.next() != JsonToken.NOT_AVAILABLE) {
        throw new SerializationException(null);
      }
      return input;
    } catch (IOException malformed) {
      throw new SerializationException(null);
    }
  }

  /** Whether a body is well-formed, of whatever shape. */
  static boolean isJson(byte[] body) {
    try (JsonInput in = new JsonInput(body)) {
      boolean any = false;
      while (in.next() != JsonToken.NOT_AVAILABLE) {
        any = true;
      }
      return any;
    } catch (IOException malformed) {
      return false;
    }
  }

  private Structure readStructure(StructureShape shape) throws IOException {
    Structure structure = new Structure(shape);
    while (in.nextName()) {
      Integer index = shape.indexes().get(in.name());
      JsonToken token = in.next();
      if (index == null) {
        in.skip();
      } else if (token != JsonToken.VALUE_NULL) {
        Member member = shape.members().get(index);
        structure.set(index, readMember(token, member.shape()));
      }
    }
    return structure;
  }

  private Object readMember(JsonToken token, Shape shape) throws IOException {
    Object value = read(token, shape);
    ValidationException problem = values.takeProblem();
    return problem == null ? value : new Invalid(problem, value);
  }

  private Object read(JsonToken token, Shape shape) throws IOException {
    return switch (shape) {
      case StringShape s -> in.string(token, s);
      case NameOrArnShape s -> in.string(token, s);
      case EnumShape s -> in.string(token, s);
      case BooleanShape s -> in.bool(token, s);
      case IntegerShape s when s.is64Bits() -> in.integer(token, s);
      case IntegerShape s -> (int) in.integer(token, s);
      case DecimalShape s -> in.decimal(token, s);
      case BlobShape s -> in.binary(token, s);
      case AttributeValueShape s -> values.read(token);
      case StructureShape s -> {
        in.expect(JsonToken.START_OBJECT, token, s);
        yield readStructure(s);
      }
      case ListShape s -> readList(token, s);
      case MapShape s -> readMap(token, s);
    };
  }

  private List<@Nullable Object> readList(JsonToken token, ListShape shape) throws IOException {
    in.expect(JsonToken.START_ARRAY, token, shape);
    List<@Nullable Object> elements = new ArrayList<>();
    for (JsonToken next = in.next(); next != JsonToken.END_ARRAY; next = in.next()) {
      elements.add(readElement(next, shape.element()));
    }
    return elements;
  }

  private Map<String, ?> readMap(JsonToken token, MapShape shape) throws IOException {
    in.expect(JsonToken.START_OBJECT, token, shape);
    if (shape.value() instanceof AttributeValueShape) {
      return shape.name().equals(EXPRESSION_VALUES) ? readExpressionValues() : values.readMembers();
    }
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    while (in.nextName()) {
      String name = in.name();
      entries.put(name, readElement(in.next(), shape.value()));
    }
    return entries;
  }

  /** A null element is kept for {@link Constraints} to refuse. */
  private @Nullable Object readElement(JsonToken token, Shape shape) throws IOException {
    return switch (shape) {
      case AttributeValueShape s -> values.readElement(token);
      case Shape s when token == JsonToken.VALUE_NULL -> null;
      case StructureShape s when token != JsonToken.START_OBJECT ->
          throw JsonTypes.elementMismatch(token, s);
      case Shape s -> read(token, s);
    };
  }

  /** The service names the placeholder of a broken value. */
  private Map<String, AttributeValue> readExpressionValues() throws IOException {
    Map<String, AttributeValue> entries = new LinkedHashMap<>();
    ValidationException first = null;
    while (in.nextName()) {
      String name = in.name();
      entries.put(name, values.readElement(in.next()));
      ValidationException problem = values.takeProblem();
      if (problem != null && first == null) {
        first =
            new ValidationException(
                "ExpressionAttributeValues contains invalid value: "
                    + problem.getMessage()
                    + " for key "
                    + name);
      }
    }
    values.giveBack(first);
    return entries;
  }
}
