package dev.tarn.fuzz;

import dev.tarn.fuzz.Json.Branch;
import dev.tarn.fuzz.Json.Child;
import dev.tarn.fuzz.Json.Text;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** What every answer of the protocol is like, whatever was asked. */
final class AnswerRules {
  private static final Pattern ERROR_TYPE = Pattern.compile("com\\.amazon[a-z0-9.]*#[A-Z]\\w+");
  private static final Pattern REQUEST_ID = Pattern.compile("[0-9A-Z]{52}");
  private static final Pattern LEAK =
      Pattern.compile("dev\\.tarn|com\\.fasterxml|io\\.(vertx|netty)|Exception:|\\.java:|\\tat ");

  /** Errors whose name says all: the service gives them no message. */
  private static final List<String> MUTE =
      List.of("UnknownOperationException", "SerializationException");

  private AnswerRules() {}

  /** What is wrong with the answer to a request of the protocol, or null. */
  static @Nullable String breach(String operation, WireAnswer answer) {
    if (!List.of(200, 400, 413).contains(answer.status())) {
      return "status " + answer.status();
    }
    if (!REQUEST_ID.matcher(answer.header("x-amzn-requestid")).matches()) {
      return "no request id";
    }
    CRC32 checksum = new CRC32();
    checksum.update(answer.body());
    if (!answer.header("x-amz-crc32").equals(Long.toString(checksum.getValue()))) {
      return "wrong x-amz-crc32";
    }
    if (!answer.header("content-type").matches("application/(x-amz-json-1\\.[01]|json)")) {
      return "content type " + answer.header("content-type");
    }
    try {
      Json json = Json.parse(answer.text());
      return answer.status() == 200 ? AnswerShape.of(operation).breach(json) : errorBreach(json);
    } catch (IOException e) {
      return "no JSON: " + e.getMessage();
    }
  }

  private static @Nullable String errorBreach(Json json) {
    String type = errorType(json);
    if (type == null || !ERROR_TYPE.matcher(type).matches()) {
      return "no __type of an error";
    }
    String message = text(json, "message") == null ? text(json, "Message") : text(json, "message");
    if (message == null) {
      return MUTE.contains(type.substring(type.indexOf('#') + 1)) ? null : "no message";
    }
    return LEAK.matcher(message).find() ? "a message that tells of the inside" : null;
  }

  /** The {@code __type} of an error, or null. */
  static @Nullable String errorType(Json json) {
    return text(json, "__type");
  }

  private static @Nullable String text(Json json, String name) {
    if (json instanceof Branch branch) {
      for (Child child : branch.children()) {
        if (child.name().equals(name) && child.value() instanceof Text text) {
          return text.value();
        }
      }
    }
    return null;
  }
}
