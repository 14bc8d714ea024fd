package dev.tarn.http.operation;

import dev.tarn.kv.engine.CapacityUnits;
import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.ConditionPaths;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.table.TableDefinition;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Fetches from the table the items of a local index's entries, where attributes are asked for that
 * the index does not project. Each costs what a read of the item does.
 */
final class ItemFetch implements UnaryOperator<EncodedItem> {
  private final Engine engine;
  private final TableDefinition table;
  private final boolean consistent;
  private double units;

  private ItemFetch(Engine engine, TableDefinition table, boolean consistent) {
    this.engine = engine;
    this.table = table;
    this.consistent = consistent;
  }

  /**
   * What the read has to fetch, or null if its source has all that it asks for.
   *
   * @throws ValidationException if a global index does not have it: nothing is fetched for those
   */
  static @Nullable ItemFetch of(Engine engine, ItemSource source, PageParameters parameters) {
    Set<String> projected = source.projectedAttributes();
    if (projected == null || !(source instanceof ItemSource.OfIndex index)) {
      return null;
    }
    Set<String> missing = asked(parameters);
    missing.removeAll(projected);
    if (missing.isEmpty() && !parameters.allAttributes()) {
      return null;
    }
    if (index.index().isGlobal()) {
      throw notProjected(index.index().name(), missing);
    }
    return new ItemFetch(engine, source.table(), parameters.consistent());
  }

  /**
   * What a PartiQL statement has to fetch, or null if its source has all the attributes.
   *
   * @throws ValidationException if a global index does not have them
   */
  static @Nullable ItemFetch of(
      Engine engine, ItemSource source, Set<String> attributes, boolean consistent) {
    Set<String> projected = source.projectedAttributes();
    if (projected == null
        || !(source instanceof ItemSource.OfIndex index)
        || projected.containsAll(attributes)) {
      return null;
    }
    if (index.index().isGlobal()) {
      Set<String> missing = new TreeSet<>(attributes);
      missing.removeAll(projected);
      throw notProjected(index.index().name(), missing);
    }
    return new ItemFetch(engine, source.table(), consistent);
  }

  /** The capacity that the fetches until now have consumed, in read units. */
  double units() {
    return units;
  }

  /** The whole item; the entry, if the item is gone meanwhile. */
  @Override
  public EncodedItem apply(EncodedItem entry) {
    PrimaryKey key = PrimaryKey.ofItem(table.keySchema(), entry.decode(table.keySchema().names()));
    EncodedItem item = engine.get(key.storeKey(table.number()));
    EncodedItem fetched = item == null ? entry : item;
    units += CapacityUnits.read(fetched.size(), consistent);
    return fetched;
  }

  private static Set<String> asked(PageParameters parameters) {
    Set<String> asked = new TreeSet<>();
    if (parameters.projection() != null) {
      asked.addAll(parameters.projection().topLevelNames());
    }
    if (parameters.filter() != null) {
      ConditionPaths.of(parameters.filter()).forEach(path -> asked.add(path.attribute()));
    }
    return asked;
  }

  private static ValidationException notProjected(String index, Set<String> missing) {
    return ValidationException.invalidParameter(
        missing.isEmpty()
            ? "Select type ALL_ATTRIBUTES is not supported for global secondary index "
                + index
                + " because its projection type is not ALL"
            : "Global secondary index " + index + " does not project " + missing);
  }
}
