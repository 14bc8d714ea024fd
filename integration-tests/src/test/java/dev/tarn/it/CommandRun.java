package dev.tarn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command that ended by itself.
 *
 * @param exitCode what it ended with
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
public record CommandRun(int exitCode, String out, String err) {
  private static final int TIMEOUT_SECONDS = 30;

  /** Runs the jar to its end, which must come soon. */
  public static CommandRun of(String... arguments) throws IOException, InterruptedException {
    return of(Map.of(), arguments);
  }

  /** Runs the jar with variables to its end, which must come soon. */
  public static CommandRun of(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("tarn", ".out");
    Path err = Files.createTempFile("tarn", ".err");
    Process process =
        TarnJar.process(environment, arguments)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS))
          .as("ends within %d s: %s", TIMEOUT_SECONDS, String.join(" ", arguments))
          .isTrue();
      return new CommandRun(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Asserts that the command failed with one line on stderr that says why. */
  public void assertFailedWithOneLine(String... words) {
    assertThat(exitCode).as(this.toString()).isNotZero();
    // The JVM's own warnings are not ours to make: newer ones speak of libraries that use Unsafe.
    assertThat(err.lines().filter(line -> !line.startsWith("WARNING: "))).as(err).hasSize(1);
    assertThat(err).contains(words).doesNotContain("Exception", "\tat ");
  }
}
