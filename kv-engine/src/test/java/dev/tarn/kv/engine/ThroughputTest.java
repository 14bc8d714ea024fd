package dev.tarn.kv.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.error.DynamoDbException.ProvisionedThroughputExceededException;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.IndexKeySchema;
import dev.tarn.kv.table.IndexProjection;
import dev.tarn.kv.table.IndexSpecification;
import dev.tarn.kv.table.IndexSpecification.Kind;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ThroughputTest {
  private static final IndexDefinition INDEX =
      IndexDefinition.active(
          18,
          new IndexSpecification(
              "i",
              Kind.GLOBAL,
              new IndexKeySchema(List.of(new KeyAttribute("a", AttributeType.S)), List.of()),
              IndexProjection.ALL,
              new ProvisionedThroughput(5, 5)));
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
              List.of())
          .withIndex(INDEX);

  private final AtomicLong nanos = new AtomicLong();
  private final Throughput throughput = Throughput.enforced(new Names(), nanos::get);

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
    throughput.consumeRead(TABLE, CapacityUnits.ofTable(30));
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
    throughput.consumeRead(TABLE, CapacityUnits.ofTable(2_999));
    assertAdmitted();
    throughput.consumeRead(TABLE, CapacityUnits.ofTable(1));
    assertRefused();
  }

  @Test
  void readsAndWritesHaveUnitsOfTheirOwn() {
    assertAdmitted();
    throughput.consumeRead(TABLE, CapacityUnits.ofTable(100));
    assertRefused();
    assertThatCode(() -> throughput.admitWrite(TABLE)).doesNotThrowAnyException();
  }

  @Test
  void anOnDemandTableIsNotHeldToAnything() {
    TableDefinition onDemand =
        TABLE.withCapacity(BillingMode.PAY_PER_REQUEST, ProvisionedThroughput.NONE);
    throughput.admitRead(onDemand);
    throughput.consumeRead(onDemand, CapacityUnits.ofTable(1_000_000));
    assertThatCode(() -> throughput.admitRead(onDemand)).doesNotThrowAnyException();
  }

  @Test
  void anIndexHasUnitsOfItsOwn() {
    throughput.admitRead(TABLE, INDEX);
    throughput.consumeRead(TABLE, CapacityUnits.ofIndex(INDEX, 100, 0));
    assertThatThrownBy(() -> throughput.admitRead(TABLE, INDEX))
        .isInstanceOfSatisfying(
            ProvisionedThroughputExceededException.class,
            error -> {
              assertThat(error.reason()).isEqualTo("IndexReadProvisionedThroughputExceeded");
              assertThat(error.resource()).isEqualTo("arn:t/i");
            });
    assertAdmitted();
  }

  @Test
  void aWriteIsRefusedWhenAnIndexThatItChangesHasNoUnits() {
    CapacityUnits both = new CapacityUnits(1, Map.of(), Map.of("i", 10.0));
    throughput.admitWrite(TABLE);
    throughput.consumeWrite(TABLE, both);
    throughput.admitWrite(TABLE);
    assertThatThrownBy(() -> throughput.consumeWrite(TABLE, both))
        .isInstanceOfSatisfying(
            ProvisionedThroughputExceededException.class,
            error ->
                assertThat(error.reason()).isEqualTo("IndexWriteProvisionedThroughputExceeded"));
    throughput.consumeWrite(TABLE, CapacityUnits.ofTable(1));
    pass(1.1);
    throughput.consumeWrite(TABLE, both);
  }

  private record Names() implements Throughput.ResourceNames {
    @Override
    public String of(TableDefinition table) {
      return "arn:" + table.name();
    }

    @Override
    public String of(TableDefinition table, IndexDefinition index) {
      return of(table) + "/" + index.name();
    }
  }
}
