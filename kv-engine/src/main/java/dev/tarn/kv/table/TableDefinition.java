package dev.tarn.kv.table;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a table is but its items.
 *
 * @param number tells its keys apart in the stores; never given to another table
 * @param id the service's TableId, a UUID
 * @param name its name
 * @param keySchema its primary key
 * @param billingMode how its capacity is set
 * @param throughput the capacity set
 * @param createdMs when it was created, in milliseconds since 1970
 * @param deletionProtected whether DeleteTable is refused
 * @param streams its streams, the oldest first; only the last can be enabled. Those disabled stay
 *     readable until their records are trimmed
 * @param indexes its secondary indexes, the oldest first
 * @param lastNumber the highest number given to it or to an index of it, used or deleted
 * @param settings what is set and only shown
 * @param times when it changed
 * @param timeToLive how its items expire, or null if they do not
 * @param droppedNumbers the numbers of earlier expiry indexes, whose entries are to be deleted
 */
public record TableDefinition(
    int number,
    String id,
    TableName name,
    KeySchema keySchema,
    BillingMode billingMode,
    ProvisionedThroughput throughput,
    long createdMs,
    boolean deletionProtected,
    List<StreamDefinition> streams,
    List<IndexDefinition> indexes,
    int lastNumber,
    TableSettings settings,
    TableTimes times,
    @Nullable TimeToLive timeToLive,
    List<Integer> droppedNumbers) {
  /** Keeps its own copies of the lists. */
  public TableDefinition {
    streams = List.copyOf(streams);
    indexes = List.copyOf(indexes);
    droppedNumbers = List.copyOf(droppedNumbers);
  }

  /** A table as it is created, yet without an index. */
  public TableDefinition(
      int number,
      String id,
      TableName name,
      KeySchema keySchema,
      BillingMode billingMode,
      ProvisionedThroughput throughput,
      long createdMs,
      boolean deletionProtected,
      List<StreamDefinition> streams) {
    this(
        number,
        id,
        name,
        keySchema,
        billingMode,
        throughput,
        createdMs,
        deletionProtected,
        streams,
        List.of(),
        number,
        TableSettings.NONE,
        TableTimes.NONE,
        null,
        List.of());
  }

  /** The latest stream, enabled or not, or null if the table never had one. */
  public @Nullable StreamDefinition latestStream() {
    return streams.isEmpty() ? null : streams.getLast();
  }

  /** Whether its changes make stream records now. */
  public boolean hasEnabledStream() {
    return !streams.isEmpty() && streams.getLast().enabled();
  }

  /** The index of a name, or null. */
  public @Nullable IndexDefinition index(String indexName) {
    for (IndexDefinition index : indexes) {
      if (index.name().equals(indexName)) {
        return index;
      }
    }
    return null;
  }

  /** Whether an index of it has the number. */
  public boolean hasIndex(int indexNumber) {
    return indexes.stream().anyMatch(index -> index.number() == indexNumber);
  }

  /** This table with one more index, of the next number. */
  public TableDefinition withIndex(IndexDefinition index) {
    List<IndexDefinition> more = new ArrayList<>(indexes);
    more.add(index);
    return withIndexes(more, index.number());
  }

  /** This table with an index as it is now. */
  public TableDefinition withChanged(IndexDefinition index) {
    List<IndexDefinition> changed = new ArrayList<>(indexes);
    changed.replaceAll(old -> old.number() == index.number() ? index : old);
    return withIndexes(changed, lastNumber);
  }

  /** This table without an index; its number stays used. */
  public TableDefinition withoutIndex(int indexNumber) {
    return withIndexes(
        indexes.stream().filter(index -> index.number() != indexNumber).toList(), lastNumber);
  }

  private TableDefinition withIndexes(List<IndexDefinition> newIndexes, int newLastNumber) {
    Draft draft = new Draft(this);
    draft.indexes = newIndexes;
    draft.lastNumber = newLastNumber;
    return draft.table();
  }

  /** This table with other streams. */
  public TableDefinition withStreams(List<StreamDefinition> newStreams) {
    Draft draft = new Draft(this);
    draft.streams = newStreams;
    return draft.table();
  }

  /** This table with its capacity set another way. */
  public TableDefinition withCapacity(BillingMode newMode, ProvisionedThroughput newThroughput) {
    Draft draft = new Draft(this);
    draft.billingMode = newMode;
    draft.throughput = newThroughput;
    return draft.table();
  }

  /** This table, its deletion refused or allowed. */
  public TableDefinition withDeletionProtected(boolean newDeletionProtected) {
    Draft draft = new Draft(this);
    draft.deletionProtected = newDeletionProtected;
    return draft.table();
  }

  /** This table with other settings. */
  public TableDefinition withSettings(TableSettings newSettings) {
    Draft draft = new Draft(this);
    draft.settings = newSettings;
    return draft.table();
  }

  /** This table with other times. */
  public TableDefinition withTimes(TableTimes newTimes) {
    Draft draft = new Draft(this);
    draft.times = newTimes;
    return draft.table();
  }

  /** This table with an expiry index as it is now. */
  public TableDefinition withTimeToLive(TimeToLive newTimeToLive) {
    Draft draft = new Draft(this);
    draft.timeToLive = newTimeToLive;
    draft.lastNumber = Math.max(lastNumber, newTimeToLive.number());
    return draft.table();
  }

  /** This table with items that do not expire; the index's entries are to be deleted. */
  public TableDefinition withoutTimeToLive() {
    Draft draft = new Draft(this);
    if (timeToLive != null) {
      List<Integer> dropped = new ArrayList<>(droppedNumbers);
      dropped.add(timeToLive.number());
      draft.droppedNumbers = dropped;
    }
    draft.timeToLive = null;
    return draft.table();
  }

  /** This table once the entries under a dropped number are deleted. */
  public TableDefinition withoutDropped(int dropped) {
    Draft draft = new Draft(this);
    draft.droppedNumbers = droppedNumbers.stream().filter(each -> each != dropped).toList();
    return draft.table();
  }

  /** The parts of a table that can change. */
  private static final class Draft {
    private final TableDefinition base;
    private BillingMode billingMode;
    private ProvisionedThroughput throughput;
    private boolean deletionProtected;
    private List<StreamDefinition> streams;
    private List<IndexDefinition> indexes;
    private int lastNumber;
    private TableSettings settings;
    private TableTimes times;
    private @Nullable TimeToLive timeToLive;
    private List<Integer> droppedNumbers;

    Draft(TableDefinition base) {
      this.base = base;
      this.billingMode = base.billingMode;
      this.throughput = base.throughput;
      this.deletionProtected = base.deletionProtected;
      this.streams = base.streams;
      this.indexes = base.indexes;
      this.lastNumber = base.lastNumber;
      this.settings = base.settings;
      this.times = base.times;
      this.timeToLive = base.timeToLive;
      this.droppedNumbers = base.droppedNumbers;
    }

    TableDefinition table() {
      return new TableDefinition(
          base.number,
          base.id,
          base.name,
          base.keySchema,
          billingMode,
          throughput,
          base.createdMs,
          deletionProtected,
          streams,
          indexes,
          lastNumber,
          settings,
          times,
          timeToLive,
          droppedNumbers);
    }
  }
}
