package dev.tarn.it.sdk;

import static dev.tarn.it.ServiceErrors.assertRefused;
import static dev.tarn.it.ServiceErrors.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

final class UpdateTableIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private TestTable table;

  @BeforeEach
  void createTable() {
    table = TestTable.create(TARN.dynamoDb());
  }

  private TableDescription update(Consumer<UpdateTableRequest.Builder> change) {
    return table
        .client()
        .updateTable(
            r -> {
              r.tableName(table.name());
              change.accept(r);
            })
        .tableDescription();
  }

  private void enableStream(StreamViewType viewType) {
    update(r -> r.streamSpecification(s -> s.streamEnabled(true).streamViewType(viewType)));
  }

  @Test
  void rejectsNoChange() {
    refusal("ValidationException", () -> update(r -> {}));
  }

  @Test
  void changesTheBillingMode() {
    TableDescription updating =
        update(
            r ->
                r.billingMode(BillingMode.PROVISIONED)
                    .provisionedThroughput(p -> p.readCapacityUnits(7L).writeCapacityUnits(8L)));
    assertThat(updating.tableStatus()).isEqualTo(TableStatus.UPDATING);
    TableDescription updated = table.describe();
    assertThat(updated.tableStatus()).isEqualTo(TableStatus.ACTIVE);
    assertThat(updated.provisionedThroughput().readCapacityUnits()).isEqualTo(7);
    assertThat(updated.provisionedThroughput().writeCapacityUnits()).isEqualTo(8);
  }

  @Test
  void aProtectedTableCannotBeDeleted() {
    update(r -> r.deletionProtectionEnabled(true));
    assertThat(table.describe().deletionProtectionEnabled()).isTrue();
    assertRefused(
        "ValidationException",
        "Resource cannot be deleted as it is currently protected against deletion. Disable deletion"
            + " protection first.",
        this::delete);
    update(r -> r.deletionProtectionEnabled(false));
    delete();
  }

  private void delete() {
    table.client().deleteTable(r -> r.tableName(table.name()));
  }

  @Test
  void enablesAndDisablesTheStream() {
    enableStream(StreamViewType.NEW_IMAGE);
    String arn = table.describe().latestStreamArn();
    assertThat(table.describe().streamSpecification().streamEnabled()).isTrue();
    update(r -> r.streamSpecification(s -> s.streamEnabled(false)));
    assertThat(table.describe().streamSpecification()).isNull();
    assertThat(table.describe().latestStreamArn()).isEqualTo(arn);
    enableStream(StreamViewType.OLD_IMAGE);
    assertThat(table.describe().latestStreamArn()).isNotEqualTo(arn);
  }

  @Test
  void rejectsStreamThatIsEnabledAlready() {
    enableStream(StreamViewType.NEW_IMAGE);
    assertRefused(
        "ValidationException",
        "Table already has an enabled stream: TableName: " + table.name(),
        () -> enableStream(StreamViewType.NEW_IMAGE));
  }

  @Test
  void rejectsDisablingWhatIsNotEnabled() {
    refusal(
        "ValidationException",
        () -> update(r -> r.streamSpecification(s -> s.streamEnabled(false))));
  }
}
