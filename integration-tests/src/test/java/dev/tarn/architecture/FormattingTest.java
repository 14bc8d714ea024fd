package dev.tarn.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every Java file is as google-java-format leaves it. */
final class FormattingTest {
  /** The project's root: the tests of a module run in the module's directory. */
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void everyFileIsFormatted() throws IOException {
    List<String> sources = sources();
    assertThat(sources).as("sources under " + ROOT).hasSizeGreaterThan(10);
    StringWriter unformatted = new StringWriter();
    StringWriter errors = new StringWriter();
    ToolProvider.findFirst("google-java-format")
        .orElseThrow()
        .run(
            new PrintWriter(unformatted),
            new PrintWriter(errors),
            Stream.concat(Stream.of("--dry-run"), sources.stream()).toArray(String[]::new));
    assertThat(unformatted.toString() + errors)
        .as("files that are not formatted; mend them with: scripts/format")
        .isBlank();
  }

  /** Each module keeps its sources in src; what is generated goes to target. */
  private static List<String> sources() throws IOException {
    List<String> sources = new ArrayList<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(ROOT, FormattingTest::isModule)) {
      for (Path module : modules) {
        try (Stream<Path> files = Files.walk(module.resolve("src"))) {
          files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(sources::add);
        }
      }
    }
    return sources;
  }

  private static boolean isModule(Path directory) {
    return Files.isDirectory(directory.resolve("src"))
        && Files.exists(directory.resolve("pom.xml"));
  }
}
