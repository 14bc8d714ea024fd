package dev.tarn.stream.shard;

import dev.tarn.kv.table.TableDefinition;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The port to the tables whose streams can be read. */
public interface TableCatalog {
  /**
   * The tables as they are now, and those that were deleted while their streams, which the deletion
   * disabled, are still kept. Two of them can have the same name.
   */
  Collection<TableDefinition> tables();

  /** The table with the number, or null. */
  default @Nullable TableDefinition table(int number) {
    for (TableDefinition table : tables()) {
      if (table.number() == number) {
        return table;
      }
    }
    return null;
  }
}
