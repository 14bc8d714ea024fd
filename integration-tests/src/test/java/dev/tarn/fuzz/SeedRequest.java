package dev.tarn.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A valid request to an operation.
 *
 * @param operation the name of an operation of one of the two services
 * @param body its JSON, in which names in angle brackets stand for what a server gave
 */
record SeedRequest(String operation, String body) {
  /** Requests to every operation, in an order in which each succeeds. */
  static List<SeedRequest> all() {
    return read("requests.txt");
  }

  /** The requests of a resource. */
  static List<SeedRequest> read(String resource) {
    List<SeedRequest> requests = new ArrayList<>();
    for (String line : lines(resource)) {
      if (line.startsWith(" ")) {
        SeedRequest begun = requests.removeLast();
        requests.add(new SeedRequest(begun.operation(), begun.body() + line.strip()));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        int space = line.indexOf(' ');
        requests.add(new SeedRequest(line.substring(0, space), line.substring(space + 1)));
      }
    }
    return List.copyOf(requests);
  }

  private static List<String> lines(String resource) {
    try (InputStream in = SeedRequest.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, resource), StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
