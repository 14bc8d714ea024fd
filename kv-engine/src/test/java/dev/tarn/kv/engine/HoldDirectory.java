package dev.tarn.kv.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/** A process that holds a data directory until it is killed. */
final class HoldDirectory {
  private HoldDirectory() {}

  /** Starts the process and waits until it holds the directory. */
  static Process start(Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                HoldDirectory.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader();
    if (!"held".equals(output.readLine())) {
      process.destroyForcibly();
      throw new IOException("the process does not hold the directory");
    }
    return process;
  }

  public static void main(String[] arguments) throws Exception {
    try (DataDirectory directory = DataDirectory.open(Path.of(arguments[0]), OptionalInt.empty())) {
      System.out.println("held");
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
