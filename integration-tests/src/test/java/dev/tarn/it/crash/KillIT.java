package dev.tarn.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.Clients;
import dev.tarn.it.CommandRun;
import dev.tarn.it.ItemHistory;
import dev.tarn.it.ItemSizes;
import dev.tarn.it.ServerProcess;
import dev.tarn.it.StreamReader;
import dev.tarn.it.TestTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * {@code kill -9} under load, at random moments: nothing acknowledged is lost, nothing is invented.
 * For a long run: {@code -Dtarn.crash.kills=20}.
 */
final class KillIT {
  private static final int KILLS = Integer.getInteger("tarn.crash.kills", 3);
  private static final int CLIENTS = 6;
  private static final int MOST_WRITES = 3_000;

  private final long seed = Long.getLong("tarn.crash.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<LoadingClient> clients =
      IntStream.range(0, CLIENTS).mapToObj(i -> new LoadingClient(i, seed)).toList();
  private final List<Record> records = new ArrayList<>();
  private final Semaphore acknowledged = new Semaphore(0);

  @Test
  void losesNothingAcknowledgedAndInventsNothing(@TempDir Path directory) throws Exception {
    String table;
    StreamReader stream;
    try (ServerProcess server = ServerProcess.start(directory);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint())) {
      TestTable created = TestTable.create(client, StreamViewType.NEW_AND_OLD_IMAGES);
      table = created.name();
      stream = new StreamReader(created.describe().latestStreamArn());
      server.kill();
    }
    for (int kill = 1; kill <= KILLS; kill++) {
      try {
        int writes = loadAndKill(directory, table);
        requireClean(directory);
        compare(directory, table, stream);
        System.out.printf("kill %d after %d acknowledged requests: nothing lost%n", kill, writes);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed %d, kill %d".formatted(seed, kill), e);
      }
    }
  }

  private int loadAndKill(Path directory, String tableName) throws Exception {
    try (ServerProcess server = ServerProcess.start(directory);
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint())) {
      TestTable table = new TestTable(client, tableName);
      List<Future<Integer>> loads =
          clients.stream()
              .map(c -> threads.submit(() -> c.writeUntilGone(table, acknowledged)))
              .toList();
      // The moment is what is tested, so it is left to chance: also within a write.
      boolean loaded = acknowledged.tryAcquire(random.nextInt(MOST_WRITES), 30, TimeUnit.SECONDS);
      Thread.sleep(random.nextInt(10));
      assertThat(loaded && server.isAlive()).as(server.err()).isTrue();
      server.kill();
      int writes = 0;
      for (Future<Integer> load : loads) {
        writes += load.get();
      }
      acknowledged.drainPermits();
      return writes;
    }
  }

  private static void requireClean(Path directory) throws Exception {
    CommandRun check = CommandRun.of("check", "--data-dir", directory.toString());
    assertThat(check.exitCode()).as("%s", check).isZero();
  }

  private void compare(Path directory, String tableName, StreamReader stream) throws Exception {
    try (ServerProcess server = ServerProcess.start(directory);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint());
        DynamoDbStreamsClient streams = Clients.streams(server.endpoint())) {
      TestTable table = new TestTable(client, tableName);
      items().forEach(item -> item.settle(table.get(item.key())));
      compareCounts(table);
      records.addAll(stream.readOn(streams));
      assertThat(ItemHistory.of(records)).isEqualTo(histories());
      assertThat(server.terminate()).isZero();
    }
  }

  private void compareCounts(TestTable table) {
    List<Map<String, AttributeValue>> present =
        items().map(OwnedItem::state).filter(state -> !state.isEmpty()).toList();
    assertThat(table.scan()).containsExactlyInAnyOrderElementsOf(present);
    TableDescription description = table.describe();
    assertThat(description.itemCount()).isEqualTo(present.size());
    assertThat(description.tableSizeBytes())
        .isEqualTo(present.stream().mapToLong(ItemSizes::of).sum());
  }

  private Stream<OwnedItem> items() {
    return clients.stream().flatMap(client -> client.items().stream());
  }

  private Map<Map<String, AttributeValue>, List<Map<String, AttributeValue>>> histories() {
    return items()
        .filter(item -> !item.states().isEmpty())
        .collect(Collectors.toMap(OwnedItem::key, OwnedItem::states, (a, b) -> a, HashMap::new));
  }
}
