package dev.tarn.http.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.tarn.http.json.JsonText;
import dev.tarn.kv.error.DynamoDbException.SerializationException;
import dev.tarn.kv.item.Binary;
import java.io.IOException;

/** The tokens of one request's body, and its scalars by their shapes. */
final class JsonInput implements AutoCloseable {
  /** The largest body that the service takes. */
  static final int MAX_BYTES = 16 * 1024 * 1024;

  /** Far below what a stack holds, far above the 32 levels of an attribute value. */
  private static final int MAX_NESTING = 500;

  /** A longer number fits nowhere: attribute values carry theirs as strings. */
  private static final int MAX_NUMBER_LENGTH = 500;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxNameLength(MAX_BYTES)
                  .maxStringLength(MAX_BYTES)
                  .build())
          // Names come from clients: no place for them in the JVM's table of interned strings, and
          // names chosen to collide are slow, not fatal.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private final JsonParser parser;
  private final boolean mayHoldSurrogates;

  JsonInput(byte[] body) throws IOException {
    parser = FACTORY.createParser(body);
    mayHoldSurrogates = JsonText.mayHoldSurrogates(body);
  }

  /** The next token, or null at the end. */
  JsonToken next() throws IOException {
    JsonToken token = parser.nextToken();
    return token == null ? JsonToken.NOT_AVAILABLE : token;
  }

  /** Whether another member follows in the open object; then its name is current. */
  boolean nextName() throws IOException {
    return parser.nextToken() == JsonToken.FIELD_NAME;
  }

  /** The current member's name. */
  String name() throws IOException {
    return checked(parser.currentName());
  }

  /** Skips what the current token begins. */
  void skip() throws IOException {
    parser.skipChildren();
  }

  String string(JsonToken token, Shape shape) throws IOException {
    expect(JsonToken.VALUE_STRING, token, shape);
    return checked(parser.getText());
  }

  Binary binary(JsonToken token, Shape shape) throws IOException {
    return Base64Text.decode(string(token, shape));
  }

  /** True and false also as strings, as the service takes them. */
  boolean bool(JsonToken token, Shape shape) throws IOException {
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return token == JsonToken.VALUE_TRUE;
    }
    if (token == JsonToken.VALUE_STRING) {
      String text = parser.getText();
      if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
        return text.equalsIgnoreCase("true");
      }
    }
    throw JsonTypes.mismatch(token, shape);
  }

  /** A fraction is cut off, and what is too large becomes the largest there is. */
  long integer(JsonToken token, Shape.IntegerShape shape) throws IOException {
    expectNumber(token, shape);
    long value =
        switch (parser.getNumberType()) {
          case INT, LONG -> parser.getLongValue();
          default -> (long) parser.getDoubleValue();
        };
    return shape.is64Bits() ? value : Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  double decimal(JsonToken token, Shape shape) throws IOException {
    expectNumber(token, shape);
    return parser.getDoubleValue();
  }

  private static void expectNumber(JsonToken token, Shape shape) {
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw JsonTypes.mismatch(token, shape);
    }
  }

  void expect(JsonToken expected, JsonToken found, Shape shape) {
    if (found != expected) {
      throw JsonTypes.mismatch(found, shape);
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  /** A string that is not well-formed UTF-16 could not be given back as it came. */
  private String checked(String text) {
    if (mayHoldSurrogates && !JsonText.isWellFormed(text)) {
      throw new SerializationException(null);
    }
    return text;
  }
}
