package dev.tarn.http.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.tarn.http.json.JsonText;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.Bool;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.Null;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a request's body: an object, as a map of values. JSON has six types, so S, N, BOOL, NULL, L
 * and M are all there are. Numbers keep their digits; a name that comes twice is refused.
 */
public final class JsonBody {
  /** More than twice what an item may have: {@code $map} and {@code $set} count here. */
  private static final int MAX_NESTING = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxNameLength(RestSite.MAX_BODY_BYTES)
                  .maxStringLength(RestSite.MAX_BODY_BYTES)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private final JsonParser parser;

  private JsonBody(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads a body.
   *
   * @throws ProblemException if it is not one JSON object
   * @throws dev.tarn.kv.error.DynamoDbException.ValidationException if a number is none that can be
   *     kept
   */
  public static M parse(byte[] body) {
    try (JsonParser parser = FACTORY.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw ProblemException.badRequest("The body must be a JSON object.");
      }
      M object = new JsonBody(parser).object();
      if (parser.nextToken() != null) {
        throw ProblemException.badRequest("The body goes on behind its end.");
      }
      return object;
    } catch (JsonProcessingException notJson) {
      throw ProblemException.badRequest("The body is not JSON: " + notJson.getOriginalMessage());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private M object() throws IOException {
    Map<String, AttributeValue> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = wellFormed(parser.currentName());
      members.put(name, value(parser.nextToken()));
    }
    return new M(members);
  }

  private L array() throws IOException {
    List<AttributeValue> values = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      values.add(value(next));
    }
    return new L(values);
  }

  private AttributeValue value(JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> new S(wellFormed(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new N(Decimal.parse(parser.getText()));
      case VALUE_TRUE -> Bool.TRUE;
      case VALUE_FALSE -> Bool.FALSE;
      case VALUE_NULL -> Null.INSTANCE;
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new AssertionError(token);
    };
  }

  /** A string that is not well-formed UTF-16 could not be given back as it came. */
  private static String wellFormed(String text) {
    if (!JsonText.isWellFormed(text)) {
      throw ProblemException.badRequest("A string has half of a surrogate pair.");
    }
    return text;
  }
}
