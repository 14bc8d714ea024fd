package dev.tarn.it.kcl;

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
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Changes of a few hundred items, each with the next version, while two workers read the stream and
 * its shards roll over. One worker is killed and another takes its place, again and again.
 */
final class KclRun {
  private static final int ITEMS = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Path directory;
  private final Duration load;
  private final Duration shardRollover;
  private final Duration killEvery;
  private final Consumer<String> progress;
  private final Map<String, Integer> written = new TreeMap<>();
  private final List<Path> files = new ArrayList<>();

  /**
   * A run.
   *
   * @param directory for the data and what the workers write
   * @param load how long items are changed
   * @param killEvery how long a worker lives
   */
  KclRun(
      Path directory,
      Duration load,
      Duration shardRollover,
      Duration killEvery,
      Consumer<String> progress) {
    this.directory = directory;
    this.load = load;
    this.shardRollover = shardRollover;
    this.killEvery = killEvery;
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
      try (WorkerProcess first = worker(tarn, arn)) {
        WorkerProcess second = worker(tarn, arn);
        try {
          long end = System.nanoTime() + load.toNanos();
          long kill = System.nanoTime() + killEvery.toNanos();
          while (System.nanoTime() < end) {
            change(table);
            if (System.nanoTime() > kill) {
              second.kill();
              progress.accept("killed a worker");
              second = worker(tarn, arn);
              kill = System.nanoTime() + killEvery.toNanos();
            }
          }
          awaitAll(first, second);
        } finally {
          second.close();
        }
      }
      long generations =
          new StreamReader(arn)
              .shards(streams).stream()
                  .map(shard -> shard.sequenceNumberRange().startingSequenceNumber())
                  .distinct()
                  .count();
      return new Result(
          written, new ProcessedChanges(files).summary(), (int) generations, files.size());
    }
  }

  private WorkerProcess worker(Tarn tarn, String arn) throws IOException {
    String name = "worker-" + (files.size() + 1);
    Path processed = directory.resolve(name + ".processed");
    files.add(processed);
    return WorkerProcess.start(tarn.endpoint(), arn, name, processed);
  }

  /** Some hundred changes a second: the workers, not the server, are what is slow. */
  private void change(TestTable table) throws InterruptedException {
    for (int i = 0; i < ITEMS; i++) {
      String item = "item-" + i;
      table.put("pk", s(item), "version", n(written.merge(item, 1, Integer::sum)));
    }
    TimeUnit.MILLISECONDS.sleep(300);
  }

  private void awaitAll(WorkerProcess first, WorkerProcess second)
      throws IOException, InterruptedException {
    int expected = written.values().stream().mapToInt(Integer::intValue).sum();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int seen = 0;
    while (seen < expected && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(500);
      seen = new ProcessedChanges(files).summary().changes();
      progress.accept("processed %d of %d changes".formatted(seen, expected));
      if (!first.isAlive() || !second.isAlive()) {
        throw new AssertionError(
            "a worker ended: " + first.lastLines() + System.lineSeparator() + second.lastLines());
      }
    }
  }
}
