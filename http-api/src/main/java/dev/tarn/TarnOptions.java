package dev.tarn;

import dev.tarn.http.webhook.AddressRange;
import dev.tarn.kv.engine.EngineOptions;
import dev.tarn.partitioner.PartitionMap;
import dev.tarn.stream.log.Durability;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server. Made by {@link Tarn#at} or {@link Tarn#inMemory}.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 lets the system pick one
 * @param dataDirectory what keeps the data, or null to keep it no longer than the server runs
 * @param partitions how many partitions a new data directory gets; an existing one must have as
 *     many
 * @param durability when a write is answered
 * @param region the region in ARNs
 * @param accountId the 12 digits of the account in ARNs
 * @param tableDelay how long tables take to be created, updated and deleted
 * @param gsiDelay how long global secondary indexes are behind their tables
 * @param enforcesThroughput whether provisioned tables refuse what is beyond their throughput
 * @param shardRollover how long a stream's shards are open before their children are
 * @param minFreeDiskBytes the room on the disk that writes leave free; 512 MB, or a tenth of a
 *     small disk, if not given
 * @param webhookAllow the ranges of addresses to which webhooks may go beside public ones
 * @param admin whether there is the admin API, which asks nobody who they are
 */
public record TarnOptions(
    String host,
    int port,
    @Nullable Path dataDirectory,
    OptionalInt partitions,
    Durability durability,
    String region,
    String accountId,
    Duration tableDelay,
    Duration gsiDelay,
    boolean enforcesThroughput,
    Duration shardRollover,
    OptionalLong minFreeDiskBytes,
    List<AddressRange> webhookAllow,
    boolean admin) {
  private static final Duration MIN_SHARD_ROLLOVER = Duration.ofSeconds(1);
  private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");

  /** Rejects values that no server can have. */
  public TarnOptions {
    webhookAllow = List.copyOf(webhookAllow);
    require(!host.isBlank(), "a host is a name or an address", host);
    require(port >= 0 && port <= 65_535, "a port is 0 to 65535", port);
    if (partitions.isPresent()) {
      int count = partitions.getAsInt();
      require(
          count >= 1 && count <= PartitionMap.MAX_PARTITIONS,
          "there can be 1 to " + PartitionMap.MAX_PARTITIONS + " partitions",
          count);
    }
    require(REGION.matcher(region).matches(), "a region is a name like us-east-1", region);
    require(!tableDelay.isNegative(), "a delay is not negative", tableDelay);
    require(!gsiDelay.isNegative(), "a delay is not negative", gsiDelay);
    require(
        shardRollover.compareTo(MIN_SHARD_ROLLOVER) >= 0,
        "shards are open for a second or longer",
        shardRollover);
    require(ACCOUNT_ID.matcher(accountId).matches(), "an account id is 12 digits", accountId);
  }

  private static void require(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("%s, not '%s'".formatted(rule, value));
    }
  }

  static TarnOptions of(@Nullable Path dataDirectory) {
    return new Draft(dataDirectory).finish();
  }

  /** Whether only this machine can reach the server. */
  public boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Listens on an address of this machine; 127.0.0.1 unless told. */
  public TarnOptions withHost(String host) {
    return with(draft -> draft.host = host);
  }

  /** Listens on a port; on one that the system picks unless told. */
  public TarnOptions withPort(int port) {
    return with(draft -> draft.port = port);
  }

  /** Insists on a number of partitions; 4 in a new data directory unless told. */
  public TarnOptions withPartitions(int partitions) {
    return with(draft -> draft.partitions = OptionalInt.of(partitions));
  }

  /** Answers writes once they are durable in this sense; {@link Durability#FSYNC} unless told. */
  public TarnOptions withDurability(Durability durability) {
    return with(draft -> draft.durability = durability);
  }

  /** Makes ARNs of a region; us-east-1 unless told. */
  public TarnOptions withRegion(String region) {
    return with(draft -> draft.region = region);
  }

  /** Makes ARNs of an account; 000000000000 unless told. */
  public TarnOptions withAccountId(String accountId) {
    return with(draft -> draft.accountId = accountId);
  }

  /** Lets tables take a while to be created, updated and deleted; no time unless told. */
  public TarnOptions withTableDelay(Duration tableDelay) {
    return with(draft -> draft.tableDelay = tableDelay);
  }

  /** Lets global secondary indexes be behind their tables when they are read; not unless told. */
  public TarnOptions withGsiDelay(Duration gsiDelay) {
    return with(draft -> draft.gsiDelay = gsiDelay);
  }

  /** Holds provisioned tables to their throughput, or does not; it does not unless told. */
  public TarnOptions withEnforcedThroughput(boolean enforcesThroughput) {
    return with(draft -> draft.enforcesThroughput = enforcesThroughput);
  }

  /** Closes shards and opens their children after another time than four hours. */
  public TarnOptions withShardRollover(Duration shardRollover) {
    return with(draft -> draft.shardRollover = shardRollover);
  }

  /**
   * Refuses writes while the disk has less room than this. A server that is told 0 takes them until
   * the disk is full.
   */
  public TarnOptions withMinFreeDiskBytes(long minFreeDiskBytes) {
    return with(draft -> draft.minFreeDiskBytes = OptionalLong.of(minFreeDiskBytes));
  }

  /**
   * Lets webhooks go to ranges of addresses that are not public. Loopback is allowed anyway while
   * the server listens on nothing else.
   */
  public TarnOptions withWebhookAllow(List<AddressRange> ranges) {
    return with(draft -> draft.webhookAllow = ranges);
  }

  /**
   * Has the admin API under {@code /_admin}, or has it not; it has not unless told. Whoever reaches
   * the server may use it.
   */
  public TarnOptions withAdmin(boolean admin) {
    return with(draft -> draft.admin = admin);
  }

  private TarnOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finish();
  }

  /** Starts a server with these settings. */
  public Tarn start() {
    return Tarn.start(this);
  }

  /** Settings that can still change; those of a new draft are the defaults. */
  private static final class Draft {
    private final @Nullable Path dataDirectory;
    private String host = "127.0.0.1";
    private int port;
    private OptionalInt partitions = OptionalInt.empty();
    private Durability durability = Durability.FSYNC;
    private String region = "us-east-1";
    private String accountId = "000000000000";
    private Duration tableDelay = Duration.ZERO;
    private Duration gsiDelay = Duration.ZERO;
    private boolean enforcesThroughput;
    private Duration shardRollover = EngineOptions.DEFAULT_SHARD_ROLLOVER;
    private OptionalLong minFreeDiskBytes = OptionalLong.empty();
    private List<AddressRange> webhookAllow = List.of();
    private boolean admin;

    Draft(@Nullable Path dataDirectory) {
      this.dataDirectory = dataDirectory;
    }

    Draft(TarnOptions options) {
      dataDirectory = options.dataDirectory;
      host = options.host;
      port = options.port;
      partitions = options.partitions;
      durability = options.durability;
      region = options.region;
      accountId = options.accountId;
      tableDelay = options.tableDelay;
      gsiDelay = options.gsiDelay;
      enforcesThroughput = options.enforcesThroughput;
      shardRollover = options.shardRollover;
      minFreeDiskBytes = options.minFreeDiskBytes;
      webhookAllow = options.webhookAllow;
      admin = options.admin;
    }

    TarnOptions finish() {
      return new TarnOptions(
          host,
          port,
          dataDirectory,
          partitions,
          durability,
          region,
          accountId,
          tableDelay,
          gsiDelay,
          enforcesThroughput,
          shardRollover,
          minFreeDiskBytes,
          webhookAllow,
          admin);
    }
  }
}
