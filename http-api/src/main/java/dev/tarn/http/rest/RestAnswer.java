package dev.tarn.http.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What to answer.
 *
 * @param status the HTTP status
 * @param headers the headers of this answer, without those of every answer
 * @param mediaType of the body
 * @param members writes the body's members, the braces around them are there already; null for an
 *     answer without a body
 */
public record RestAnswer(
    int status,
    Map<String, String> headers,
    String mediaType,
    @Nullable Consumer<RestJson> members) {
  private static final String JSON = "application/json";

  /** An answer with an object. */
  public static RestAnswer of(int status, Consumer<RestJson> members) {
    return new RestAnswer(status, Map.of(), JSON, members);
  }

  /** An answer without a body. */
  public static RestAnswer empty(int status) {
    return new RestAnswer(status, Map.of(), "", null);
  }

  static RestAnswer of(Problem problem) {
    return new RestAnswer(problem.status(), problem.headers(), Problem.MEDIA_TYPE, problem::write);
  }

  /** This answer with one more header. */
  public RestAnswer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new RestAnswer(status, more, mediaType, members);
  }
}
