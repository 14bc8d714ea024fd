package dev.tarn.it.script;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The scripts in {@code src/test/python}, run by the machine's own Python. */
final class Python {
  private static final Path SCRIPTS = Path.of("src", "test", "python");
  private static final String COMMAND = "python3";
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private Python() {}

  /**
   * Runs a script on a server; skips the test where Python or a module that it needs is missing.
   */
  static ScriptRun run(String script, String module, URI endpoint)
      throws IOException, InterruptedException {
    assumeTrue(
        has(module), "skipped: %s with the module %s is not there".formatted(COMMAND, module));
    // -B: no compiled files among the sources.
    return ScriptRun.of(SCRIPTS, LIMIT, List.of(COMMAND, "-B", script, endpoint.toString()));
  }

  private static boolean has(String module) throws InterruptedException {
    try {
      return ScriptRun.of(SCRIPTS, LIMIT, List.of(COMMAND, "-B", "-c", "import " + module))
          .succeeded();
    } catch (IOException e) {
      return false;
    }
  }
}
