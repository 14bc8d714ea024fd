package dev.tarn.it.crash;

import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.Tarn;
import dev.tarn.it.Clients;
import dev.tarn.it.ItemHistory;
import dev.tarn.it.ServerProcess;
import dev.tarn.it.StreamReader;
import dev.tarn.it.TestTable;
import java.nio.file.Path;
import java.time.Duration;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * A server of several lives, each of which ends in a restart or by {@code kill -9} while clients
 * write items and transactions, items expire, and indexes and tables come and go. After each,
 * items, indexes, counts and streams agree with each other and with what was acknowledged. For a
 * long run: {@code -Dtarn.crash.lives=50}.
 */
final class LivesIT {
  private static final int LIVES = Integer.getInteger("tarn.crash.lives", 3);
  private static final int CLIENTS = 4;
  private static final int TABLES = 2;
  private static final int OLD_ITEMS = 500;
  private static final int MOST_ANSWERS = 1_500;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** So small that stores are flushed and killed while they are. */
  private static final Map<String, String> SMALL_MEMTABLES =
      Map.of("JDK_JAVA_OPTIONS", "-Dtarn.memtableLimitBytes=50000");

  private final long seed = Long.getLong("tarn.crash.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<TransactingClient> clients =
      IntStream.range(0, CLIENTS).mapToObj(i -> new TransactingClient(i, seed)).toList();
  private final TableChanger changer = new TableChanger(seed);
  private final List<String> names =
      IntStream.range(0, TABLES).mapToObj(i -> TestTable.uniqueName("lives")).toList();
  private final Semaphore answered = new Semaphore(0);
  private final Semaphore begun = new Semaphore(0);

  @TempDir private Path directory;

  @Test
  void everythingAgreesAfterEachLife() throws Exception {
    for (int life = 0; life <= LIVES; life++) {
      try {
        live(life);
        assertThat(Tarn.check(directory, line -> {}).problems()).isEmpty();
      } catch (AssertionError | Exception e) {
        throw new AssertionError("seed %d, life %d".formatted(seed, life), e);
      }
    }
  }

  private void live(int life) throws Exception {
    try (ServerProcess server =
            ServerProcess.start(
                SMALL_MEMTABLES, "--port", "0", "--data-dir", directory.toString());
        DynamoDbClient client = Clients.dynamoDb(server.endpoint());
        DynamoDbStreamsClient streams = Clients.streams(server.endpoint())) {
      List<TestTable> tables = names.stream().map(name -> new TestTable(client, name)).toList();
      if (life == 0) {
        create(tables);
      } else {
        compare(tables, streams);
      }
      if (life < LIVES) {
        writeAndEnd(server, tables);
      } else {
        assertThat(server.terminate()).isZero();
      }
      assertThat(server.err()).doesNotContain("SEVERE", "\tat ");
    }
  }

  private void create(List<TestTable> tables) {
    DynamoDbClient client = tables.getFirst().client();
    for (TestTable table : tables) {
      client.createTable(
          r -> {
            r.tableName(table.name())
                .billingMode("PAY_PER_REQUEST")
                .keySchema(
                    TestTable.element("pk", KeyType.HASH), TestTable.element("sk", KeyType.RANGE))
                .attributeDefinitions(
                    TestTable.definition("pk", ScalarAttributeType.S),
                    TestTable.definition("sk", ScalarAttributeType.N),
                    TestTable.definition("g", ScalarAttributeType.S),
                    TestTable.definition("v", ScalarAttributeType.N),
                    TestTable.definition("l", ScalarAttributeType.S))
                .globalSecondaryIndexes(byGroup())
                .localSecondaryIndexes(byL());
            TestTable.stream(r, StreamViewType.NEW_AND_OLD_IMAGES);
          });
    }
    client.updateTimeToLive(
        r ->
            r.tableName(names.getFirst())
                .timeToLiveSpecification(t -> t.enabled(true).attributeName("ttl")));
    for (int i = 0; i < OLD_ITEMS; i += 25) {
      List<WriteRequest> puts =
          oldItems().subList(i, i + 25).stream()
              .map(item -> WriteRequest.builder().putRequest(p -> p.item(item)).build())
              .toList();
      client.batchWriteItem(r -> r.requestItems(Map.of(names.getFirst(), puts)));
    }
  }

  private static GlobalSecondaryIndex byGroup() {
    return GlobalSecondaryIndex.builder()
        .indexName("byGroup")
        .keySchema(TestTable.element("g", KeyType.HASH), TestTable.element("v", KeyType.RANGE))
        .projection(p -> p.projectionType(ProjectionType.INCLUDE).nonKeyAttributes("count"))
        .build();
  }

  private static LocalSecondaryIndex byL() {
    return LocalSecondaryIndex.builder()
        .indexName("byL")
        .keySchema(TestTable.element("pk", KeyType.HASH), TestTable.element("l", KeyType.RANGE))
        .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
        .build();
  }

  /** Items that nobody writes to: a new index is filled with those that have a string for it. */
  private static List<Map<String, AttributeValue>> oldItems() {
    return IntStream.range(0, OLD_ITEMS)
        .mapToObj(
            i ->
                item(
                    "pk",
                    s("old" + i),
                    "sk",
                    n(i),
                    "v",
                    n(i),
                    "late",
                    i % 9 == 0 ? n(i) : s("t" + i % 5)))
        .toList();
  }

  private void writeAndEnd(ServerProcess server, List<TestTable> tables) throws Exception {
    boolean atChange = random.nextBoolean();
    Semaphore moment = atChange ? begun : answered;
    int permits = 1 + random.nextInt(atChange ? 12 : MOST_ANSWERS);
    boolean killed = random.nextInt(4) > 0;
    answered.drainPermits();
    begun.drainPermits();
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1)) {
      List<Future<?>> loads = new ArrayList<>();
      for (TransactingClient each : clients) {
        loads.add(threads.submit(() -> each.writeUntilGone(tables, answered)));
      }
      loads.add(
          threads.submit(
              () -> {
                changer.changeUntilGone(tables.getFirst(), begun);
                return null;
              }));
      boolean loaded = moment.tryAcquire(permits, PATIENCE.toSeconds(), TimeUnit.SECONDS);
      // The moment is what is tested, so it is left to chance: also within a write.
      Thread.sleep(random.nextInt(20));
      boolean alive = server.isAlive();
      end(server, killed);
      for (Future<?> load : loads) {
        load.get();
      }
      assertThat(loaded && alive).as(server.err()).isTrue();
    }
    System.out.printf(
        "%s after %d answers and %d changes of tables%n",
        killed ? "killed" : "stopped",
        answered.availablePermits() + (atChange ? 0 : permits),
        begun.availablePermits() + (atChange ? permits : 0));
  }

  private static void end(ServerProcess server, boolean killed) throws InterruptedException {
    if (killed) {
      server.kill();
    } else {
      assertThat(server.terminate()).isZero();
    }
  }

  private void compare(List<TestTable> tables, DynamoDbStreamsClient streams)
      throws InterruptedException {
    clients.forEach(client -> client.settle(tables));
    changer.settle(tables.getFirst());
    awaitExpiry(tables.getFirst());
    for (int table = 0; table < TABLES; table++) {
      compare(tables.get(table), table, streams);
    }
  }

  private static void awaitExpiry(TestTable table) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (table.scan().stream().anyMatch(item -> item.containsKey("ttl"))) {
      assertThat(System.nanoTime()).as("items expire in time").isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  private void compare(TestTable table, int number, DynamoDbStreamsClient streams)
      throws InterruptedException {
    List<Map<String, AttributeValue>> present =
        new ArrayList<>(
            items(number).map(OwnedItem::state).filter(state -> !state.isEmpty()).toList());
    if (number == 0) {
      present.addAll(oldItems());
    }
    assertThat(table.scan()).containsExactlyInAnyOrderElementsOf(present);
    TableDescription description = table.describe();
    assertThat(description.itemCount()).isEqualTo(present.size());
    IndexTruth.require(table, present);
    compareStream(number, new StreamReader(description.latestStreamArn()).readOn(streams));
  }

  private void compareStream(int table, List<Record> records) {
    Map<Map<String, AttributeValue>, List<Map<String, AttributeValue>>> histories =
        ItemHistory.of(records);
    Map<Map<String, AttributeValue>, List<Map<String, AttributeValue>>> expected = new HashMap<>();
    items(table)
        .filter(item -> !item.states().isEmpty())
        .forEach(item -> expected.put(item.key(), item.states()));
    if (table == 0) {
      oldItems().forEach(item -> expected.put(key(item), List.of(item)));
      assertThat(histories.keySet())
          .containsAll(clients.stream().flatMap(client -> client.expired().stream()).toList());
    }
    histories.keySet().removeIf(LivesIT::expires);
    assertThat(histories).isEqualTo(expected);
    assertThat(records)
        .allSatisfy(
            record ->
                assertThat(record.userIdentity() != null)
                    .as("removed by the service: %s", record)
                    .isEqualTo(
                        record.eventName() == OperationType.REMOVE
                            && expires(record.dynamodb().keys())));
  }

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new HashMap<>(item);
    key.keySet().retainAll(List.of("pk", "sk"));
    return key;
  }

  private static boolean expires(Map<String, AttributeValue> key) {
    return key.getOrDefault("pk", s("")).s().startsWith("ttl-");
  }

  private Stream<OwnedItem> items(int table) {
    return clients.stream().flatMap(client -> client.items(table));
  }
}
