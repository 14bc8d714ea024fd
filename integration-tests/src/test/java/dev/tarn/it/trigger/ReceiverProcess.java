package dev.tarn.it.trigger;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that runs {@code receiver.js}. */
final class ReceiverProcess implements AutoCloseable {
  private static final long LIMIT_S = 60;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Process process;
  private final URI url;

  private ReceiverProcess(Process process) throws InterruptedException {
    this.process = process;
    Thread.ofVirtual().start(this::readLines);
    this.url = URI.create("http://127.0.0.1:" + nextLine() + "/");
  }

  /** Starts one that verifies by some keys. */
  static ReceiverProcess start(Path directory, List<String> keys)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", "receiver.js"));
    command.addAll(keys);
    return new ReceiverProcess(
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  URI url() {
    return url;
  }

  /** What it tells of the next delivery. */
  JsonObject next() throws InterruptedException {
    return new JsonObject(nextLine());
  }

  @Override
  public void close() {
    process.destroy();
  }

  private String nextLine() throws InterruptedException {
    return Objects.requireNonNull(lines.poll(LIMIT_S, TimeUnit.SECONDS), "nothing came");
  }

  private void readLines() {
    try (BufferedReader reader = process.inputReader()) {
      reader.lines().forEach(lines::add);
    } catch (IOException e) {
      lines.add("");
    }
  }
}
