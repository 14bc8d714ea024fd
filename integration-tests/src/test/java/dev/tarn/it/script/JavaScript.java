package dev.tarn.it.script;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The scripts in {@code src/test/javascript}, run by the machine's Node.js with the packages of
 * their lock file. These are installed once, under {@code target}, and again when the lock file has
 * changed.
 */
final class JavaScript {
  private static final Path SCRIPTS = Path.of("src", "test", "javascript");
  private static final Path WORKPLACE = Path.of("target", "javascript");

  /** A copy of the lock file that was installed from, made when the installation was complete. */
  private static final Path INSTALLED = WORKPLACE.resolve("installed.json");

  private static final String LOCK = "package-lock.json";
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(2);
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** What AWS's client asks for. */
  private static final String NODE_IS_NEW_ENOUGH =
      "process.exit(Number(process.versions.node.split('.')[0]) >= 20 ? 0 : 1)";

  private JavaScript() {}

  /** Runs a script on a server; skips the test where Node.js or the packages cannot be had. */
  static ScriptRun run(String script, URI endpoint) throws IOException, InterruptedException {
    prepare();
    return ScriptRun.of(
        WORKPLACE, LIMIT, List.of("node", "--no-warnings", script, endpoint.toString()));
  }

  private static synchronized void prepare() throws IOException, InterruptedException {
    requireNode();
    copyScripts();
    byte[] lock = Files.readAllBytes(SCRIPTS.resolve(LOCK));
    if (!Files.exists(INSTALLED) || !Arrays.equals(Files.readAllBytes(INSTALLED), lock)) {
      install();
      Files.write(INSTALLED, lock);
    }
  }

  private static void requireNode() throws InterruptedException {
    try {
      assumeTrue(
          ScriptRun.of(SCRIPTS, LIMIT, List.of("node", "-e", NODE_IS_NEW_ENOUGH)).succeeded(),
          "skipped: node is older than 20");
    } catch (IOException e) {
      assumeTrue(false, "skipped: node is not there");
    }
  }

  /** Node looks for packages from where a script lies; so the scripts go where the packages are. */
  private static void copyScripts() throws IOException {
    try (Stream<Path> paths = Files.walk(SCRIPTS)) {
      for (Path path : paths.toList()) {
        Path copy = WORKPLACE.resolve(SCRIPTS.relativize(path));
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void install() throws InterruptedException {
    try {
      ScriptRun npm =
          ScriptRun.of(WORKPLACE, INSTALL_LIMIT, List.of("npm", "ci", "--no-audit", "--no-fund"));
      assumeTrue(npm.succeeded(), () -> "skipped: npm could not get the packages: " + npm.err());
    } catch (IOException e) {
      assumeTrue(false, "skipped: npm is not there");
    }
  }
}
