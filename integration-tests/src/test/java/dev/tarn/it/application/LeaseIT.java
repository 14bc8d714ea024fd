package dev.tarn.it.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.Clients;
import dev.tarn.it.EmbeddedServer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Workers that share out shards by leases: each lease has one owner at a time. */
final class LeaseIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final int SHARDS = 6;
  private static final int WORKERS = 2;
  private static final int ROUNDS = 150;
  private static final int TIMEOUT_SECONDS = 120;

  private LeaseTable table;

  @BeforeEach
  void createTable() {
    table = LeaseTable.create(TARN.dynamoDb());
  }

  private Lease created(String key) {
    assertThat(table.createIfMissing(key)).isTrue();
    return table.lease(key);
  }

  private Lease taken(String key, String worker) {
    assertThat(table.take(created(key), worker)).isTrue();
    return table.lease(key);
  }

  @Test
  void aLeaseIsMadeOnce() {
    created("shard-1");
    assertThat(table.createIfMissing("shard-1")).isFalse();
    assertThat(table.leases()).containsExactly(new Lease("shard-1", 0, null, "TRIM_HORIZON"));
  }

  @Test
  void oneOfTwoTakesAFreeLease() {
    Lease seen = created("shard-1");
    assertThat(table.take(seen, "ann")).isTrue();
    assertThat(table.take(seen, "ben")).isFalse();
    assertThat(table.lease("shard-1")).isEqualTo(new Lease("shard-1", 1, "ann", "TRIM_HORIZON"));
  }

  @Test
  void aStolenLeaseIsLostToItsOwner() {
    Lease anns = taken("shard-1", "ann");
    assertThat(table.renew(anns)).isTrue();
    assertThat(table.take(anns, "ben")).as("its owner has renewed it").isFalse();
    Lease renewed = table.lease("shard-1");
    assertThat(table.take(renewed, "ben")).isTrue();
    assertThat(table.renew(renewed)).isFalse();
    assertThat(table.checkpoint(renewed, "7")).isFalse();
    assertThat(table.evict(renewed)).isFalse();
    assertThat(table.delete(renewed)).isFalse();
  }

  @Test
  void theNextOwnerGoesOnFromTheCheckpoint() {
    Lease anns = taken("shard-1", "ann");
    assertThat(table.checkpoint(anns, "42")).isTrue();
    assertThat(table.evict(table.lease("shard-1"))).isTrue();
    Lease free = table.lease("shard-1");
    assertThat(free).isEqualTo(new Lease("shard-1", 3, null, "42"));
    assertThat(table.take(free, "ben")).isTrue();
    assertThat(table.delete(table.lease("shard-1"))).isTrue();
    assertThat(table.leases()).isEmpty();
  }

  /** Workers take from each other what they can, and each change is one of those they were told. */
  @Test
  void noLeaseEverHasTwoOwners() throws Exception {
    List<Lease> leases = IntStream.range(0, SHARDS).mapToObj(i -> created("shard-" + i)).toList();
    long seed = new Random().nextLong();
    Map<String, AtomicInteger> changes = new ConcurrentHashMap<>();
    leases.forEach(lease -> changes.put(lease.key(), new AtomicInteger()));
    CompletableFuture.allOf(
            IntStream.range(0, WORKERS)
                .mapToObj(
                    i ->
                        CompletableFuture.runAsync(
                            () -> work("worker-" + i, new Random(seed + i), changes)))
                .toArray(CompletableFuture[]::new))
        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    assertThat(table.leases())
        .as("seed %d", seed)
        .hasSize(SHARDS)
        .allSatisfy(
            lease ->
                assertThat(Objects.requireNonNull(changes.get(lease.key())).get())
                    .isEqualTo(lease.counter()));
  }

  /** Takes, renews and gives up leases at random, and counts what it was allowed. */
  private void work(String worker, Random random, Map<String, AtomicInteger> changes) {
    try (DynamoDbClient client = Clients.dynamoDb(TARN.endpoint())) {
      LeaseTable mine = new LeaseTable(client, table.name());
      for (int i = 0; i < ROUNDS; i++) {
        Lease lease = mine.lease("shard-" + random.nextInt(SHARDS));
        if (change(mine, lease, worker, random)) {
          Objects.requireNonNull(changes.get(lease.key())).incrementAndGet();
        }
      }
    }
  }

  private static boolean change(LeaseTable mine, Lease lease, String worker, Random random) {
    if (!worker.equals(lease.owner())) {
      return mine.take(lease, worker);
    }
    return random.nextBoolean() ? mine.renew(lease) : mine.evict(lease);
  }
}
