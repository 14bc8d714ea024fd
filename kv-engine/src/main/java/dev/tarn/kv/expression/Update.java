package dev.tarn.kv.expression;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.PathTree.Node;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.table.KeySchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes to an item, all computed from the item as it was. So the order of the actions does not
 * matter, and an index means the element that had it before.
 */
public final class Update {
  private final PathTree<UpdateAction> actions = new PathTree<>(ExpressionKind.UPDATE);
  private final boolean creatingItem;

  /**
   * The update by these actions.
   *
   * @throws ValidationException if the paths of two of them overlap
   */
  public Update(List<? extends UpdateAction> actions) {
    for (UpdateAction action : actions) {
      this.actions.add(action.path(), action);
    }
    this.creatingItem = actions.isEmpty() || !actions.stream().allMatch(Update::takesAway);
  }

  /**
   * Whether there is an item after the update where there was none. One that only takes away does
   * not make an item, as seen of the service; one without any action does.
   */
  public boolean isCreatingItem() {
    return creatingItem;
  }

  /** The attributes that the update touches, in whole or in part. */
  public Set<String> topLevelNames() {
    return actions.attributes().keySet();
  }

  /**
   * Keeps an item's key as it is.
   *
   * @throws ValidationException if the update touches a key attribute
   */
  public void requireNoKeyAttribute(KeySchema schema) {
    for (String name : topLevelNames()) {
      if (schema.contains(name)) {
        throw ValidationException.invalidParameter(
            "Cannot update attribute " + name + ". This attribute is part of the key");
      }
    }
  }

  /**
   * The item after the update, which shares with the old one what has not changed.
   *
   * @param old the item before; where there is none, the attributes of the key
   * @throws ValidationException if the item does not allow one of the actions
   */
  public Item apply(Item old) {
    return new Item(map(actions.attributes(), old.attributes(), old));
  }

  /**
   * The part of an item that the update touches, as UPDATED_OLD and UPDATED_NEW show it.
   *
   * @param image the item before or after the update
   */
  public Item updatedPaths(Item image) {
    return Projection.of(actions).apply(image);
  }

  private static boolean takesAway(UpdateAction action) {
    return switch (action) {
      case UpdateAction.Remove remove -> true;
      case UpdateAction.Delete delete -> true;
      case UpdateAction.OfType typed -> takesAway(typed.action());
      case UpdateAction.Set set -> false;
      case UpdateAction.Add add -> false;
    };
  }

  private static Map<String, AttributeValue> map(
      Map<String, Node<UpdateAction>> places, Map<String, AttributeValue> values, Item old) {
    Map<String, AttributeValue> changed = new LinkedHashMap<>(values);
    for (Map.Entry<String, Node<UpdateAction>> place : places.entrySet()) {
      AttributeValue value = changed(place.getValue(), values.get(place.getKey()), old);
      if (value == null) {
        changed.remove(place.getKey());
      } else {
        changed.put(place.getKey(), value);
      }
    }
    return changed;
  }

  /** Elements that the list does not have yet are appended, in the order of their indexes. */
  private static List<AttributeValue> list(
      Map<Integer, Node<UpdateAction>> places, List<AttributeValue> values, Item old) {
    List<@Nullable AttributeValue> changed = new ArrayList<>(values);
    places.forEach(
        (index, place) -> {
          if (index < values.size()) {
            changed.set(index, changed(place, values.get(index), old));
          } else {
            changed.add(changed(place, null, old));
          }
        });
    List<AttributeValue> present = new ArrayList<>(changed.size());
    for (AttributeValue value : changed) {
      if (value != null) {
        present.add(value);
      }
    }
    return present;
  }

  private static @Nullable AttributeValue changed(
      Node<UpdateAction> place, @Nullable AttributeValue value, Item old) {
    UpdateAction action = place.end();
    if (action != null) {
      return action.result(old);
    }
    if (value instanceof M map && place.indexes().isEmpty()) {
      return new M(map(place.names(), map.values(), old));
    }
    if (value instanceof L list && place.names().isEmpty()) {
      return new L(list(place.indexes(), list.values(), old));
    }
    throw new ValidationException(
        "The document path provided in the update expression is invalid for update");
  }
}
