package dev.tarn.kv.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import dev.tarn.kv.table.TimeToLive;
import dev.tarn.partitioner.HashRange;
import dev.tarn.partitioner.PartitionMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ExpiryIndexTest {
  private static final long NOW_S = 1_700_000_000;
  private static final PartitionMap PARTITIONS = new PartitionMap(4);
  private static final StoreKey KEY =
      new PrimaryKey(new S("pk"), new N(Decimal.parse("7"))).storeKey(16);
  private static final HashRange PARTITION = PARTITIONS.range(PARTITIONS.locate(KEY.hash()));

  private final ExpiryIndex index =
      Objects.requireNonNull(
          ExpiryIndex.of(
              new TableDefinition(
                      16,
                      "an-id",
                      new TableName("t"),
                      new KeySchema(new KeyAttribute("pk", AttributeType.S), null),
                      BillingMode.PAY_PER_REQUEST,
                      ProvisionedThroughput.NONE,
                      0,
                      false,
                      List.of())
                  .withTimeToLive(TimeToLive.enabled(17, "ttl"))));

  private static EncodedItem item(AttributeValue ttl) {
    return EncodedItem.of(new Item(Map.of("pk", new S("pk"), "ttl", ttl)));
  }

  private static EncodedItem item(String ttl) {
    return item(new N(Decimal.parse(ttl)));
  }

  private @Nullable StoreKey entry(String ttl) {
    return index.entry(KEY, item(ttl), PARTITION);
  }

  @Test
  void anEntryLiesInItsItemsPartitionAndTellsItsKey() {
    StoreKey entry = Objects.requireNonNull(entry("1700000000"));
    assertThat(PARTITIONS.range(PARTITIONS.locate(entry.hash()))).isEqualTo(PARTITION);
    assertThat(entry.table()).isEqualTo(17);
    assertThat(index.itemKey(entry)).isEqualTo(KEY);
  }

  @Test
  void findsWhatIsDueAndNothingElse() {
    KeyRange due = index.due(PARTITION, NOW_S);
    assertThat(isIn(due, NOW_S)).isTrue();
    assertThat(isIn(due, NOW_S + 1)).isFalse();
    assertThat(isIn(due, NOW_S - ExpiryIndex.MAX_AGE_S)).isTrue();
    assertThat(isIn(due, NOW_S - ExpiryIndex.MAX_AGE_S - 1)).isFalse();
  }

  private boolean isIn(KeyRange range, long ttl) {
    StoreKey entry = Objects.requireNonNull(entry(Long.toString(ttl)));
    boolean found = entry.compareTo(range.lower()) >= 0 && entry.compareTo(range.upper()) < 0;
    assertThat(index.isDue(item(Long.toString(ttl)), NOW_S)).isEqualTo(found);
    return found;
  }

  @Test
  void onlyATimeInSecondsExpires() {
    assertThat(index.entry(KEY, item(new S("1700000000")), PARTITION)).isNull();
    assertThat(entry("0")).isNull();
    assertThat(entry("-1700000000")).isNull();
    assertThat(entry("1E+100")).isNull();
    assertThat(entry("1700000000.5")).isEqualTo(entry("1700000001"));
  }
}
