package dev.tarn.http.rest;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A path with names in some of its segments, such as {@code /tables/{table}}.
 *
 * <p>It is matched with the path as it was sent, segment by segment: an item's key may be any
 * string, also one with slashes, or of dots that a router takes for a way upwards.
 */
record PathTemplate(List<String> segments) {
  static PathTemplate of(String path) {
    return new PathTemplate(split(path));
  }

  /** The segments of a path that begins with a slash, encoded as they are. */
  static List<String> split(String path) {
    return Arrays.asList(path.substring(Math.min(1, path.length())).split("/", -1));
  }

  /** The values of the names by a path's segments, or null if the path is another. */
  @Nullable Map<String, String> match(List<String> path) {
    if (path.size() != segments.size()) {
      return null;
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String segment = segments.get(i);
      if (segment.startsWith("{")) {
        String name = segment.substring(1, segment.length() - 1);
        values.put(name, UriText.decode(path.get(i)));
      } else if (!segment.equals(path.get(i))) {
        return null;
      }
    }
    return values;
  }
}
