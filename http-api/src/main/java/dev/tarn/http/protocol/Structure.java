package dev.tarn.http.protocol;

import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.Binary;
import dev.tarn.kv.item.Item;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A decoded structure of a request: its members by their names on the wire, null where the client
 * left them out.
 *
 * <p>A member whose attribute values break a rule of their own (an empty value, a number out of
 * range) keeps the error and throws it when it is asked for: so an operation reports such errors in
 * the service's order, by reading its members in that order, and can never miss one.
 *
 * <p>The name of a member must be one of the shape's, and the accessor must suit its type: anything
 * else is a mistake in the program and throws at once.
 */
public final class Structure {
  private final Shape.StructureShape shape;
  private final @Nullable Object[] values;

  Structure(Shape.StructureShape shape) {
    this.shape = shape;
    this.values = new @Nullable Object[shape.members().size()];
  }

  /** Whether the shape has such a member, which every other method takes for granted. */
  public boolean knows(String member) {
    return shape.indexes().containsKey(member);
  }

  /** Whether the client gave the member, valid or not. */
  public boolean has(String member) {
    return values[shape.indexOf(member)] != null;
  }

  /** A string or an enum's value. */
  public @Nullable String string(String member) {
    return (String) value(member);
  }

  /** A string that the shape requires. */
  public String requiredString(String member) {
    return (String) required(member);
  }

  /** A whole number of 32 bits. */
  public @Nullable Integer integer(String member) {
    return (Integer) value(member);
  }

  /** A whole number of 64 bits. */
  public @Nullable Long longInteger(String member) {
    return (Long) value(member);
  }

  /** A whole number of 64 bits that the shape requires. */
  public long requiredLong(String member) {
    return (Long) required(member);
  }

  /** A number with a fraction, or a timestamp in seconds. */
  public @Nullable Double decimal(String member) {
    return (Double) value(member);
  }

  /** True or false, or null where absent. */
  public @Nullable Boolean bool(String member) {
    return (Boolean) value(member);
  }

  /** Whether the member is there and true. */
  public boolean isTrue(String member) {
    return value(member) instanceof Boolean bool && bool;
  }

  /** A binary member that is not an attribute value. */
  public @Nullable Binary binary(String member) {
    return (Binary) value(member);
  }

  /** A structure within this one. */
  public @Nullable Structure structure(String member) {
    return (Structure) value(member);
  }

  /** A structure that the shape requires. */
  public Structure requiredStructure(String member) {
    return (Structure) required(member);
  }

  /** A list of strings. */
  public @Nullable List<String> strings(String member) {
    return cast(value(member));
  }

  /** A list of structures. */
  public @Nullable List<Structure> structures(String member) {
    return cast(value(member));
  }

  /** A list of structures that the shape requires. */
  public List<Structure> requiredStructures(String member) {
    return cast(required(member));
  }

  /** Strings by name, such as ExpressionAttributeNames. */
  public @Nullable Map<String, String> stringMap(String member) {
    return cast(value(member));
  }

  /** Structures by name. */
  public @Nullable Map<String, Structure> structureMap(String member) {
    return cast(value(member));
  }

  /** Structures by name, which the shape requires. */
  public Map<String, Structure> requiredStructureMap(String member) {
    return cast(required(member));
  }

  /**
   * Lists of structures by name, which the shape requires, such as BatchWriteItem's RequestItems.
   */
  public Map<String, List<Structure>> requiredStructureListMap(String member) {
    return cast(required(member));
  }

  /** One attribute value. */
  public @Nullable AttributeValue attributeValue(String member) {
    return (AttributeValue) value(member);
  }

  /** A list of attribute values. */
  public @Nullable List<AttributeValue> attributeValueList(String member) {
    return cast(value(member));
  }

  /** Attribute values by name, such as ExpressionAttributeValues. */
  public @Nullable Map<String, AttributeValue> attributeValues(String member) {
    return cast(value(member));
  }

  /** An item or a key. */
  public @Nullable Item item(String member) {
    Map<String, AttributeValue> attributes = attributeValues(member);
    return attributes == null ? null : new Item(attributes);
  }

  /** An item or a key that the shape requires. */
  public Item requiredItem(String member) {
    return new Item(cast(required(member)));
  }

  /** A list of items or keys that the shape requires. */
  public List<Item> requiredItems(String member) {
    List<Map<String, AttributeValue>> maps = cast(required(member));
    return maps.stream().map(Item::new).toList();
  }

  Shape.StructureShape shape() {
    return shape;
  }

  void set(int index, @Nullable Object value) {
    values[index] = value;
  }

  /** The member for checks of constraints: what was decoded, even if broken by another rule. */
  @Nullable Object decoded(int index) {
    Object value = values[index];
    return value instanceof Invalid invalid ? invalid.decoded() : value;
  }

  /** The members in the shape's order, whole: what is equal reads equal. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", shape.name() + "(", ")");
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        text.add(shape.members().get(i).name() + "=" + decoded(i));
      }
    }
    return text.toString();
  }

  private @Nullable Object value(String member) {
    Object value = values[shape.indexOf(member)];
    if (value instanceof Invalid invalid) {
      throw invalid.error();
    }
    return value;
  }

  /** The model leaves optional what some operations cannot do without, as CreateTable its keys. */
  private Object required(String member) {
    Object value = value(member);
    if (value == null) {
      throw Constraints.missing(shape.members().get(shape.indexOf(member)));
    }
    return value;
  }

  /** The shape that the value was decoded by says what it is. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
  private static <T extends @Nullable Object> T cast(@Nullable Object value) {
    return (T) value;
  }
}
