package dev.tarn.kv.engine;

import dev.tarn.kv.engine.Catalog.DeletedTable;
import dev.tarn.kv.engine.TableWrite.Create;
import dev.tarn.kv.engine.TableWrite.Delete;
import dev.tarn.kv.engine.TableWrite.RollOver;
import dev.tarn.kv.engine.TableWrite.SettingsUpdate;
import dev.tarn.kv.engine.TableWrite.StreamSwitch;
import dev.tarn.kv.engine.TableWrite.SwitchTimeToLive;
import dev.tarn.kv.engine.TableWrite.Tag;
import dev.tarn.kv.engine.TableWrite.Untag;
import dev.tarn.kv.engine.TableWrite.Update;
import dev.tarn.kv.error.DynamoDbException.ResourceInUseException;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.IndexSpecification;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.StreamDefinition.ShardGeneration;
import dev.tarn.kv.table.StreamViewType;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import dev.tarn.kv.table.TableSettings;
import dev.tarn.kv.table.TableStatus;
import dev.tarn.kv.table.TableTimes;
import dev.tarn.kv.table.TimeToLive;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The one place where a change of a table meets the tables as they are. A pure function of the two,
 * the time, an id and the sequence number.
 *
 * @param catalog the tables before the change
 * @param nowMs the commit's time in milliseconds since 1970
 * @param sequenceNumber the commit's first sequence number
 * @param newId the TableId that a table gets if one is created
 * @param delayMs how long tables take to be created, updated and deleted
 */
