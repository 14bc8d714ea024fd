package dev.tarn.it.http;

import dev.tarn.fuzz.Fuzzer;
import dev.tarn.it.EmbeddedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The fuzzer's requests, each from its own seed in every build: run one again with {@code
 * -Dtarn.fuzz.seed=N}, or for longer with {@code -Dtarn.fuzz.requests=N} or {@code scripts/fuzz}.
 */
final class FuzzIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final int REQUESTS = Integer.getInteger("tarn.fuzz.requests", 3_000);

  private final long seed = Long.getLong("tarn.fuzz.seed", System.nanoTime());

  @Test
  void everyRequestGetsAnAnswerOfTheProtocol() throws Exception {
    try (Fuzzer fuzzer = new Fuzzer(TARN.endpoint(), seed, line -> {})) {
      fuzzer.run(REQUESTS);
    }
  }
}
