package dev.tarn.kv.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.error.DynamoDbException.ProvisionedThroughputExceededException;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ThroughputTest {
  private static final TableDefinition TABLE =
      new TableDefinition(
          17,
          "an-id",
          new TableName("t"),
          new KeySchema(new KeyAttribute("pk", AttributeType.S), null),
          BillingMode.PROVISIONED,
          new ProvisionedThroughput(10, 10),
          0,
          false,
          List.of());

  private final AtomicLong nanos = new AtomicLong();
  private final Throughput throughput =
      Throughput.enforced(table -> "arn:" + table.name(), nanos::get);

  private void pass(double seconds) {
    nanos.addAndGet((long) (seconds * 1e9));
  }

  private void assertRefused() {
    assertThatThrownBy(() -> throughput.admitRead(TABLE))
        .isInstanceOf(ProvisionedThroughputExceededException.class);
  }

  private void assertAdmitted() {
    assertThatCode(() -> throughput.admitRead(TABLE)).doesNotThrowAnyException();
  }

  @Test
  void aDebtIsPaidWithTime() {
    assertAdmitted();
    throughput.consumeRead(TABLE, 30);
    assertRefused();
    pass(1.9);
    assertRefused();
    pass(0.2);
    assertAdmitted();
  }

  @Test
  void unusedCapacityIsKeptForFiveMinutes() {
    assertAdmitted();
    pass(3_600);
    assertAdmitted();
    throughput.consumeRead(TABLE, 2_999);
    assertAdmitted();
    throughput.consumeRead(TABLE, 1);
    assertRefused();
  }

  @Test
  void readsAndWritesHaveUnitsOfTheirOwn() {
    assertAdmitted();
    throughput.consumeRead(TABLE, 100);
    assertRefused();
    assertThatCode(() -> throughput.admitWrite(TABLE)).doesNotThrowAnyException();
  }

  @Test
  void anOnDemandTableIsNotHeldToAnything() {
    TableDefinition onDemand =
        TABLE.withCapacity(BillingMode.PAY_PER_REQUEST, ProvisionedThroughput.NONE);
    throughput.admitRead(onDemand);
    throughput.consumeRead(onDemand, 1_000_000);
    assertThatCode(() -> throughput.admitRead(onDemand)).doesNotThrowAnyException();
  }
}
