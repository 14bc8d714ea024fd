package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.TableWrite;
import dev.tarn.kv.engine.TableWrite.StreamSwitch;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.IndexSpecification;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.ProvisionedThroughput;
import java.util.List;
import java.util.Objects;

/** Creates a table. The answer says CREATING as the service's does; the next finds it ACTIVE. */
public record CreateTable(Database database) implements Operation {
  @Override
  public String name() {
    return "CreateTable";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    database
        .engine()
        .write(write(input), TableAnswer.of(exchange, database, "CREATING", "TableDescription"));
  }

  /**
   * What a request asks for.
   *
   * @throws dev.tarn.kv.error.DynamoDbException if it is not valid
   */
  public static TableWrite.Create write(Structure input) {
    NotYet.refuse(
        input,
        "ResourcePolicy",
        "GlobalTableSourceArn",
        "GlobalTableSettingsReplicationMode",
        "VectorIndexes");
    BillingMode billingMode =
        Objects.requireNonNullElse(TableParameters.billingMode(input), BillingMode.PROVISIONED);
    ProvisionedThroughput throughput = TableParameters.throughput(input, billingMode);
    if (billingMode == BillingMode.PROVISIONED && throughput == null) {
      throw TableParameters.missingThroughput();
    }
    AttributeDefinitions attributes = AttributeDefinitions.of(input);
    KeySchema keySchema = attributes.keySchema(input.requiredStructures("KeySchema"));
    List<IndexSpecification> indexes =
        new IndexParameters(attributes, billingMode).ofCreateTable(input, keySchema);
    attributes.requireAllUsed(keySchema, indexes);
    StreamSwitch stream = TableParameters.stream(input);
    return new TableWrite.Create(
        Arns.tableName(input.requiredString("TableName")),
        keySchema,
        billingMode,
        Objects.requireNonNullElse(throughput, ProvisionedThroughput.NONE),
        input.isTrue("DeletionProtectionEnabled"),
        stream == null ? null : stream.viewType(),
        indexes,
        SettingsParameters.created(input, billingMode));
  }
}
