package dev.tarn;

import dev.tarn.kv.engine.Catalog;
import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.stream.shard.TableCatalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine's tables as the streams look for them.
 *
 * @param engine whose tables
 */
record EngineTables(Engine engine) implements TableCatalog {
  @Override
  public Collection<TableDefinition> tables() {
    Catalog catalog = engine.catalog();
    List<TableDefinition> tables = new ArrayList<>(catalog.tables().values());
    catalog.deletedTables().forEach(deleted -> tables.add(deleted.definition()));
    return tables;
  }

  @Override
  public @Nullable TableDefinition table(int number) {
    TableDefinition inUse = engine.catalog().table(number);
    return inUse != null ? inUse : TableCatalog.super.table(number);
  }
}
