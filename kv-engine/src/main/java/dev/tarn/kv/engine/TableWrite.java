package dev.tarn.kv.engine;

import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.IndexSpecification;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.OnDemandThroughput;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.StreamViewType;
import dev.tarn.kv.table.TableClass;
import dev.tarn.kv.table.TableName;
import dev.tarn.kv.table.TableSettings;
import dev.tarn.kv.table.WarmThroughput;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A change of a table itself. */
public sealed interface TableWrite {
  /** The table's name. */
  TableName name();

  /**
   * Creates a table.
   *
   * @param streamViewType what its stream shows, or null for a table without a stream
   * @param indexes its secondary indexes
   * @param settings what is only shown
   */
  record Create(
      TableName name,
      KeySchema keySchema,
      BillingMode billingMode,
      ProvisionedThroughput throughput,
      boolean deletionProtected,
      @Nullable StreamViewType streamViewType,
      List<IndexSpecification> indexes,
      TableSettings settings)
      implements TableWrite {
    /** A table of which nothing more is set. */
    public Create(
        TableName name,
        KeySchema keySchema,
        BillingMode billingMode,
        ProvisionedThroughput throughput,
        boolean deletionProtected,
        @Nullable StreamViewType streamViewType,
        List<IndexSpecification> indexes) {
      this(
          name,
          keySchema,
          billingMode,
          throughput,
          deletionProtected,
          streamViewType,
          indexes,
          TableSettings.NONE);
    }
  }

  /**
   * Changes a table's settings; what is null stays as it is.
   *
   * @param stream whether to enable or to disable the stream
   * @param indexes changes of global indexes, of which at most one creates or deletes an index
   * @param settings changes of what is only shown
   */
  record Update(
      TableName name,
      @Nullable BillingMode billingMode,
      @Nullable ProvisionedThroughput throughput,
      @Nullable Boolean deletionProtected,
      @Nullable StreamSwitch stream,
      List<IndexWrite> indexes,
      SettingsUpdate settings)
      implements TableWrite {
    /** A change of nothing that is only shown. */
    public Update(
        TableName name,
        @Nullable BillingMode billingMode,
        @Nullable ProvisionedThroughput throughput,
        @Nullable Boolean deletionProtected,
        @Nullable StreamSwitch stream,
        List<IndexWrite> indexes) {
      this(name, billingMode, throughput, deletionProtected, stream, indexes, SettingsUpdate.NONE);
    }
  }

  /** Deletes a table with its items; its streams stay readable. */
  record Delete(TableName name) implements TableWrite {}

  /** Gives a table tags, in the place of those with the same keys. */
  record Tag(TableName name, Map<String, String> tags) implements TableWrite {}

  /** Takes tags from a table; those it does not have do not matter. */
  record Untag(TableName name, Set<String> keys) implements TableWrite {}

  /**
   * Lets a table's items expire, or no longer.
   *
   * @param attribute the attribute with the seconds of their expiry, also where it is disabled
   */
  record SwitchTimeToLive(TableName name, String attribute, boolean enabled)
      implements TableWrite {}

  /** Closes the open shards of a table's stream and opens their children. */
  record RollOver(TableName name) implements TableWrite {}

  /**
   * A change of what is only shown; what is null stays as it is.
   *
   * @param encryption how the table is said to be encrypted
   */
  record SettingsUpdate(
      @Nullable TableClass tableClass,
      @Nullable EncryptionSwitch encryption,
      @Nullable OnDemandThroughput onDemandThroughput,
      @Nullable WarmThroughput warmThroughput) {
    /** No change. */
    public static final SettingsUpdate NONE = new SettingsUpdate(null, null, null, null);

    TableSettings applyTo(TableSettings settings) {
      OnDemandThroughput onDemand =
          onDemandThroughput == null ? settings.onDemandThroughput() : onDemandThroughput;
      return new TableSettings(
          tableClass == null ? settings.tableClass() : tableClass,
          encryption == null ? settings.kmsMasterKeyId() : encryption.kmsMasterKeyId(),
          onDemand == null || onDemand.isUnlimited() ? null : onDemand,
          warmThroughput == null ? settings.warmThroughput() : warmThroughput,
          settings.tags());
    }
  }

  /**
   * The choice of a key.
   *
   * @param kmsMasterKeyId the key, or null for the service's own
   */
  record EncryptionSwitch(@Nullable String kmsMasterKeyId) {}

  /**
   * The switching of a table's stream.
   *
   * @param viewType what the new stream shows, or null to disable the stream
   */
  record StreamSwitch(@Nullable StreamViewType viewType) {}

  /** A change of a global index. */
  sealed interface IndexWrite {
    /** The index's name. */
    String name();
  }

  /** Creates an index, to be filled with the table's items. */
  record CreateIndex(IndexSpecification index) implements IndexWrite {
    @Override
    public String name() {
      return index.name();
    }
  }

  /** Changes an index's capacity; what is null stays as it is. */
  record UpdateIndex(
      String name,
      @Nullable ProvisionedThroughput throughput,
      @Nullable WarmThroughput warmThroughput)
      implements IndexWrite {}

  /** Deletes an index. */
  record DeleteIndex(String name) implements IndexWrite {}
}
