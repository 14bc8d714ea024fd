package dev.tarn.http.rest.item;

import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.http.rest.RestResource;
import java.util.ArrayList;
import java.util.List;

/** The items of tables. */
public final class ItemResource {
  private ItemResource() {}

  /** Its operations. */
  public static RestResource on(Database database) {
    List<RestOperation> operations = new ArrayList<>();
    operations.add(new ListItems(database));
    for (ItemPath path : ItemPath.values()) {
      operations.add(new GetItem(database, path));
      operations.add(new PutItem(database, path));
      operations.add(new PatchItem(database, path));
      operations.add(new DeleteItem(database, path));
    }
    return new RestResource("items.json", operations);
  }
}
