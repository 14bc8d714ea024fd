package dev.tarn.http.server;

import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** The content types that the protocol is spoken in. */
final class MediaType {
  private static final String JSON_1_0 = "application/x-amz-json-1.0";
  private static final String JSON_1_1 = "application/x-amz-json-1.1";
  private static final String JSON = "application/json";

  /** The usual content type as a header value that is written as the bytes it is. */
  static final CharSequence ANSWER_1_0 = HttpHeaders.createOptimized(JSON_1_0);

  private MediaType() {}

  /** The content type of the answer to a request, or null if the service would not take it. */
  static @Nullable CharSequence answerTo(@Nullable String contentType, boolean hasBody) {
    if (JSON_1_0.equals(contentType)) {
      return ANSWER_1_0;
    }
    String type = contentType == null ? "" : contentType;
    int parameters = type.indexOf(';');
    return switch ((parameters < 0 ? type : type.substring(0, parameters)).strip()) {
      case JSON_1_0 -> ANSWER_1_0;
      case JSON_1_1 -> JSON_1_1;
      case JSON -> JSON;
      default -> hasBody ? null : JSON;
    };
  }
}
