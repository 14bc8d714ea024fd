package dev.tarn.fuzz;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An answer that is none of the protocol, and what asked for it. */
public final class FuzzFailure extends Exception {
  private static final long serialVersionUID = 1;

  FuzzFailure(
      long seed, int number, List<WireRequest> requests, String breach, @Nullable Exception cause) {
    super(message(seed, number, requests, breach), cause);
  }

  private static String message(long seed, int number, List<WireRequest> requests, String breach) {
    return requests.stream()
        .map(WireRequest::describe)
        .collect(
            Collectors.joining(
                "\n", "seed %d, request %d: %s%n".formatted(seed, number, breach), "\n"));
  }
}
