package dev.tarn.http.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request's query.
 *
 * @param values by name, in the order in which they came
 */
public record QueryParameters(Map<String, List<String>> values) {
  /**
   * Reads a query.
   *
   * @param query what follows the question mark, or null
   * @param known the parameters that the operation has
   * @throws ProblemException if it has others
   */
  static QueryParameters parse(@Nullable String query, Set<String> known) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (query != null && !query.isEmpty()) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = UriText.decodeQuery(equals < 0 ? pair : pair.substring(0, equals));
        if (!known.contains(name)) {
          throw unknown(name, known);
        }
        values
            .computeIfAbsent(name, first -> new ArrayList<>())
            .add(UriText.decodeQuery(equals < 0 ? "" : pair.substring(equals + 1)));
      }
    }
    return new QueryParameters(values);
  }

  /** Whether the query has the parameter. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The values of a parameter that may be given more than once. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /**
   * The value of a parameter, or null if it is not given.
   *
   * @throws ProblemException if it is given more than once
   */
  public @Nullable String get(String name) {
    List<String> all = all(name);
    if (all.size() > 1) {
      throw ProblemException.badRequest("The parameter " + name + " is given more than once.");
    }
    return all.isEmpty() ? null : all.getFirst();
  }

  /**
   * The value of a parameter that is a whole number.
   *
   * @throws ProblemException if it is not, or not within the bounds
   */
  public int integer(String name, int otherwise, int min, int max) {
    String text = get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Refused below, as what is out of bounds.
    }
    throw ProblemException.badRequest(
        "The parameter %s must be a whole number from %d to %d.".formatted(name, min, max));
  }

  /**
   * The value of a parameter that has a few.
   *
   * @throws ProblemException if it has another
   */
  public String oneOf(String name, String otherwise, String... values) {
    String text = get(name);
    if (text == null) {
      return otherwise;
    }
    if (!List.of(values).contains(text)) {
      throw ProblemException.badRequest(
          "The parameter %s must be one of %s.".formatted(name, String.join(", ", values)));
    }
    return text;
  }

  private static ProblemException unknown(String name, Set<String> known) {
    return ProblemException.badRequest(
        known.isEmpty()
            ? "Unknown query parameter %s: there are none here.".formatted(name)
            : "Unknown query parameter %s: known are %s."
                .formatted(name, String.join(", ", known.stream().sorted().toList())));
  }
}