record TableEvaluation(
    Catalog catalog, long nowMs, long sequenceNumber, String newId, long delayMs) {
  private static final DateTimeFormatter STREAM_LABEL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  /**
   * The table after the change; for a deletion, as it was, with its streams closed, or with the
   * time at which the deletion began if it takes a while.
   *
   * @throws ResourceInUseException if the table to create exists, or the one to change is changing
   * @throws ResourceNotFoundException if the table to change does not exist
   * @throws ValidationException if the change does not fit the table
   */
  TableDefinition evaluate(TableWrite write) {
    return switch (write) {
      case Create create -> created(create);
      case Update update -> updated(settled(update.name()), update);
      case Delete delete -> deleted(settled(delete.name()));
      case Tag tag -> new TagEvaluation(created(tag.name())).tagged(tag);
      case Untag untag -> new TagEvaluation(created(untag.name())).untagged(untag);
      case SwitchTimeToLive change -> switched(settled(change.name()), change);
      case RollOver rollOver -> rolledOver(created(rollOver.name()));
    };
  }

  /** What {@link Catalog} remembers of a table that the write deletes. */
  DeletedTable remembered(TableDefinition deleted) {
    return new DeletedTable(deleted, nowMs);
  }

  private TableDefinition created(Create write) {
    TableDefinition namesake = catalog.table(write.name());
    if (namesake != null) {
      requireNot(TableStatus.CREATING, namesake);
      throw new ResourceInUseException("Table already exists: " + write.name());
    }
    int number = catalog.nextTableNumber();
    TableDefinition table =
        new TableDefinition(
            number,
            newId,
            write.name(),
            write.keySchema(),
            write.billingMode(),
            write.throughput(),
            nowMs,
            write.deletionProtected(),
            List.of());
    table = table.withSettings(write.settings()).withTimes(createdTimes(write.billingMode()));
    for (IndexSpecification index : write.indexes()) {
      table = table.withIndex(IndexDefinition.active(++number, index));
    }
    return write.streamViewType() == null ? table : enabled(table, write.streamViewType());
  }

  private TableDefinition updated(TableDefinition table, Update write) {
    BillingMode billingMode = Objects.requireNonNullElse(write.billingMode(), table.billingMode());
    ProvisionedThroughput throughput = throughput(table, write, billingMode);
    TableDefinition updated =
        table
            .withCapacity(billingMode, throughput)
            .withDeletionProtected(
                Objects.requireNonNullElse(write.deletionProtected(), table.deletionProtected()));
    updated = withSettings(updated, write.settings()).withTimes(times(table, updated, write));
    updated = new IndexEvaluation(catalog, billingMode).evaluate(updated, write.indexes());
    return write.stream() == null ? updated : switched(updated, write.stream());
  }

  private TableTimes createdTimes(BillingMode billingMode) {
    return billingMode == BillingMode.PAY_PER_REQUEST
        ? TableTimes.NONE.payPerRequest(nowMs)
        : TableTimes.NONE;
  }

  private static TableDefinition withSettings(TableDefinition table, SettingsUpdate update) {
    TableSettings settings = update.applyTo(table.settings());
    return table.withSettings(
        table.billingMode() == BillingMode.PROVISIONED
            ? settings.withoutOnDemandThroughput()
            : settings);
  }

  private TableTimes times(TableDefinition before, TableDefinition after, Update write) {
    TableTimes times = before.times().updated(nowMs);
    if (before.billingMode() != after.billingMode()) {
      times =
          after.billingMode() == BillingMode.PAY_PER_REQUEST ? times.payPerRequest(nowMs) : times;
    } else {
      times = times.throughputChanged(before.throughput(), after.throughput(), nowMs);
    }
    return write.settings().tableClass() == null ? times : times.tableClassChanged(nowMs);
  }

  private TableDefinition switched(TableDefinition table, SwitchTimeToLive write) {
    TimeToLive current = table.timeToLive();
    if (current != null && !current.attribute().equals(write.attribute())) {
      throw new ValidationException(
          "TimeToLive is active on a different AttributeName: current AttributeName is "
              + current.attribute());
    }
    if (write.enabled() == (current != null)) {
      throw new ValidationException(
          "TimeToLive is already " + (write.enabled() ? "enabled" : "disabled"));
    }
    return write.enabled()
        ? table.withTimeToLive(TimeToLive.enabled(catalog.nextTableNumber(), write.attribute()))
        : table.withoutTimeToLive();
  }

  private static ProvisionedThroughput throughput(
      TableDefinition table, Update write, BillingMode billingMode) {
    if (billingMode == BillingMode.PAY_PER_REQUEST) {
      return ProvisionedThroughput.NONE;
    }
    ProvisionedThroughput asked = write.throughput();
    if (asked == null) {
      return table.throughput();
    }
    if (asked.equals(table.throughput())) {
      throw new ValidationException(
          "The provisioned throughput for the table will not change. The requested value equals"
              + " the current value. Current ReadCapacityUnits provisioned for the table: %d."
                  .formatted(asked.readCapacityUnits())
              + " Requested ReadCapacityUnits: %d.".formatted(asked.readCapacityUnits())
              + " Current WriteCapacityUnits provisioned for the table: %d."
                  .formatted(asked.writeCapacityUnits())
              + " Requested WriteCapacityUnits: %d.".formatted(asked.writeCapacityUnits())
              + " Refer to the Amazon DynamoDB Developer Guide for current limits and how to"
              + " request higher limits.");
    }
    return asked;
  }

  private TableDefinition switched(TableDefinition table, StreamSwitch stream) {
    boolean enabled = table.hasEnabledStream();
    if (stream.viewType() == null) {
      if (!enabled) {
        throw new ValidationException("Table has no stream to disable: TableName: " + table.name());
      }
      return disabled(table);
    }
    if (enabled) {
      throw new ValidationException(
          "Table already has an enabled stream: TableName: " + table.name());
    }
    return enabled(table, stream.viewType());
  }

  private TableDefinition deleted(TableDefinition table) {
    if (table.deletionProtected()) {
      throw new ValidationException(
          "Resource cannot be deleted as it is currently protected against deletion. Disable"
              + " deletion protection first.");
    }
    return delayMs > 0 ? table.withTimes(table.times().deleted(nowMs)) : closed(table);
  }

  /** A table as it is remembered, its stream closed. */
  TableDefinition closed(TableDefinition table) {
    return table.hasEnabledStream() ? disabled(table) : table;
  }

  private TableDefinition rolledOver(TableDefinition table) {
    if (!table.hasEnabledStream()) {
      throw new ValidationException("Table has no stream to roll over: TableName: " + table.name());
    }
    StreamDefinition latest = table.streams().getLast();
    if (latest.isFull(trimmedMs(nowMs))) {
      throw new ValidationException(
          "The stream has as many shards as it can have: TableName: " + table.name());
    }
    long openedMs = Math.max(nowMs, latest.shardsOpenedMs() + 1);
    StreamDefinition rolled =
        latest.rolledOver(new ShardGeneration(openedMs, sequenceNumber + 1), trimmedMs(nowMs));
    return withLatest(table, rolled);
  }

  /** Shards that were closed before have nothing to read any more. */
  static long trimmedMs(long nowMs) {
    return nowMs - StreamDefinition.RETENTION.toMillis();
  }

  private TableDefinition enabled(TableDefinition table, StreamViewType viewType) {
    StreamDefinition latest = table.latestStream();
    long enabledMs = latest == null ? nowMs : Math.max(nowMs, latest.enabledMs() + 1);
    List<StreamDefinition> streams = new ArrayList<>(readable(table.streams()));
    streams.add(
        new StreamDefinition(
            STREAM_LABEL.format(Instant.ofEpochMilli(enabledMs)),
            viewType,
            enabledMs,
            sequenceNumber + 1,
            null));
    return table.withStreams(streams);
  }

  private List<StreamDefinition> readable(List<StreamDefinition> streams) {
    long trimmedMs = trimmedMs(nowMs);
    return streams.stream()
        .filter(stream -> stream.end() == null || stream.end().disabledMs() >= trimmedMs)
        .toList();
  }

  private TableDefinition disabled(TableDefinition table) {
    StreamDefinition latest = table.streams().getLast();
    return withLatest(table, latest.disabled(new StreamDefinition.End(nowMs, sequenceNumber)));
  }

  private static TableDefinition withLatest(TableDefinition table, StreamDefinition latest) {
    List<StreamDefinition> streams = new ArrayList<>(table.streams());
    streams.set(streams.size() - 1, latest);
    return table.withStreams(streams);
  }

  /** A table that can be changed. */
  private TableDefinition settled(TableName name) {
    TableDefinition table = created(name);
    requireNot(TableStatus.UPDATING, table);
    return table;
  }

  /** A table that is there, and will be. */
  private TableDefinition created(TableName name) {
    TableDefinition table = existing(name);
    requireNot(TableStatus.CREATING, table);
    requireNot(TableStatus.DELETING, table);
    return table;
  }

  private void requireNot(TableStatus status, TableDefinition table) {
    if (TableStatus.of(table, nowMs, delayMs) == status) {
      throw new ResourceInUseException(
          "Attempt to change a resource which is still in use: Table is being %s: %s"
              .formatted(status.participle(), table.name()));
    }
  }

  private TableDefinition existing(TableName name) {
    TableDefinition table = catalog.table(name);
    if (table == null) {
      throw new ResourceNotFoundException(
          "Requested resource not found: Table: " + name + " not found");
    }
    return table;
  }
}
