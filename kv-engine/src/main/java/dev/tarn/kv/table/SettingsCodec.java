package dev.tarn.kv.table;

import com.google.common.collect.ImmutableSortedMap;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.B;
import dev.tarn.kv.item.AttributeValue.Bool;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.table.TableDefinitionCodec.Attributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a table definition that most tables have nothing of. What is not there is as nothing
 * was set: so older definitions read.
 */
final class SettingsCodec {
  private SettingsCodec() {}

  static void encode(TableDefinition table, Attributes item) {
    if (!table.settings().equals(TableSettings.NONE)) {
      item.value("Settings", encode(table.settings()));
    }
    if (!table.times().equals(TableTimes.NONE)) {
      item.value("Times", encode(table.times()));
    }
    if (table.timeToLive() != null) {
      item.value("TimeToLive", encode(table.timeToLive()));
    }
    if (!table.droppedNumbers().isEmpty()) {
      List<AttributeValue> numbers = new ArrayList<>();
      table.droppedNumbers().forEach(n -> numbers.add(new N(Decimal.parse(n.toString()))));
      item.value("DroppedNumbers", new L(numbers));
    }
  }

  private static M encode(TableSettings settings) {
    Attributes map = new Attributes();
    if (settings.tableClass() != null) {
      map.text("TableClass", settings.tableClass().name());
    }
    if (settings.kmsMasterKeyId() != null) {
      map.text("KmsMasterKeyId", settings.kmsMasterKeyId());
    }
    OnDemandThroughput onDemand = settings.onDemandThroughput();
    if (onDemand != null) {
      map.number("MaxReadRequestUnits", onDemand.maxReadRequestUnits());
      map.number("MaxWriteRequestUnits", onDemand.maxWriteRequestUnits());
    }
    encode(settings.warmThroughput(), map);
    Attributes tags = new Attributes();
    settings.tags().forEach(tags::text);
    map.value("Tags", new M(tags.values));
    return new M(map.values);
  }

  static TableSettings settings(Attributes table) {
    Attributes map = table.map("Settings");
    ImmutableSortedMap.Builder<String, String> tags = ImmutableSortedMap.naturalOrder();
    map.map("Tags").values.forEach((key, value) -> tags.put(key, ((S) value).value()));
    return new TableSettings(
        map.has("TableClass") ? TableClass.valueOf(map.text("TableClass")) : null,
        map.has("KmsMasterKeyId") ? map.text("KmsMasterKeyId") : null,
        map.has("MaxReadRequestUnits")
            ? new OnDemandThroughput(
                map.number("MaxReadRequestUnits"), map.number("MaxWriteRequestUnits"))
            : null,
        warmThroughput(map),
        tags.buildOrThrow());
  }

  /** Puts a table's or index's warm throughput, if it has one, into its map. */
  static void encode(@Nullable WarmThroughput warm, Attributes map) {
    if (warm != null) {
      map.number("ReadUnitsPerSecond", warm.readUnitsPerSecond());
      map.number("WriteUnitsPerSecond", warm.writeUnitsPerSecond());
    }
  }

  static @Nullable WarmThroughput warmThroughput(Attributes map) {
    return map.has("ReadUnitsPerSecond")
        ? new WarmThroughput(map.number("ReadUnitsPerSecond"), map.number("WriteUnitsPerSecond"))
        : null;
  }

  private static M encode(TableTimes times) {
    Attributes map = new Attributes();
    map.number("UpdatedMs", times.updatedMs());
    map.number("PayPerRequestMs", times.payPerRequestMs());
    map.number("IncreasedMs", times.increasedMs());
    map.number("DecreasedMs", times.decreasedMs());
    map.number("TableClassMs", times.tableClassMs());
    map.number("DeletedMs", times.deletedMs());
    return new M(map.values);
  }

  static TableTimes times(Attributes table) {
    Attributes map = table.map("Times");
    return new TableTimes(
        map.numberOrZero("UpdatedMs"),
        map.numberOrZero("PayPerRequestMs"),
        map.numberOrZero("IncreasedMs"),
        map.numberOrZero("DecreasedMs"),
        map.numberOrZero("TableClassMs"),
        map.numberOrZero("DeletedMs"));
  }

  private static M encode(TimeToLive timeToLive) {
    Attributes map = new Attributes();
    map.number("Number", timeToLive.number());
    map.text("Attribute", timeToLive.attribute());
    map.value("Complete", new Bool(timeToLive.complete()));
    if (timeToLive.backfilledTo() != null) {
      map.value("BackfilledTo", new B(timeToLive.backfilledTo()));
    }
    return new M(map.values);
  }

  static @Nullable TimeToLive timeToLive(Attributes table) {
    if (!table.has("TimeToLive")) {
      return null;
    }
    Attributes map = table.map("TimeToLive");
    return new TimeToLive(
        (int) map.number("Number"),
        map.text("Attribute"),
        ((Bool) map.get("Complete")).value(),
        map.has("BackfilledTo") ? ((B) map.get("BackfilledTo")).value() : null);
  }

  static List<Integer> droppedNumbers(Attributes table) {
    if (!table.has("DroppedNumbers")) {
      return List.of();
    }
    return ((L) table.get("DroppedNumbers"))
        .values().stream().map(n -> Integer.parseInt(((N) n).value().toString())).toList();
  }
}
