package dev.tarn.it.model;

import static dev.tarn.it.Values.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.Clients;
import dev.tarn.it.ItemHistory;
import dev.tarn.it.ServerProcess;
import dev.tarn.it.StreamReader;
import dev.tarn.it.TestTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Random operations with restarts in between, orderly ones and others, against a simple model. Run
 * one again with {@code -Dtarn.model.seed=N}, or for longer with {@code -Dtarn.model.rounds=N}.
 */
final class ModelIT {
  private static final int ROUNDS = Integer.getInteger("tarn.model.rounds", 6);
  private static final int OPERATIONS = 400;

  private final long seed = Long.getLong("tarn.model.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final TableModel model = new TableModel();
  private final RandomOperations operations = new RandomOperations(random, model);
  private final List<Record> records = new ArrayList<>();

  @Test
  void theServerAgreesWithTheModelAcrossRestarts(@TempDir Path directory) throws Exception {
    String table;
    StreamReader stream;
    try (ServerProcess server = ServerProcess.start(directory);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint())) {
      TestTable created =
          TestTable.create(
              client,
              ScalarAttributeType.N,
              r -> TestTable.stream(r, StreamViewType.NEW_AND_OLD_IMAGES));
      table = created.name();
      stream = new StreamReader(created.describe().latestStreamArn());
      assertThat(server.terminate()).isZero();
    }
    for (int round = 0; round < ROUNDS; round++) {
      try {
        run(directory, table, stream);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed %d, round %d".formatted(seed, round), e);
      }
    }
  }

  private void run(Path directory, String tableName, StreamReader stream)
      throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(directory);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint());
        DynamoDbStreamsClient streams = Clients.streams(server.endpoint())) {
      TestTable table = new TestTable(client, tableName);
      compare(table, stream, streams);
      for (int i = 0; i < OPERATIONS; i++) {
        operations.next(table);
      }
      compare(table, stream, streams);
      if (random.nextBoolean()) {
        server.kill();
      } else {
        assertThat(server.terminate()).isZero();
      }
      assertThat(server.err()).as("stderr").doesNotContain("SEVERE", "\tat ");
    }
  }

  private void compare(TestTable table, StreamReader stream, DynamoDbStreamsClient streams) {
    assertThat(table.scan().stream().map(item -> ordered(item)))
        .containsExactlyInAnyOrderElementsOf(model.all());
    TableDescription description = table.describe();
    assertThat(description.itemCount()).isEqualTo(model.all().size());
    assertThat(description.tableSizeBytes()).isEqualTo(model.sizeBytes());
    records.addAll(stream.readOn(streams));
    assertThat(ItemHistory.of(records)).isEqualTo(model.histories());
  }
}
