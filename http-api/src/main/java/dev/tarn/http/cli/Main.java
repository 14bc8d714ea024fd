package dev.tarn.http.cli;

import dev.tarn.Tarn;
import java.util.function.Consumer;

/** Where the process starts, and where it ends. */
public final class Main {
  /** A log line as one line on stderr, with a stack trace after it only if there is one. */
  private static final String LOG_FORMAT = "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n";

  private Main() {}

  /** Runs the command; returns only with a server that goes on running. */
  public static void main(String[] arguments) {
    System.setProperty("java.util.logging.SimpleFormatter.format", LOG_FORMAT);
    Consumer<Tarn> closeAtEnd =
        tarn -> Runtime.getRuntime().addShutdownHook(new Thread(() -> end(tarn), "shutdown"));
    TarnCommand command = new TarnCommand(System.getenv(), System.out, System.err, closeAtEnd);
    int exitCode = command.run(arguments);
    if (exitCode != TarnCommand.OK) {
      System.exit(exitCode);
    }
  }

  /**
   * Closes the server and ends the process as one that did what it was told. A hook that returned
   * would leave the exit code to the signal: 143 for SIGTERM. Catching the signal itself would take
   * an API that the JDK does not support.
   */
  private static void end(Tarn tarn) {
    int exitCode = TarnCommand.OK;
    try {
      tarn.close();
    } catch (RuntimeException e) {
      System.err.println("tarn: the server did not close: " + e);
      exitCode = TarnCommand.FAILED;
    }
    Runtime.getRuntime().halt(exitCode);
  }
}
