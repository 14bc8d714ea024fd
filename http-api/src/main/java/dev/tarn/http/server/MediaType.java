package dev.tarn.http.server;

import org.jspecify.annotations.Nullable;

/** The content types that the protocol is spoken in. */
final class MediaType {
  static final String JSON_1_0 = "application/x-amz-json-1.0";
  private static final String JSON_1_1 = "application/x-amz-json-1.1";
  private static final String JSON = "application/json";

  private MediaType() {}

  /** The content type of the answer to a request, or null if the service would not take it. */
  static @Nullable String answerTo(@Nullable String contentType, boolean hasBody) {
    if (JSON_1_0.equals(contentType)) {
      return JSON_1_0;
    }
    String type = contentType == null ? "" : contentType;
    int parameters = type.indexOf(';');
    return switch ((parameters < 0 ? type : type.substring(0, parameters)).strip()) {
      case JSON_1_0 -> JSON_1_0;
      case JSON_1_1 -> JSON_1_1;
      case JSON -> JSON;
      default -> hasBody ? null : JSON;
    };
  }
}
