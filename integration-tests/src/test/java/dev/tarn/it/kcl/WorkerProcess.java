package dev.tarn.it.kcl;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A worker of the library in a process of its own, so that it can be killed. */
final class WorkerProcess implements AutoCloseable {
  private final String name;
  private final Process process;
  private final Path processed;
  private final Path output;

  private WorkerProcess(String name, Process process, Path processed, Path output) {
    this.name = name;
    this.process = process;
    this.processed = processed;
    this.output = output;
  }

  /** Starts a worker that writes what it processes to a file, and what it says to another. */
  static WorkerProcess start(URI endpoint, String streamArn, String name, Path processed)
      throws IOException {
    Path output = processed.resolveSibling(name + ".out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KclWorker.class.getName(),
                endpoint.toString(),
                streamArn,
                name,
                processed.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new WorkerProcess(name, process, processed, output);
  }

  String name() {
    return name;
  }

  /** Whether it has processed a change. */
  boolean isBusy() {
    return Files.exists(processed);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The last lines that it has said. */
  List<String> lastLines() throws IOException {
    List<String> lines = Files.readAllLines(output);
    return lines.subList(Math.max(0, lines.size() - 20), lines.size());
  }

  /** Ends it at once, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
