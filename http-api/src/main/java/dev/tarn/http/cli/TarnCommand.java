package dev.tarn.http.cli;

import dev.tarn.StartException;
import dev.tarn.Tarn;
import dev.tarn.TarnOptions;
import dev.tarn.kv.engine.ConsistencyCheck;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command {@code tarn}: understands its arguments, does what they say, and says in one line
 * what goes wrong.
 */
final class TarnCommand {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;
  private final Consumer<Tarn> onReady;

  /**
   * A command in an environment.
   *
   * @param onReady takes over a server that runs
   */
  TarnCommand(
      Map<String, String> environment, PrintStream out, PrintStream err, Consumer<Tarn> onReady) {
    this.environment = environment;
    this.out = out;
    this.err = err;
    this.onReady = onReady;
  }

  /** Runs the command, and returns the exit code. Returns with a server still running. */
  int run(String... arguments) {
    try {
      return dispatch(new CommandLine(Syntax.tarn()).parseArgs(arguments));
    } catch (ParameterException e) {
      return fail(USAGE, firstLine(e) + " (see tarn --help)");
    } catch (UsageException e) {
      return fail(USAGE, firstLine(e) + " (see tarn --help)");
    } catch (StartException e) {
      return fail(FAILED, firstLine(e));
    }
  }

  private int dispatch(ParseResult tarn) {
    ParseResult command = tarn.hasSubcommand() ? tarn.subcommand() : tarn;
    CommandSpec spec = command.commandSpec();
    if (command.isUsageHelpRequested()) {
      spec.commandLine().usage(out);
      return OK;
    }
    if (command.isVersionHelpRequested()) {
      out.println("Tarn " + Tarn.version());
      return OK;
    }
    Settings settings = new Settings(command, environment);
    return spec.name().equals(Syntax.CHECK)
        ? check(settings.dataDirectory())
        : serve(settings.toOptions());
  }

  private int serve(TarnOptions options) {
    Tarn tarn = options.start();
    onReady.accept(tarn);
    if (options.admin() && !options.isLoopback()) {
      err.println("tarn: whoever reaches " + tarn.endpoint() + " may use --admin");
    }
    Path directory = options.dataDirectory();
    out.printf(
        "Tarn %s ready on %s (%s)%n",
        Tarn.version(),
        tarn.endpoint(),
        directory == null ? "in memory, nothing is kept" : "data in " + directory);
    return OK;
  }

  private int check(Path dataDirectory) {
    ConsistencyCheck.Report report = Tarn.check(dataDirectory, err::println);
    report.problems().forEach(out::println);
    out.printf(
        "%s: %d items and %d commits looked at, %s%n",
        dataDirectory,
        report.items(),
        report.commits(),
        report.clean() ? "all agrees" : report.problemCount() + " problem(s)");
    return report.clean() ? OK : FAILED;
  }

  private int fail(int exitCode, String message) {
    err.println("tarn: " + message);
    return exitCode;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
