package dev.tarn.kv.expression;

import dev.tarn.kv.expression.PathElement.Name;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place of a value within an item, its placeholders resolved.
 *
 * @param attribute the item's attribute in which the path begins
 * @param rest the steps into that attribute's value, none for the value itself
 */
public record DocumentPath(String attribute, List<PathElement> rest) {
  /** The most elements a path may have (developer guide, "Nested attribute depth"). */
  public static final int MAX_ELEMENTS = 32;

  /** Keeps the steps from changing. */
  public DocumentPath {
    rest = List.copyOf(rest);
  }

  /** The path of a whole attribute. */
  public static DocumentPath of(String attribute) {
    return new DocumentPath(attribute, List.of());
  }

  /** Whether the path leads into the attribute's value. */
  public boolean isNested() {
    return !rest.isEmpty();
  }

  /** The value in this place of an item, or null if there is none. */
  public @Nullable AttributeValue in(Item item) {
    AttributeValue value = item.get(attribute);
    for (int i = 0; i < rest.size() && value != null; i++) {
      value = rest.get(i).in(value);
    }
    return value;
  }

  /** The form in which errors show a path: {@code [a, b, [0]]}. */
  @Override
  public String toString() {
    StringBuilder shown = new StringBuilder("[").append(new Name(attribute));
    rest.forEach(element -> shown.append(", ").append(element));
    return shown.append(']').toString();
  }
}
