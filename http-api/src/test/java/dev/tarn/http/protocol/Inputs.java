package dev.tarn.http.protocol;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tarn.kv.error.DynamoDbException;
import java.nio.charset.StandardCharsets;

/** Requests' bodies as text, decoded as a server would. */
final class Inputs {
  private static final ServiceModel DYNAMODB = ServiceModel.dynamodb();

  private Inputs() {}

  static Structure decode(String operation, String json) {
    return decode(operation, json.getBytes(StandardCharsets.UTF_8));
  }

  static Structure decode(String operation, byte[] body) {
    Structure input = InputDecoder.decode(body, DYNAMODB.input(operation));
    Constraints.check(input);
    return input;
  }

  /** A PutItem whose item has one attribute "a" with the value given. */
  static Structure put(String attributeValue) {
    return decode("PutItem", "{\"TableName\":\"table\",\"Item\":{\"a\":" + attributeValue + "}}");
  }

  /** The answer to an input that is refused while it is decoded and checked. */
  static ErrorAnswer refusal(String operation, String json) {
    return refusal(() -> decode(operation, json));
  }

  /** The answer to what a request throws. */
  static ErrorAnswer refusal(Runnable request) {
    return new ErrorAnswer(catchThrowableOfType(DynamoDbException.class, request::run));
  }
}
