package dev.tarn.http.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.Tarn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TarnCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<Tarn> started = new ArrayList<>();

  @TempDir Path directory;

  @AfterEach
  void close() {
    started.forEach(Tarn::close);
  }

  @Test
  void saysInOneLineThatItIsReady() {
    assertThat(run("--port=0", "--data-dir=" + directory)).isEqualTo(TarnCommand.OK);
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            "Tarn %s ready on %s (data in %s)%n"
                .formatted(Tarn.version(), started.get(0).endpoint(), directory));
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void saysThatNothingIsKept() {
    assertThat(run("serve", "--port=0", "--in-memory")).isEqualTo(TarnCommand.OK);
    assertThat(out.toString(UTF_8)).contains("(in memory, nothing is kept)");
  }

  @Test
  void warnsOfAnAdminApiThatOthersReach() {
    assertThat(run("--port=0", "--in-memory", "--admin")).isEqualTo(TarnCommand.OK);
    assertThat(err.toString(UTF_8)).isEmpty();
    assertThat(run("--port=0", "--in-memory", "--admin", "--host=0.0.0.0"))
        .isEqualTo(TarnCommand.OK);
    assertThat(theOneLine()).startsWith("tarn: whoever reaches http://0.0.0.0:");
  }

  @Test
  void helpNamesEveryOption() {
    assertThat(run("--help")).isEqualTo(TarnCommand.OK);
    for (Setting setting : Setting.values()) {
      assertThat(out.toString(UTF_8)).contains(setting.option());
    }
    assertThat(started).isEmpty();
  }

  @Test
  void versionIsOneLine() {
    assertThat(run("--version")).isEqualTo(TarnCommand.OK);
    assertThat(out.toString(UTF_8)).isEqualTo("Tarn %s%n".formatted(Tarn.version()));
  }

  @Test
  void refusesAnUnknownOption() {
    assertThat(run("--prot=1")).isEqualTo(TarnCommand.USAGE);
    assertThat(theOneLine()).startsWith("tarn: Unknown option: '--prot=1'");
  }

  @Test
  void refusesAnUnknownCommand() {
    assertThat(run("frobnicate")).isEqualTo(TarnCommand.USAGE);
    assertThat(theOneLine()).contains("'frobnicate'");
  }

  @Test
  void refusesABadValue() {
    assertThat(run("--port=http")).isEqualTo(TarnCommand.USAGE);
    assertThat(theOneLine()).startsWith("tarn: --port: 'http' is not a whole number");
  }

  @Test
  void refusesABusyPort() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = busy.getLocalPort();
      assertThat(run("--in-memory", "--port=" + port)).isEqualTo(TarnCommand.FAILED);
      assertThat(theOneLine())
          .isEqualTo(
              "tarn: port %d of 127.0.0.1 is in use: stop what listens there, or choose another --port"
                  .formatted(port));
    }
  }

  @Test
  void letsGoOfTheDirectoryWhenThePortIsBusy() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      run("--data-dir=" + directory, "--port=" + busy.getLocalPort());
    }
    assertThat(run("--data-dir=" + directory, "--port=0")).isEqualTo(TarnCommand.OK);
  }

  @Test
  void refusesADirectoryThatIsInUse() {
    run("--port=0", "--data-dir=" + directory);
    assertThat(run("--port=0", "--data-dir=" + directory)).isEqualTo(TarnCommand.FAILED);
    assertThat(theOneLine()).contains(directory + " is in use by");
  }

  @Test
  void refusesADirectoryOfANewerVersion() throws IOException {
    run("--port=0", "--data-dir=" + directory);
    close();
    Path identity = directory.resolve("tarn.properties");
    Files.writeString(
        identity,
        Files.readString(identity).replaceFirst("format.version=\\d+", "format.version=999"));
    assertThat(run("--port=0", "--data-dir=" + directory)).isEqualTo(TarnCommand.FAILED);
    assertThat(theOneLine()).contains("a newer version of Tarn wrote the data directory");
  }

  @Test
  void refusesAnotherNumberOfPartitions() {
    run("--port=0", "--data-dir=" + directory, "--partitions=2");
    close();
    assertThat(run("--port=0", "--data-dir=" + directory, "--partitions=3"))
        .isEqualTo(TarnCommand.FAILED);
    assertThat(theOneLine()).contains("has 2 partitions since its first start, not 3");
  }

  @Test
  void checkPassesOnASoundDirectory() {
    run("--port=0", "--data-dir=" + directory);
    close();
    out.reset();
    assertThat(run("check", "--data-dir=" + directory)).isEqualTo(TarnCommand.OK);
    assertThat(out.toString(UTF_8)).startsWith(directory + ": ").contains("all agrees");
  }

  @Test
  void checkRefusesWhatIsNoDataDirectory() {
    Path absent = directory.resolve("absent");
    assertThat(run("check", "--data-dir=" + absent)).isEqualTo(TarnCommand.FAILED);
    assertThat(theOneLine()).contains("holds no data");
    assertThat(absent).doesNotExist();
  }

  @Test
  void checkTakesNoServerOptions() {
    assertThat(run("check", "--port=1")).isEqualTo(TarnCommand.USAGE);
    assertThat(theOneLine()).contains("--port");
  }

  private int run(String... arguments) {
    return new TarnCommand(
            Map.of(),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            started::add)
        .run(arguments);
  }

  /** What was said on stderr, if that is one line. */
  private String theOneLine() {
    List<String> lines = err.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }
}
