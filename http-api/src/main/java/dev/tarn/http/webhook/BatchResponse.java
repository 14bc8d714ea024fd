package dev.tarn.http.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.tarn.stream.trigger.Delivery;
import dev.tarn.stream.trigger.Outcome;
import dev.tarn.stream.trigger.Outcome.Failed;
import dev.tarn.stream.trigger.Outcome.PartlyFailed;
import dev.tarn.stream.trigger.Outcome.Succeeded;
import dev.tarn.stream.trigger.PayloadFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a successful answer, as a Lambda function gives it.
 *
 * <pre>{@code
 * {"batchItemFailures": [{"itemIdentifier": "100000000000000000042"}], "state": {...}}
 * }</pre>
 *
 * <p>No body, null, no batchItemFailures, null for them and none in them: all records are
 * processed. An {@code errorMessage} with an {@code errorType} says that the function has failed,
 * as a runtime emulator tells it with status 200.
 */
final class BatchResponse {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(200).build())
          .build();

  private final byte[] body;
  private final List<String> failures = new ArrayList<>();
  private @Nullable String state;
  private @Nullable String errorType;
  private boolean hasErrorMessage;

  private BatchResponse(byte[] body) {
    this.body = body;
  }

  /** What a body means for the delivery it answers. */
  static Outcome outcome(Delivery delivery, int status, byte[] body) {
    BatchResponse response = new BatchResponse(body);
    try {
      response.read();
    } catch (IOException malformed) {
      return isAsked(delivery)
          ? new Failed(status, "the answer is not what Lambda expects of a function")
          : new Succeeded(status, null);
    }
    return response.outcome(delivery, status);
  }

  /** Whether anything is expected of the body. */
  private static boolean isAsked(Delivery delivery) {
    return delivery.givenUp() == null
        && (wantsState(delivery)
            || delivery.trigger().settings().failures().reportBatchItemFailures());
  }

  private static boolean wantsState(Delivery delivery) {
    return delivery.window() != null && !delivery.window().isFinalInvoke();
  }

  private Outcome outcome(Delivery delivery, int status) {
    boolean isFunction = delivery.webhook().payload() == PayloadFormat.LAMBDA_EVENT;
    if (isFunction && hasErrorMessage && errorType != null) {
      return new Failed(status, "the function failed: " + errorType);
    }
    if (wantsState(delivery) && state == null) {
      return new Failed(status, "the answer has no state");
    }
    String kept = wantsState(delivery) ? state : null;
    return failures.isEmpty() || !isAsked(delivery)
        ? new Succeeded(status, kept)
        : new PartlyFailed(status, failures, kept);
  }

  private void read() throws IOException {
    try (JsonParser json = JSON.createParser(body)) {
      JsonToken first = json.nextToken();
      if (first == null || first == JsonToken.VALUE_NULL) {
        return;
      }
      expect(first == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        readMember(json);
      }
    }
  }

  private void readMember(JsonParser json) throws IOException {
    String name = json.currentName();
    JsonToken value = json.nextToken();
    switch (name) {
      case "batchItemFailures" -> readFailures(json, value);
      case "state" -> state = text(json);
      case "errorType" -> errorType = json.getValueAsString();
      case "errorMessage" -> hasErrorMessage = value == JsonToken.VALUE_STRING;
      default -> {}
    }
    json.skipChildren();
  }

  /** The value's JSON as it came: a state is nobody's business but the function's. */
  private String text(JsonParser json) throws IOException {
    int start = (int) json.currentTokenLocation().getByteOffset();
    json.skipChildren();
    json.finishToken();
    int end = (int) json.currentLocation().getByteOffset();
    return new String(Arrays.copyOfRange(body, start, end), StandardCharsets.UTF_8).strip();
  }

  private void readFailures(JsonParser json, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NULL) {
      return;
    }
    expect(value == JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken() == JsonToken.START_OBJECT);
      failures.add(readIdentifier(json));
    }
  }

  private static String readIdentifier(JsonParser json) throws IOException {
    String identifier = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean isIdentifier = json.currentName().equals("itemIdentifier");
      if (json.nextToken() == JsonToken.VALUE_STRING && isIdentifier) {
        identifier = json.getText();
      }
      json.skipChildren();
    }
    expect(!identifier.isEmpty());
    return identifier;
  }

  private static void expect(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("not a function's answer");
    }
  }
}
