package dev.tarn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server in a process of its own, so that it can be killed. */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile(" ready on (http://\\S+)");
  private static final int TIMEOUT_SECONDS = 30;

  private final Process process;
  private final Path errorFile;
  private final URI endpoint;

  private ServerProcess(Process process, Path errorFile, URI endpoint) {
    this.process = process;
    this.errorFile = errorFile;
    this.endpoint = endpoint;
  }

  /** Starts a server on a data directory, at a port that the system picks. */
  public static ServerProcess start(Path dataDirectory) throws IOException {
    return start(
        Map.of(), "--port", "0", "--data-dir", dataDirectory.toString(), "--durability", "fsync");
  }

  /** As {@link #start(Path)}; no file of the server can grow beyond a size. For bash's ulimit. */
  public static ServerProcess startWithFileLimit(int maxFileKb, Path dataDirectory)
      throws IOException {
    ProcessBuilder server =
        TarnJar.process(Map.of(), "--port", "0", "--data-dir", dataDirectory.toString());
    List<String> command = new ArrayList<>(List.of("bash", "-c"));
    command.addAll(List.of("ulimit -f " + maxFileKb + " && exec \"$@\"", "bash"));
    command.addAll(server.command());
    return start(server.command(command));
  }

  /** Starts a server and returns once it is ready. */
  public static ServerProcess start(Map<String, String> environment, String... arguments)
      throws IOException {
    return start(TarnJar.process(environment, arguments));
  }

  private static ServerProcess start(ProcessBuilder server) throws IOException {
    Path errorFile = Files.createTempFile("tarn", ".err");
    Process process = server.redirectError(errorFile.toFile()).start();
    try {
      return new ServerProcess(process, errorFile, awaitReady(process));
    } catch (RuntimeException | AssertionError e) {
      process.destroyForcibly();
      throw new AssertionError("did not start: " + Files.readString(errorFile), e);
    }
  }

  private static URI awaitReady(Process process) {
    String line =
        CompletableFuture.supplyAsync(() -> readyLine(process.inputReader()))
            .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .join();
    assertThat(line).as("the line that says that the server is ready").isNotNull();
    Matcher ready = READY.matcher(line);
    assertThat(ready.find()).as(line).isTrue();
    return URI.create(ready.group(1));
  }

  private static @Nullable String readyLine(BufferedReader out) {
    return out.lines().filter(line -> READY.matcher(line).find()).findFirst().orElse(null);
  }

  public URI endpoint() {
    return endpoint;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process at once, as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks the process to end, as {@code kill} does; returns its exit code. */
  public int terminate() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).as("ends after TERM").isTrue();
    return process.exitValue();
  }

  /** What the server has written to stderr. */
  public String err() throws IOException {
    return Files.readString(errorFile, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.deleteIfExists(errorFile);
  }
}
