package dev.tarn.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.Clients;
import dev.tarn.it.CommandRun;
import dev.tarn.it.ServerProcess;
import dev.tarn.it.TestTable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** What the jar does with its arguments, and what it says when it cannot. */
final class CommandLineIT {
  @TempDir private Path directory;

  @Test
  void showsHelp() throws Exception {
    CommandRun run = CommandRun.of("--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            "--host",
            "--port",
            "--data-dir",
            "--in-memory",
            "--partitions",
            "--durability",
            "--region",
            "--account-id",
            "--help",
            "--version",
            "check");
  }

  @Test
  void showsItsVersion() throws Exception {
    CommandRun run = CommandRun.of("--version");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).matches("Tarn \\d+\\.\\d+\\.\\d+\\R");
  }

  @Test
  void rejectsUnknownOption() throws Exception {
    CommandRun.of("--no-such-option").assertFailedWithOneLine("--no-such-option");
  }

  @Test
  void rejectsPortThatIsNone() throws Exception {
    CommandRun.of("--port", "70000").assertFailedWithOneLine("--port", "70000");
  }

  @Test
  void rejectsVariableThatMakesNoSense() throws Exception {
    CommandRun.of(Map.of("TARN_DURABILITY", "sometimes"))
        .assertFailedWithOneLine("TARN_DURABILITY", "sometimes");
  }

  @Test
  void rejectsBusyPort() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(busy.getLocalPort());
      CommandRun.of("--in-memory", "--port", port).assertFailedWithOneLine(port);
    }
  }

  @Test
  void rejectsDirectoryThatAnotherProcessHolds() throws Exception {
    try (ServerProcess holder = ServerProcess.start(directory)) {
      CommandRun.of("--port", "0", "--data-dir", directory.toString())
          .assertFailedWithOneLine(directory.toString(), Long.toString(holder.pid()));
      CommandRun.of("check", "--data-dir", directory.toString())
          .assertFailedWithOneLine(directory.toString());
      assertThat(holder.isAlive()).isTrue();
    }
  }

  @Test
  void rejectsDirectoryOfANewerVersion() throws Exception {
    try (ServerProcess first = ServerProcess.start(directory)) {
      first.terminate();
    }
    Path identity = directory.resolve("tarn.properties");
    Files.writeString(
        identity, Files.readString(identity).replace("format.version=1", "format.version=99"));
    CommandRun.of("--port", "0", "--data-dir", directory.toString())
        .assertFailedWithOneLine("newer", directory.toString());
  }

  @Test
  void rejectsAnotherNumberOfPartitions() throws Exception {
    try (ServerProcess first = ServerProcess.start(directory)) {
      first.terminate();
    }
    CommandRun.of("--port", "0", "--data-dir", directory.toString(), "--partitions", "7")
        .assertFailedWithOneLine("partitions", "4", "7");
  }

  @Test
  void rejectsDirectoryThatIsAFile() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    CommandRun.of("--port", "0", "--data-dir", file.toString())
        .assertFailedWithOneLine(file.toString());
  }

  @Test
  void checksNothingWhereNothingIs() throws Exception {
    CommandRun.of("check", "--data-dir", directory.resolve("absent").toString())
        .assertFailedWithOneLine("absent");
  }

  @Test
  void takesItsSettingsFromVariables() throws Exception {
    Map<String, String> environment =
        Map.of(
            "TARN_PORT",
            "0",
            "TARN_DATA_DIR",
            directory.resolve("data").toString(),
            "TARN_PARTITIONS",
            "2",
            "TARN_REGION",
            "eu-central-1",
            "TARN_ACCOUNT_ID",
            "123456789012");
    try (ServerProcess server = ServerProcess.start(environment);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint())) {
      TestTable table = TestTable.create(client, StreamViewType.KEYS_ONLY);
      assertThat(table.describe().tableArn())
          .isEqualTo("arn:aws:dynamodb:eu-central-1:123456789012:table/" + table.name());
      assertThat(directory.resolve("data")).isDirectoryContaining("glob:**/partition-0001");
      assertThat(directory.resolve("data")).isDirectoryNotContaining("glob:**/partition-0002");
    }
  }
}
