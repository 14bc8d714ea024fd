package dev.tarn.it.trigger;

import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.Clients;
import dev.tarn.it.ServerProcess;
import dev.tarn.it.TestTable;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;

/**
 * A receiver that is slow, fails, lies, hangs up or is down, and a server that is killed under it:
 * every change arrives or is a dead letter, and of each key none before those that came earlier.
 */
final class UnderFireIT {
  private static final int KILLS = Integer.getInteger("tarn.fire.kills", 2);
  private static final int VERSIONS_BETWEEN_KILLS = 25;
  private static final int DOWN_FROM = 8;
  private static final int DOWN_TO = 16;
  private static final int KEYS = 20;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final long seed = Long.getLong("tarn.fire.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Set<String> deadLetters = new HashSet<>();

  @Test
  void deliversEveryChangeInOrderPerKey(@TempDir Path directory) throws Exception {
    try (HostileReceiver receiver = new HostileReceiver(seed)) {
      TestTable table = null;
      String trigger = "";
      int version = 0;
      for (int kill = 0; kill <= KILLS; kill++) {
        try (ServerProcess server = ServerProcess.start(directory);
            DynamoDbClient client = Clients.dynamoDb(server.endpoint());
            RestClient rest = RestClient.to(server.endpoint())) {
          if (table == null) {
            table = TestTable.create(client, StreamViewType.NEW_AND_OLD_IMAGES);
            trigger = createTrigger(server, rest, receiver, table);
          }
          TestTable reached = new TestTable(client, table.name());
          for (int i = 0; i < VERSIONS_BETWEEN_KILLS; i++) {
            if (i == DOWN_FROM) {
              receiver.goDown();
            } else if (i == DOWN_TO) {
              receiver.comeUp();
            }
            write(reached, ++version);
            Thread.sleep(random.nextInt(40));
          }
          if (kill == KILLS) {
            receiver.relent();
            awaitAll(rest, trigger, receiver, version);
          } else {
            server.kill();
          }
        }
      }
      for (int key = 0; key < KEYS; key++) {
        checkOrder("key" + key, receiver.processed("key" + key));
      }
    }
  }

  private static String createTrigger(
      ServerProcess server, RestClient rest, HostileReceiver receiver, TestTable table)
      throws Exception {
    rest.call(
        "PUT", "/webhooks/fire", "{'url':'%s','timeoutSeconds':1}".formatted(receiver.url()), 201);
    try (LambdaClient lambda = Clients.lambda(server.endpoint())) {
      return lambda
          .createEventSourceMapping(
              request ->
                  request
                      .functionName("fire")
                      .eventSourceArn(table.describe().latestStreamArn())
                      .startingPosition(EventSourcePosition.TRIM_HORIZON)
                      .batchSize(10)
                      .parallelizationFactor(3)
                      .maximumRetryAttempts(2)
                      .bisectBatchOnFunctionError(true)
                      .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES))
          .uuid();
    }
  }

  private static void write(TestTable table, int version) {
    IntStream.range(0, KEYS).forEach(key -> table.put("pk", s("key" + key), "version", n(version)));
  }

  private void awaitAll(RestClient rest, String trigger, HostileReceiver receiver, int versions)
      throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    int missing = -1;
    while (missing != 0) {
      assertThat(System.nanoTime())
          .as("seed %d: %d changes are missing in time", seed, missing)
          .isLessThan(deadline);
      Thread.sleep(200);
      readDeadLetters(rest, trigger);
      missing = 0;
      for (int key = 0; key < KEYS; key++) {
        Set<Integer> processed = new HashSet<>(receiver.processed("key" + key));
        for (int version = 1; version <= versions; version++) {
          missing +=
              processed.contains(version) || deadLetters.contains("key" + key + "/" + version)
                  ? 0
                  : 1;
        }
      }
    }
  }

  private void readDeadLetters(RestClient rest, String trigger) throws Exception {
    JsonObject page = rest.get("/triggers/" + trigger + "/dead-letters?limit=1000");
    for (int i = 0; i < page.getJsonArray("deadLetters").size(); i++) {
      JsonObject item = page.getJsonArray("deadLetters").getJsonObject(i).getJsonObject("newItem");
      deadLetters.add(item.getString("pk") + "/" + item.getInteger("version"));
    }
  }

  /** A version that comes for the first time finds all earlier ones processed or given up. */
  private void checkOrder(String key, List<Integer> processed) {
    Set<Integer> seen = new HashSet<>();
    for (int version : processed) {
      for (int earlier = 1; earlier < version && !seen.contains(version); earlier++) {
        assertThat(seen.contains(earlier) || deadLetters.contains(key + "/" + earlier))
            .as("seed %d: version %d of %s before %d in %s", seed, version, key, earlier, processed)
            .isTrue();
      }
      seen.add(version);
    }
  }
}
