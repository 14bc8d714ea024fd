package dev.tarn.it.cli;

import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.Clients;
import dev.tarn.it.ServerProcess;
import dev.tarn.it.TestTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The server's process from its first line to its exit code. */
final class LifeIT {
  private static final int CLIENTS = 4;

  @Test
  void keepsNothingInMemory() throws Exception {
    try (ServerProcess server = ServerProcess.start(Map.of(), "--in-memory", "--port", "0");
        DynamoDbClient client = Clients.dynamoDb(server.endpoint())) {
      TestTable table = TestTable.create(client);
      table.put("pk", s("a"));
      assertThat(table.get("pk", s("a"))).isNotEmpty();
      assertThat(server.terminate()).isZero();
      assertThat(server.err()).doesNotContain("Exception", "\tat ");
    }
  }

  @Test
  void keepsTablesAndItemsOverARestart(@TempDir Path directory) throws Exception {
    TestTable table;
    try (ServerProcess server = ServerProcess.start(directory);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint())) {
      table = TestTable.create(client);
      table.put("pk", s("a"), "v", n(1));
      assertThat(server.terminate()).isZero();
    }
    try (ServerProcess server = ServerProcess.start(directory);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint())) {
      TestTable again = new TestTable(client, table.name());
      assertThat(again.get("pk", s("a"))).isEqualTo(item("pk", s("a"), "v", n(1)));
      assertThat(client.listTables().tableNames()).containsExactly(table.name());
    }
  }

  /** A write is answered, or it was never taken: TERM leaves nothing between. */
  @Test
  void finishesWhatIsInFlightOnTerm(@TempDir Path directory) throws Exception {
    List<Integer> acknowledged;
    String name;
    try (ServerProcess server = ServerProcess.start(directory);
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint())) {
      TestTable table = TestTable.create(client);
      name = table.name();
      Semaphore writes = new Semaphore(0);
      List<Future<Integer>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String key = "client" + i;
        clients.add(threads.submit(() -> countUntilGone(table, key, writes)));
      }
      writes.acquire(200);
      assertThat(server.terminate()).isZero();
      acknowledged = new ArrayList<>();
      for (Future<Integer> each : clients) {
        acknowledged.add(each.get());
      }
    }
    try (ServerProcess server = ServerProcess.start(directory);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint())) {
      TestTable table = new TestTable(client, name);
      for (int i = 0; i < CLIENTS; i++) {
        assertThat(table.get("pk", s("client" + i))).containsEntry("v", n(acknowledged.get(i)));
      }
    }
  }

  private static int countUntilGone(TestTable table, String key, Semaphore writes) {
    int count = 0;
    try {
      while (true) {
        table.update(key, "ADD v :one", r -> r.expressionAttributeValues(item(":one", n(1))));
        count++;
        writes.release();
      }
    } catch (SdkClientException gone) {
      return count;
    }
  }
}
