package dev.tarn.it.life;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.assertRefused;
import static dev.tarn.it.ServiceErrors.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

final class TableSettingsIT {
  private static final String INVALID = "One or more parameter values were invalid: ";

  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static void update(TestTable table, Consumer<UpdateTableRequest.Builder> change) {
    UpdateTableRequest.Builder request = UpdateTableRequest.builder().tableName(table.name());
    change.accept(request);
    table.client().updateTable(request.build());
  }

  private static TestTable provisioned() {
    return TestTable.create(
        TARN.dynamoDb(),
        null,
        r ->
            r.billingMode(BillingMode.PROVISIONED)
                .provisionedThroughput(p -> p.readCapacityUnits(5L).writeCapacityUnits(5L)));
  }

  @Test
  void showsWhatTheTableWasCreatedWith() {
    TableDescription table =
        TestTable.create(
                TARN.dynamoDb(),
                null,
                r ->
                    r.tableClass(TableClass.STANDARD_INFREQUENT_ACCESS)
                        .sseSpecification(s -> s.enabled(true))
                        .onDemandThroughput(o -> o.maxReadRequestUnits(7L))
                        .warmThroughput(w -> w.readUnitsPerSecond(20_000L)))
            .describe();
    assertThat(table.tableClassSummary().tableClass())
        .isEqualTo(TableClass.STANDARD_INFREQUENT_ACCESS);
    assertThat(table.sseDescription().sseType()).isEqualTo(SSEType.KMS);
    assertThat(table.sseDescription().kmsMasterKeyArn())
        .startsWith("arn:aws:kms:us-east-1:000000000000:key/");
    assertThat(table.onDemandThroughput().maxReadRequestUnits()).isEqualTo(7);
    assertThat(table.onDemandThroughput().maxWriteRequestUnits()).isEqualTo(-1);
    assertThat(table.warmThroughput().readUnitsPerSecond()).isEqualTo(20_000);
    assertThat(table.warmThroughput().writeUnitsPerSecond()).isEqualTo(4_000);
  }

  @Test
  void showsNothingThatWasNotChosen() {
    TableDescription table = provisioned().describe();
    assertThat(table.tableClassSummary()).isNull();
    assertThat(table.sseDescription()).isNull();
    assertThat(table.onDemandThroughput()).isNull();
    assertThat(table.billingModeSummary()).isNull();
    assertThat(table.warmThroughput().readUnitsPerSecond()).isEqualTo(5);
  }

  @Test
  void changesOneSettingAtATime() {
    TestTable table = TestTable.create(TARN.dynamoDb());
    update(table, r -> r.tableClass(TableClass.STANDARD_INFREQUENT_ACCESS));
    assertThat(table.describe().tableClassSummary().lastUpdateDateTime()).isNotNull();
    update(table, r -> r.sseSpecification(s -> s.enabled(true)));
    assertThat(table.describe().sseDescription()).isNotNull();
    update(table, r -> r.sseSpecification(s -> s.enabled(false)));
    assertThat(table.describe().sseDescription()).isNull();
    update(table, r -> r.onDemandThroughput(o -> o.maxWriteRequestUnits(9L)));
    assertThat(table.describe().onDemandThroughput().maxWriteRequestUnits()).isEqualTo(9);
    update(table, r -> r.onDemandThroughput(o -> o.maxWriteRequestUnits(-1L)));
    assertThat(table.describe().onDemandThroughput()).isNull();
  }

  @Test
  void rejectsTwoChangesAtOnce() {
    TestTable table = TestTable.create(TARN.dynamoDb());
    assertInvalid(
        INVALID + "TableClass modification must be the only operation in the request",
        () ->
            update(table, r -> r.tableClass(TableClass.STANDARD).deletionProtectionEnabled(true)));
    assertInvalid(
        INVALID + "DeletionProtection modification must be the only operation in the request",
        () ->
            update(
                table,
                r -> r.billingMode(BillingMode.PAY_PER_REQUEST).deletionProtectionEnabled(true)));
    assertInvalid(
        INVALID + "Server-Side Encryption modification must be the only operation in the request",
        () ->
            update(
                table,
                r ->
                    r.billingMode(BillingMode.PAY_PER_REQUEST)
                        .sseSpecification(s -> s.enabled(true))));
  }

  @Test
  void rejectsLessWarmThroughput() {
    assertInvalid(
        INVALID
            + "Requested ReadUnitsPerSecond for WarmThroughput for table is lower than current"
            + " WarmThroughput, decreasing WarmThroughput is not supported",
        () ->
            update(
                TestTable.create(TARN.dynamoDb()),
                r -> r.warmThroughput(w -> w.readUnitsPerSecond(1L))));
  }

  @Test
  void rejectsOnDemandLimitsOfAProvisionedTable() {
    assertInvalid(
        INVALID
            + "MaxReadRequestUnits for OnDemandThroughput cannot be specified when the table"
            + " BillingMode is PROVISIONED",
        () -> update(provisioned(), r -> r.onDemandThroughput(o -> o.maxReadRequestUnits(5L))));
  }

  @Test
  void tellsWhenTheThroughputChanged() {
    TestTable table = provisioned();
    update(
        table, r -> r.provisionedThroughput(p -> p.readCapacityUnits(6L).writeCapacityUnits(4L)));
    assertThat(table.describe().provisionedThroughput().lastIncreaseDateTime()).isNotNull();
    assertThat(table.describe().provisionedThroughput().lastDecreaseDateTime()).isNotNull();
    update(table, r -> r.billingMode(BillingMode.PAY_PER_REQUEST));
    assertThat(table.describe().billingModeSummary().lastUpdateToPayPerRequestDateTime())
        .isNotNull();
  }

  @Test
  void hasNoContinuousBackups() {
    TestTable table = TestTable.create(TARN.dynamoDb());
    assertThat(
            table
                .client()
                .describeContinuousBackups(r -> r.tableName(table.name()))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription()
                .pointInTimeRecoveryStatusAsString())
        .isEqualTo("DISABLED");
    assertRefused(
        "TableNotFoundException",
        "Table not found: none-such",
        () -> table.client().describeContinuousBackups(r -> r.tableName("none-such")));
  }

  @Test
  void describesLimitsAndEndpoints() {
    assertThat(TARN.dynamoDb().describeLimits().tableMaxReadCapacityUnits()).isEqualTo(40_000);
    assertThat(TARN.dynamoDb().describeEndpoints(r -> {}).endpoints())
        .singleElement()
        .satisfies(e -> assertThat(e.address()).isEqualTo("dynamodb.us-east-1.amazonaws.com"));
  }

  @Test
  void takesAnArnWhereANameMayStand() {
    TestTable table = TestTable.create(TARN.dynamoDb());
    TestTable byArn = new TestTable(table.client(), table.describe().tableArn());
    assertThat(byArn.describe().tableName()).isEqualTo(table.name());
    update(byArn, r -> r.deletionProtectionEnabled(true));
    assertThat(table.describe().deletionProtectionEnabled()).isTrue();
    refusal("ValidationException", () -> update(byArn, r -> {}));
  }
}
