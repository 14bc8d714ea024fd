package dev.tarn.kv.partiql;

import dev.tarn.kv.expression.DocumentPath;
import dev.tarn.kv.expression.PathElement;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.Item;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a SELECT shows of an item.
 *
 * <p>Each path's value stands under the path's last name and the indexes behind it: {@code a.b[0]}
 * is shown as {@code b[0]}.
 */
public final class Columns {
  /** {@code SELECT *}. */
  public static final Columns ALL = new Columns(Map.of());

  private final Map<String, DocumentPath> pathsByName;

  private Columns(Map<String, DocumentPath> pathsByName) {
    this.pathsByName = pathsByName;
  }

  /** The columns of these paths; none stands for all. */
  static Columns of(List<DocumentPath> paths) {
    if (paths.isEmpty()) {
      return ALL;
    }
    Map<String, DocumentPath> byName = LinkedHashMap.newLinkedHashMap(paths.size());
    paths.forEach(path -> byName.put(name(path), path));
    return new Columns(byName);
  }

  /** Whether items are shown as they are. */
  public boolean isAll() {
    return pathsByName.isEmpty();
  }

  /** The attributes in which the columns begin; none if items are shown as they are. */
  public Set<String> topLevelNames() {
    Set<String> names = new LinkedHashSet<>();
    pathsByName.values().forEach(path -> names.add(path.attribute()));
    return names;
  }

  /** What is shown of an item that is not shown as it is. */
  public Item apply(Item item) {
    Map<String, AttributeValue> shown = LinkedHashMap.newLinkedHashMap(pathsByName.size());
    pathsByName.forEach(
        (name, path) -> {
          AttributeValue value = path.in(item);
          if (value != null) {
            shown.put(name, value);
          }
        });
    return new Item(shown);
  }

  private static String name(DocumentPath path) {
    StringBuilder name = new StringBuilder(path.attribute());
    for (PathElement element : path.rest()) {
      if (element instanceof PathElement.Name) {
        name.setLength(0);
      }
      name.append(element);
    }
    return name.toString();
  }
}
