package dev.tarn.http.rest.table;

import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.RestResource;
import java.util.List;

/** The tables. */
public final class TableResource {
  private TableResource() {}

  /** Its operations. */
  public static RestResource on(Database database) {
    return new RestResource(
        "tables.json",
        List.of(
            new ListTables(database),
            new GetTable(database),
            new PutTable(database),
            new PatchTable(database),
            new DeleteTable(database)));
  }
}
