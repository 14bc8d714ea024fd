package dev.tarn.http.protocol;

import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableSortedSet;
import dev.tarn.http.protocol.Shape.AttributeValueShape;
import dev.tarn.http.protocol.Shape.BlobShape;
import dev.tarn.http.protocol.Shape.BooleanShape;
import dev.tarn.http.protocol.Shape.Bounds;
import dev.tarn.http.protocol.Shape.ListShape;
import dev.tarn.http.protocol.Shape.MapShape;
import dev.tarn.http.protocol.Shape.StringShape;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.B;
import dev.tarn.kv.item.AttributeValue.BS;
import dev.tarn.kv.item.AttributeValue.Bool;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.NS;
import dev.tarn.kv.item.AttributeValue.Null;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.AttributeValue.SS;
import dev.tarn.kv.item.Binary;
import dev.tarn.kv.item.Decimal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads attribute values straight from the tokens of a request.
 *
 * <p>Wrong JSON types end the request at once. Breaches of the values' own rules do not: the first
 * of them is kept, and reading goes on with a stand-in, since the service reports it only after the
 * request's constraints.
 */
final class AttributeValueReader {
  private static final AttributeValueShape VALUE = new AttributeValueShape();
  private static final StringShape STRING = new StringShape(Bounds.NONE, null);
  private static final BlobShape BLOB = new BlobShape();
  private static final BooleanShape BOOLEAN = new BooleanShape();
  private static final ListShape LIST = new ListShape(VALUE, Bounds.NONE);
  private static final ListShape STRINGS = new ListShape(STRING, Bounds.NONE);
  private static final ListShape BLOBS = new ListShape(BLOB, Bounds.NONE);
  private static final MapShape MAP = new MapShape("MapAttributeValue", STRING, VALUE, Bounds.NONE);

  private final JsonInput in;
  private @Nullable ValidationException problem;
  private int nesting;

  AttributeValueReader(JsonInput in) {
    this.in = in;
  }

  /** The first breach of a rule since the last call, or null; it is forgotten then. */
  @Nullable ValidationException takeProblem() {
    ValidationException taken = problem;
    problem = null;
    return taken;
  }

  /** Puts a breach that was taken back, in words of its own. */
  void giveBack(@Nullable ValidationException breach) {
    note(breach);
  }

  /** The value that the token begins, an element of a list or map. */
  AttributeValue readElement(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return broken(AttributeValueRules.empty());
    }
    if (token != JsonToken.START_OBJECT) {
      throw JsonTypes.elementMismatch(token, VALUE);
    }
    return read(token);
  }

  /** The value that the token begins. */
  AttributeValue read(JsonToken token) throws IOException {
    in.expect(JsonToken.START_OBJECT, token, VALUE);
    if (nesting == AttributeValueRules.MAX_NESTING) {
      in.skip();
      return broken(AttributeValueRules.nestedTooDeep());
    }
    nesting++;
    AttributeValue value = readOneType();
    nesting--;
    return value;
  }

  private AttributeValue readOneType() throws IOException {
    AttributeValue value = null;
    boolean severalTypes = false;
    while (in.nextName()) {
      String type = in.name();
      JsonToken token = in.next();
      AttributeValue next = token == JsonToken.VALUE_NULL ? null : readTyped(type, token);
      severalTypes |= next != null && value != null && next.type() != value.type();
      value = next == null ? value : next;
    }
    if (value == null) {
      return broken(AttributeValueRules.empty());
    }
    return severalTypes ? broken(AttributeValueRules.severalTypes()) : value;
  }

  /** Null for a type that there is not, which is ignored as any unknown member. */
  private @Nullable AttributeValue readTyped(String type, JsonToken token) throws IOException {
    return switch (type) {
      case "S" -> new S(in.string(token, STRING));
      case "N" -> new N(readNumber(in.string(token, STRING)));
      case "B" -> new B(in.binary(token, BLOB));
      case "BOOL" -> in.bool(token, BOOLEAN) ? Bool.TRUE : Bool.FALSE;
      case "NULL" -> readNull(token);
      case "SS" -> readStringSet(token);
      case "NS" -> readNumberSet(token);
      case "BS" -> readBinarySet(token);
      case "L" -> readList(token);
      case "M" -> {
        in.expect(JsonToken.START_OBJECT, token, MAP);
        yield new M(readMembers());
      }
      default -> {
        in.skip();
        yield null;
      }
    };
  }

  /** The values by name of an object whose start has been read. */
  Map<String, AttributeValue> readMembers() throws IOException {
    Map<String, AttributeValue> members = new LinkedHashMap<>();
    while (in.nextName()) {
      String name = in.name();
      members.put(name, readElement(in.next()));
    }
    return members;
  }

  private L readList(JsonToken token) throws IOException {
    in.expect(JsonToken.START_ARRAY, token, LIST);
    List<AttributeValue> values = new ArrayList<>();
    for (JsonToken next = in.next(); next != JsonToken.END_ARRAY; next = in.next()) {
      values.add(readElement(next));
    }
    return new L(values);
  }

  private AttributeValue readNull(JsonToken token) throws IOException {
    return in.bool(token, BOOLEAN) ? Null.INSTANCE : broken(AttributeValueRules.nullNotTrue());
  }

  private Decimal readNumber(String text) {
    try {
      return Decimal.parse(text);
    } catch (ValidationException notStorable) {
      note(notStorable);
      return Decimal.ZERO;
    }
  }

  private SS readStringSet(JsonToken token) throws IOException {
    List<String> elements = new ArrayList<>();
    in.expect(JsonToken.START_ARRAY, token, STRINGS);
    for (JsonToken next = in.next(); next != JsonToken.END_ARRAY; next = in.next()) {
      if (next == JsonToken.VALUE_NULL) {
        note(AttributeValueRules.nullInStringSet());
      } else {
        elements.add(in.string(next, STRING));
      }
    }
    ImmutableSortedSet<String> set = ImmutableSortedSet.copyOf(elements);
    note(AttributeValueRules.stringSet(elements, set));
    return new SS(set);
  }

  private NS readNumberSet(JsonToken token) throws IOException {
    List<Decimal> elements = new ArrayList<>();
    in.expect(JsonToken.START_ARRAY, token, STRINGS);
    for (JsonToken next = in.next(); next != JsonToken.END_ARRAY; next = in.next()) {
      elements.add(readNumber(next == JsonToken.VALUE_NULL ? "" : in.string(next, STRING)));
    }
    ImmutableSortedSet<Decimal> set = ImmutableSortedSet.copyOf(elements);
    note(AttributeValueRules.numberSet(elements, set));
    return new NS(set);
  }

  private BS readBinarySet(JsonToken token) throws IOException {
    List<Binary> elements = new ArrayList<>();
    in.expect(JsonToken.START_ARRAY, token, BLOBS);
    for (JsonToken next = in.next(); next != JsonToken.END_ARRAY; next = in.next()) {
      if (next == JsonToken.VALUE_NULL) {
        note(AttributeValueRules.nullInBinarySet());
      } else {
        elements.add(in.binary(next, BLOB));
      }
    }
    ImmutableSortedSet<Binary> set = ImmutableSortedSet.copyOf(elements);
    note(AttributeValueRules.binarySet(elements, set));
    return new BS(set);
  }

  private AttributeValue broken(ValidationException rule) {
    note(rule);
    return Null.INSTANCE;
  }

  private void note(@Nullable ValidationException rule) {
    problem = problem == null ? rule : problem;
  }
}
