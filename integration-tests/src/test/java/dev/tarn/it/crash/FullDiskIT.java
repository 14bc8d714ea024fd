package dev.tarn.it.crash;

import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tarn.Tarn;
import dev.tarn.it.Clients;
import dev.tarn.it.ServerProcess;
import dev.tarn.it.StreamReader;
import dev.tarn.it.TestTable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A disk that has no room left, or little. */
final class FullDiskIT {
  private static final Path SHELL = Path.of("/bin/bash");

  /**
   * In steps of 1,024 bytes. A file that is to grow beyond cannot be written, as on a full disk.
   */
  private static final int MAX_FILE_KB = 3_000;

  @Test
  void aLogThatCannotBeWrittenLosesNothingThatWasAcknowledged(@TempDir Path directory)
      throws Exception {
    assumeTrue(Files.isExecutable(SHELL), "no bash, whose ulimit limits files");
    String tableName;
    int acknowledged = 0;
    try (ServerProcess server = ServerProcess.startWithFileLimit(MAX_FILE_KB, directory);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint());
        DynamoDbStreamsClient streams = Clients.streams(server.endpoint())) {
      TestTable table = TestTable.create(client, StreamViewType.KEYS_ONLY);
      tableName = table.name();
      @Nullable DynamoDbException refused = null;
      while (refused == null && acknowledged < 1_000) {
        refused = put(table, acknowledged);
        acknowledged += refused == null ? 1 : 0;
      }
      assertThat(acknowledged).isBetween(10, 999);
      assertRefused(refused);
      @Nullable DynamoDbException after = put(table, 5_000);
      assertRefused(after);
      assertThat(after).hasMessageContaining("The change log could not be written");
      assertThat(server.err()).contains("The log failed");
      assertHasAll(client, tableName, acknowledged);
      String arn = table.describe().latestStreamArn();
      assertThat(new StreamReader(arn).readOn(streams)).hasSize(acknowledged);
      server.terminate();
    }
    try (ServerProcess server = ServerProcess.start(directory);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint())) {
      assertHasAll(client, tableName, acknowledged);
      assertThat(put(new TestTable(client, tableName), acknowledged)).isNull();
      assertHasAll(client, tableName, acknowledged + 1);
    }
  }

  @Test
  void aDiskThatHasLittleRoomTakesNoWrites(@TempDir Path directory) {
    String tableName;
    try (Tarn tarn = Tarn.at(directory).withMinFreeDiskBytes(0).start();
        DynamoDbClient client = Clients.dynamoDb(tarn.endpoint())) {
      TestTable table = TestTable.create(client);
      tableName = table.name();
      assertThat(put(table, 0)).isNull();
    }
    try (Tarn tarn = Tarn.at(directory).withMinFreeDiskBytes(Long.MAX_VALUE / 2).start();
        DynamoDbClient client = Clients.dynamoDb(tarn.endpoint())) {
      @Nullable DynamoDbException refused = put(new TestTable(client, tableName), 1);
      assertRefused(refused);
      assertThat(refused).hasMessageContaining("The disk is nearly full");
      assertHasAll(client, tableName, 1);
    }
    try (Tarn tarn = Tarn.at(directory).start();
        DynamoDbClient client = Clients.dynamoDb(tarn.endpoint())) {
      assertThat(put(new TestTable(client, tableName), 1)).isNull();
    }
  }

  private static @Nullable DynamoDbException put(TestTable table, int number) {
    return catchThrowableOfType(
        DynamoDbException.class,
        () -> table.put("pk", s("k" + number), "v", n(number), "text", s("x".repeat(20_000))));
  }

  private static void assertRefused(@Nullable DynamoDbException refused) {
    assertThat(requireNonNull(refused).statusCode()).isEqualTo(500);
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InternalServerError");
  }

  private static void assertHasAll(DynamoDbClient client, String tableName, int items) {
    for (int i = 0; i < items; i++) {
      int number = i;
      assertThat(
              client.getItem(r -> r.tableName(tableName).key(item("pk", s("k" + number)))).item())
          .as("k%d of %d", number, items)
          .containsEntry("v", n(number));
    }
  }
}
