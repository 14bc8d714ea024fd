package dev.tarn.kv.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.table.IndexSpecification.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableDefinitionCodecTest {
  private static final TableDefinition PLAIN =
      new TableDefinition(
          17,
          "an-id",
          new TableName("t"),
          new KeySchema(new KeyAttribute("pk", AttributeType.S), null),
          BillingMode.PAY_PER_REQUEST,
          ProvisionedThroughput.NONE,
          1_700_000_000_000L,
          false,
          List.of());

  private static final TableSettings SETTINGS =
      new TableSettings(
          TableClass.STANDARD_INFREQUENT_ACCESS,
          TableSettings.DEFAULT_KEY,
          new OnDemandThroughput(5, OnDemandThroughput.UNLIMITED),
          new WarmThroughput(20_000, 4_000),
          ImmutableSortedMap.of("team", "lakes", "stage", ""));

  private static TableDefinition copy(TableDefinition table) {
    return TableDefinitionCodec.decode(TableDefinitionCodec.encode(table));
  }

  @Test
  void readsBackWhatItWrote() {
    TableDefinition table =
        PLAIN
            .withSettings(SETTINGS)
            .withTimes(new TableTimes(1, 2, 3, 4, 5, 6))
            .withTimeToLive(TimeToLive.enabled(18, "old"))
            .withoutTimeToLive()
            .withTimeToLive(TimeToLive.enabled(19, "ttl").backfilledTo(new byte[] {1, 2, 3}));
    assertThat(copy(table)).isEqualTo(table);
    assertThat(copy(PLAIN)).isEqualTo(PLAIN);
  }

  @Test
  void readsBackAnIndex() {
    IndexSpecification index =
        new IndexSpecification(
            "i",
            Kind.GLOBAL,
            new IndexKeySchema(List.of(new KeyAttribute("a", AttributeType.N)), List.of()),
            IndexProjection.KEYS_ONLY,
            new ProvisionedThroughput(3, 4));
    TableDefinition table = PLAIN.withIndex(IndexDefinition.creating(18, index));
    assertThat(copy(table)).isEqualTo(table);
    TableDefinition warm =
        table.withChanged(
            IndexDefinition.active(18, index).withWarmThroughput(new WarmThroughput(5, 6)));
    assertThat(copy(warm)).isEqualTo(warm);
  }

  @Test
  void readsWhatAnEarlierVersionWrote() {
    Item earlier = TableDefinitionCodec.encode(PLAIN);
    assertThat(earlier.attributes())
        .doesNotContainKeys("Settings", "Times", "TimeToLive", "DroppedNumbers");
    TableDefinition table = TableDefinitionCodec.decode(earlier);
    assertThat(table.settings()).isEqualTo(TableSettings.NONE);
    assertThat(table.times()).isEqualTo(TableTimes.NONE);
    assertThat(table.timeToLive()).isNull();
  }

  @Test
  void aTableIsInTheStateThatItsTimesSay() {
    long created = PLAIN.createdMs();
    TableDefinition updated = PLAIN.withTimes(TableTimes.NONE.updated(created + 500));
    assertThat(TableStatus.of(PLAIN, created + 99, 100)).isEqualTo(TableStatus.CREATING);
    assertThat(TableStatus.of(PLAIN, created + 100, 100)).isEqualTo(TableStatus.ACTIVE);
    assertThat(TableStatus.of(updated, created + 599, 100)).isEqualTo(TableStatus.UPDATING);
    assertThat(TableStatus.of(updated, created + 600, 100)).isEqualTo(TableStatus.ACTIVE);
    assertThat(TableStatus.of(updated.withTimes(updated.times().deleted(1)), created, 0))
        .isEqualTo(TableStatus.DELETING);
  }
}
