package dev.tarn.it.kcl;

import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;

import dev.tarn.Tarn;
import dev.tarn.it.Clients;
import dev.tarn.it.StreamReader;
import dev.tarn.it.TestTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Changes of a few hundred items, each with the next version, while two workers read the stream and
 * its shards roll over. One worker is killed and another takes its place, again and again.
 */
final class KclRun {
  private static final int ITEMS = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private static final int ROUNDS_BETWEEN_REPORTS = 20;
  private static final String COORDINATION = "kcl-CoordinatorState";

  private final Path directory;
  private final Duration load;
  private final Duration shardRollover;
  private final Duration killEvery;
  private final boolean killsLeaders;
  private final Consumer<String> progress;
  private final Map<String, Integer> written = new TreeMap<>();
  private final List<Path> files = new ArrayList<>();
  private final List<WorkerProcess> workers = new ArrayList<>();

  /**
   * A run.
   *
   * @param directory for the data and what the workers write
   * @param load how long items are changed, or longer until a worker was killed
   * @param killEvery how much time is between kills
   * @param killsLeaders whether every second one killed is the one that the library had made the
   *     leader: it takes two minutes then before it makes another
   */
  KclRun(
      Path directory,
      Duration load,
      Duration shardRollover,
      Duration killEvery,
      boolean killsLeaders,
      Consumer<String> progress) {
    this.directory = directory;
    this.load = load;
    this.shardRollover = shardRollover;
    this.killEvery = killEvery;
    this.killsLeaders = killsLeaders;
    this.progress = progress;
  }

  /**
   * What became of it.
   *
   * @param written the last version of each item
   * @param processed what the workers did
   * @param generations how often the shards were opened
   * @param workers how many workers there were
   */
  record Result(
      Map<String, Integer> written,
      ProcessedChanges.Summary processed,
      int generations,
      int workers) {
    boolean isComplete() {
      return processed.versions().equals(written) && processed.disorder().isEmpty();
    }
  }

  Result run() throws IOException, InterruptedException {
    try (Tarn tarn = Tarn.at(directory.resolve("data")).withShardRollover(shardRollover).start();
        DynamoDbClient client = Clients.dynamoDb(tarn.endpoint());
        DynamoDbStreamsClient streams = Clients.streams(tarn.endpoint())) {
      TestTable table = TestTable.create(client, StreamViewType.NEW_IMAGE);
      String arn = table.describe().latestStreamArn();
      startWorker(tarn, arn);
      startWorker(tarn, arn);
      changeAndKill(tarn, table, arn);
      awaitAll();
      return new Result(
          written,
          new ProcessedChanges(files).summary(),
          generations(new StreamReader(arn).shards(streams)),
          files.size());
    } finally {
      workers.forEach(WorkerProcess::close);
    }
  }

  private void startWorker(Tarn tarn, String arn) throws IOException {
    String name = "worker-" + (files.size() + 1);
    Path processed = directory.resolve(name + ".processed");
    files.add(processed);
    workers.add(WorkerProcess.start(tarn.endpoint(), arn, name, processed));
  }

  private void changeAndKill(Tarn tarn, TestTable table, String arn)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    long killed = start;
    int kills = 0;
    int rounds = 0;
    while (System.nanoTime() - start < load.toNanos()
        || (kills == 0 && System.nanoTime() - start < PATIENCE.toNanos())) {
      change(table);
      if (++rounds % ROUNDS_BETWEEN_REPORTS == 0) {
        reportProgress();
      }
      boolean due = System.nanoTime() - killed > killEvery.toNanos();
      WorkerProcess victim = due ? victim(table.client(), killsLeaders && kills % 2 == 1) : null;
      if (victim != null) {
        victim.kill();
        workers.remove(victim);
        progress.accept("killed " + victim.name());
        startWorker(tarn, arn);
        killed = System.nanoTime();
        kills++;
      }
    }
  }

  /** One that has something to lose: null if there is none yet. */
  private @Nullable WorkerProcess victim(DynamoDbClient client, boolean isLeader) {
    String leader = leader(client);
    return workers.stream()
        .filter(worker -> leader != null && worker.name().equals(leader) == isLeader)
        .filter(WorkerProcess::isBusy)
        .findFirst()
        .orElse(null);
  }

  /** The library's lock on the right to share leases out. */
  private static @Nullable String leader(DynamoDbClient client) {
    if (!client.listTables().tableNames().contains(COORDINATION)) {
      return null;
    }
    Map<String, AttributeValue> lock =
        client.getItem(r -> r.tableName(COORDINATION).key(item("key", s("Leader")))).item();
    AttributeValue owner = lock.get("ownerName");
    return owner == null ? null : owner.s();
  }

  private static int generations(List<Shard> shards) {
    return (int)
        shards.stream()
            .map(shard -> shard.sequenceNumberRange().startingSequenceNumber())
            .distinct()
            .count();
  }

  /** Some hundred changes a second: the workers, not the server, are what is slow. */
  private void change(TestTable table) throws InterruptedException {
    for (int i = 0; i < ITEMS; i++) {
      String item = "item-" + i;
      table.put("pk", s(item), "version", n(written.merge(item, 1, Integer::sum)));
    }
    TimeUnit.MILLISECONDS.sleep(300);
  }

  private void awaitAll() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (reportProgress() > 0 && System.nanoTime() < deadline) {
      TimeUnit.SECONDS.sleep(1);
      for (WorkerProcess worker : workers) {
        if (!worker.isAlive()) {
          throw new AssertionError(worker.name() + " ended: " + worker.lastLines());
        }
      }
    }
  }

  /** Says how far the workers are; returns how many changes they have still to process. */
  private int reportProgress() {
    int expected = written.values().stream().mapToInt(Integer::intValue).sum();
    int seen = new ProcessedChanges(files).summary().changes();
    progress.accept("processed %d of %d changes".formatted(seen, expected));
    return expected - seen;
  }
}
