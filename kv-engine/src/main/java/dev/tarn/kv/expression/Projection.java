package dev.tarn.kv.expression;

import dev.tarn.kv.expression.PathTree.Node;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import dev.tarn.kv.item.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of an item that some document paths lead to. Values keep their nesting; the elements
 * chosen from a list move together, in their order.
 */
public final class Projection {
  private final PathTree<?> paths;

  private Projection(PathTree<?> paths) {
    this.paths = paths;
  }

  /**
   * The projection on paths.
   *
   * @throws dev.tarn.kv.error.DynamoDbException.ValidationException if two of them overlap
   */
  public static Projection of(List<DocumentPath> paths) {
    PathTree<Boolean> tree = new PathTree<>(ExpressionKind.PROJECTION);
    paths.forEach(path -> tree.add(path, true));
    return new Projection(tree);
  }

  /** The projection on the places of a tree, whatever is kept there. */
  static Projection of(PathTree<?> paths) {
    return new Projection(paths);
  }

  /** The attributes in which paths begin. */
  public Set<String> topLevelNames() {
    return paths.attributes().keySet();
  }

  /** The part of the item, empty if the item has nothing in these places. */
  public Item apply(Item item) {
    return new Item(part(paths.attributes(), item.attributes()));
  }

  private static <T> Map<String, AttributeValue> part(
      Map<String, Node<T>> places, Map<String, AttributeValue> values) {
    Map<String, AttributeValue> part = new LinkedHashMap<>();
    for (Map.Entry<String, Node<T>> place : places.entrySet()) {
      AttributeValue value = part(place.getValue(), values.get(place.getKey()));
      if (value != null) {
        part.put(place.getKey(), value);
      }
    }
    return part;
  }

  private static <T> @Nullable AttributeValue part(Node<T> place, @Nullable AttributeValue value) {
    if (value == null || place.end() != null) {
      return value;
    }
    if (value instanceof M map) {
      Map<String, AttributeValue> part = part(place.names(), map.values());
      return part.isEmpty() ? null : new M(part);
    }
    if (value instanceof L list) {
      List<AttributeValue> part = elements(place, list.values());
      return part.isEmpty() ? null : new L(part);
    }
    return null;
  }

  private static <T> List<AttributeValue> elements(Node<T> place, List<AttributeValue> values) {
    List<AttributeValue> part = new ArrayList<>();
    place
        .indexes()
        .headMap(values.size())
        .forEach(
            (index, node) -> {
              AttributeValue element = part(node, values.get(index));
              if (element != null) {
                part.add(element);
              }
            });
    return part;
  }
}
