package dev.tarn.stream.shard;

import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.log.Commit;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.StreamDefinition.ShardGeneration;
import dev.tarn.kv.table.StreamViewType;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import dev.tarn.partitioner.PartitionMap;
import dev.tarn.stream.ManualClock;
import dev.tarn.stream.log.LogOptions;
import dev.tarn.stream.log.SegmentedLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Plays the engine: keeps a few tables and their items, writes their changes to a log, and
 * remembers all of them.
 */
final class StreamFixture implements AutoCloseable {
  static final KeySchema SCHEMA = new KeySchema(new KeyAttribute("id", AttributeType.S), null);

  final ManualClock clock = new ManualClock(1_700_000_000_000L);
  final PartitionMap partitions;
  final Map<Integer, TableDefinition> tables = new TreeMap<>();
  final List<Commit> commits = new ArrayList<>();
  private final Map<StoreKey, EncodedItem> items = new TreeMap<>();
  private final Path directory;
  private final LogOptions options;
  private Duration switchDelay = Duration.ZERO;
  private long hidden;
  private SegmentedLog log;
  private Streams streams;

  StreamFixture(Path directory, int partitionCount, LogOptions options) throws IOException {
    this.directory = directory;
    this.options = options;
    this.partitions = new PartitionMap(partitionCount);
    this.log = SegmentedLog.open(directory, options, clock);
    this.streams = streamsOf(log);
  }

  static TableDefinition table(int number, String name, List<StreamDefinition> streams) {
    return new TableDefinition(
        number,
        "id-of-" + number,
        new TableName(name),
        SCHEMA,
        BillingMode.PAY_PER_REQUEST,
        ProvisionedThroughput.NONE,
        0,
        false,
        streams);
  }

  Streams streams() {
    return streams;
  }

  SegmentedLog log() {
    return log;
  }

  /** Keeps the last changes from the readers, as while the stores do not show them yet. */
  void hideLast(long changes) {
    hidden = changes;
  }

  /** Lets it take a while to enable and to disable streams. */
  void delaySwitches(Duration delay) {
    switchDelay = delay;
    streams = streamsOf(log);
  }

  void restart() throws IOException {
    log.close();
    log = SegmentedLog.open(directory, options, clock);
    streams = streamsOf(log);
  }

  /** Makes a table without a stream. */
  void create(int number, String name) {
    tables.put(number, table(number, name, List.of()));
  }

  StreamId enable(int number, StreamViewType viewType) {
    clock.advance(1);
    String label = clock.instant().toString();
    List<StreamDefinition> all = new ArrayList<>(definition(number).streams());
    all.add(
        new StreamDefinition(label, viewType, clock.millis(), log.lastSequenceNumber() + 1, null));
    tables.put(number, table(number, definition(number).name().value(), all));
    return new StreamId(definition(number).name(), label);
  }

  void disable(int number) {
    replaceLatest(
        number,
        stream ->
            stream.disabled(new StreamDefinition.End(clock.millis(), log.lastSequenceNumber())));
  }

  void rollOver(int number) {
    clock.advance(1);
    replaceLatest(
        number,
        stream ->
            stream.rolledOver(
                new ShardGeneration(clock.millis(), log.lastSequenceNumber() + 1),
                clock.millis() - StreamDefinition.RETENTION.toMillis()));
  }

  /** Puts an item, or deletes it, in a commit of its own. */
  void write(int table, String id, @Nullable Integer value) throws IOException {
    Change change = change(table, id, value);
    Commit commit = new Commit(log.lastSequenceNumber() + 1, clock.millis(), List.of(change));
    log.append(commit);
    log.sync();
    commits.add(commit);
  }

  private Change change(int table, String id, @Nullable Integer value) {
    PrimaryKey key = new PrimaryKey(new S(id), null);
    StoreKey storeKey = key.storeKey(table);
    EncodedItem image =
        value == null
            ? null
            : EncodedItem.of(
                new Item(
                    Map.of(
                        "id", new S(id), "value", new N(Decimal.parse(Integer.toString(value))))));
    EncodedItem old = image == null ? items.remove(storeKey) : items.put(storeKey, image);
    return new Change(partitions.locate(storeKey.hash()), storeKey, old, image);
  }

  boolean has(int table, String id) {
    return items.containsKey(new PrimaryKey(new S(id), null).storeKey(table));
  }

  TableDefinition definition(int number) {
    TableDefinition table = tables.get(number);
    if (table == null) {
      throw new IllegalArgumentException("no table " + number);
    }
    return table;
  }

  @Override
  public void close() throws IOException {
    log.close();
  }

  private void replaceLatest(int number, UnaryOperator<StreamDefinition> change) {
    List<StreamDefinition> all = new ArrayList<>(definition(number).streams());
    all.add(change.apply(all.removeLast()));
    tables.put(number, table(number, definition(number).name().value(), all));
  }

  private Streams streamsOf(SegmentedLog opened) {
    return new Streams(
        tables::values,
        partitions,
        opened.reader(),
        () -> opened.durableSequenceNumber() - hidden,
        clock,
        switchDelay,
        id -> "arn:" + id.table() + "/stream/" + id.label());
  }
}
