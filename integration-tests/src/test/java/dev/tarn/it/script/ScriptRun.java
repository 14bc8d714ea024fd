package dev.tarn.it.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * A process of another language that ended by itself.
 *
 * @param exitCode what it ended with
 * @param out what it wrote to stdout: a script says {@code ok STEP} of each step that went well
 * @param err what it wrote to stderr
 */
record ScriptRun(int exitCode, String out, String err) {
  private static final String OK = "ok ";

  /**
   * Runs a command to its end.
   *
   * @throws IOException if there is no such command
   */
  static ScriptRun of(Path directory, Duration limit, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("script", ".out");
    Path err = Files.createTempFile("script", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      int exitCode = awaitEnd(process, limit);
      return new ScriptRun(exitCode, Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Lets a process take its time, and no more; returns its exit code. */
  private static int awaitEnd(Process process, Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  boolean succeeded() {
    return exitCode == 0;
  }

  /** The steps that went well; fails if the script stopped at one. */
  Set<String> steps() {
    assertThat(succeeded()).as("exit code %d%n%s%n%s", exitCode, out, err).isTrue();
    Set<String> steps = new TreeSet<>();
    out.lines()
        .filter(line -> line.startsWith(OK))
        .forEach(line -> steps.add(line.substring(OK.length())));
    return steps;
  }
}
