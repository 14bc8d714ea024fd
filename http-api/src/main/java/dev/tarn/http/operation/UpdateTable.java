package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.TableWrite;
import dev.tarn.kv.engine.TableWrite.IndexWrite;
import dev.tarn.kv.engine.TableWrite.SettingsUpdate;
import dev.tarn.kv.engine.TableWrite.StreamSwitch;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.TableDefinition;
import java.util.List;
import java.util.Objects;

/** Changes a table's settings and global indexes. */
public record UpdateTable(Database database) implements Operation {
  @Override
  public String name() {
    return "UpdateTable";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    NotYet.refuse(
        input,
        "ReplicaUpdates",
        "MultiRegionConsistency",
        "GlobalTableWitnessUpdates",
        "GlobalTableSettingsReplicationMode",
        "VectorIndexUpdates");
    UpdateRules.check(input);
    TableDefinition table = DescribeTable.existing(database, input);
    BillingMode billingMode = TableParameters.billingMode(input);
    BillingMode after = Objects.requireNonNullElse(billingMode, table.billingMode());
    ProvisionedThroughput throughput = TableParameters.throughput(input, after);
    StreamSwitch stream = TableParameters.stream(input);
    Boolean deletionProtected = input.bool("DeletionProtectionEnabled");
    List<IndexWrite> indexes = IndexUpdates.of(input, table, after);
    SettingsUpdate settings =
        SettingsParameters.updated(input, after, TableSettingsDescription.warmThroughput(table));
    boolean becomesProvisioned =
        after == BillingMode.PROVISIONED && table.billingMode() == BillingMode.PAY_PER_REQUEST;
    if (becomesProvisioned && throughput == null) {
      throw TableParameters.missingThroughput();
    }
    if (becomesProvisioned) {
      IndexUpdates.requireThroughput(table, indexes);
    }
    TableWrite update =
        new TableWrite.Update(
            table.name(), billingMode, throughput, deletionProtected, stream, indexes, settings);
    database
        .engine()
        .write(update, TableAnswer.of(exchange, database, "UPDATING", "TableDescription"));
  }
}
