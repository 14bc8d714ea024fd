package dev.tarn.fuzz;

import dev.tarn.Tarn;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The program behind {@code scripts/fuzz}: fuzzes a server, its own unless one is named. */
final class Fuzz {
  private static final Set<String> OPTIONS = Set.of("--requests", "--seed", "--url");

  private Fuzz() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = options(arguments);
    int requests = Integer.parseInt(options.getOrDefault("--requests", "100000"));
    long seed =
        Long.parseLong(
            options.getOrDefault("--seed", Long.toString(System.nanoTime() % 1_000_000)));
    String url = options.get("--url");
    System.out.printf("fuzzing with --requests %d --seed %d%n", requests, seed);
    try {
      if (url == null) {
        try (Tarn tarn = Tarn.inMemory().start()) {
          run(tarn.endpoint(), seed, requests);
        }
      } else {
        run(URI.create(url), seed, requests);
      }
    } catch (FuzzFailure e) {
      System.err.println("fuzz: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(URI endpoint, long seed, int requests)
      throws IOException, InterruptedException, FuzzFailure {
    long start = System.nanoTime();
    try (Fuzzer fuzzer = new Fuzzer(endpoint, seed, line -> System.out.println(line))) {
      System.out.print(fuzzer.run(requests));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("every answer was one of the protocol, in %.0f s%n", seconds);
  }

  private static Map<String, String> options(String[] arguments) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
        System.err.println("fuzz: " + arguments[i] + "? See scripts/fuzz --help");
        System.exit(2);
      }
      options.put(arguments[i], arguments[i + 1]);
    }
    return options;
  }
}
