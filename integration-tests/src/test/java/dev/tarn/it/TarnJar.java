package dev.tarn.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The runnable jar, as the build packs it and as a user starts it: without any flag. */
public final class TarnJar {
  /** The packaged jar; Maven's failsafe says where it is. */
  public static final String PROPERTY = "tarn.jar";

  private TarnJar() {}

  private static Path path() {
    String path = System.getProperty(PROPERTY);
    return path == null ? newestIn(Path.of("..", "http-api", "target")) : Path.of(path);
  }

  private static Path newestIn(Path directory) {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, "tarn-*.jar")) {
      return jars.iterator().next();
    } catch (IOException e) {
      throw new UncheckedIOException("package http-api first, or set -D" + PROPERTY, e);
    }
  }

  /** A process that runs the jar with arguments, on the JDK that runs this. */
  public static ProcessBuilder process(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-jar", path().toAbsolutePath().normalize().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(TarnJar::changesTheProcess);
    builder.environment().putAll(environment);
    return builder;
  }

  /** Whether a variable of this process must not reach the server's. */
  private static boolean changesTheProcess(String variable) {
    return variable.startsWith("TARN_")
        || variable.equals("JAVA_TOOL_OPTIONS")
        || variable.equals("JDK_JAVA_OPTIONS");
  }
}
