package dev.tarn.http.rest;

import com.google.common.collect.ImmutableSortedSet;
import dev.tarn.http.protocol.AttributeValueRules;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.MergePatch;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.B;
import dev.tarn.kv.item.AttributeValue.BS;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.NS;
import dev.tarn.kv.item.AttributeValue.Null;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.AttributeValue.SS;
import dev.tarn.kv.item.Binary;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.Item;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The form of items in the REST API: JSON's own values, and a mark for what JSON does not have.
 *
 * <pre>
 * string, number, true, false, null    S, N, BOOL, NULL; a number's digits are kept, all 38
 * [...]                                L
 * {...}                                M
 * {"$binary": "base64"}                B
 * {"$set": [...]}                      SS, NS or BS, by its elements
 * {"$map": {...}}                      M, whatever its members: needed only where a map has one
 *                                      single member, and this one's name begins with a dollar sign
 * </pre>
 *
 * <p>So every value has exactly one form that is written, and every form one value. An item itself
 * is never marked.
 */
public final class PlainJson {
  static final String BINARY = "$binary";
  static final String SET = "$set";
  static final String MAP = "$map";

  private PlainJson() {}

  /**
   * The item that a body is.
   *
   * @throws ProblemException if a mark is not used as above
   * @throws ValidationException if a value breaks a rule of DynamoDB's
   */
  public static Item item(M body) {
    return new Item(values(body.values(), 1));
  }

  /**
   * The patch that a body is. A marked object is one value, which replaces another.
   *
   * @throws ProblemException as {@link #item}
   * @throws ValidationException as {@link #item}
   */
  public static MergePatch.Members patch(M body) {
    return patches(body, 1);
  }

  /** Whether an object with these members would be taken for a marked one. */
  static boolean needsMark(Map<String, ?> members) {
    return members.size() == 1 && members.keySet().iterator().next().startsWith("$");
  }

  private static MergePatch.Members patches(M object, int level) {
    Map<String, MergePatch> patches = new LinkedHashMap<>();
    object.values().forEach((name, member) -> patches.put(name, patch(member, level)));
    return new MergePatch.Members(patches);
  }

  private static MergePatch patch(AttributeValue json, int level) {
    if (json instanceof Null) {
      return MergePatch.Remove.INSTANCE;
    }
    if (json instanceof M object && !needsMark(object.values())) {
      requireNesting(level);
      return patches(object, level + 1);
    }
    return new MergePatch.Replace(value(json, level));
  }

  private static Map<String, AttributeValue> values(Map<String, AttributeValue> json, int level) {
    Map<String, AttributeValue> values = LinkedHashMap.newLinkedHashMap(json.size());
    json.forEach((name, value) -> values.put(name, value(value, level)));
    return values;
  }

  private static AttributeValue value(AttributeValue json, int level) {
    requireNesting(level);
    return switch (json) {
      case L array -> {
        List<AttributeValue> values = new ArrayList<>(array.values().size());
        array.values().forEach(element -> values.add(value(element, level + 1)));
        yield new L(values);
      }
      case M object ->
          needsMark(object.values())
              ? marked(object, level)
              : new M(values(object.values(), level + 1));
      default -> json;
    };
  }

  private static AttributeValue marked(M object, int level) {
    String mark = object.values().keySet().iterator().next();
    AttributeValue content = object.values().values().iterator().next();
    return switch (mark) {
      case BINARY -> new B(binary(content));
      case SET -> set(content);
      case MAP -> new M(values(map(content), level + 1));
      default ->
          throw ProblemException.badRequest(
              "Unknown mark %s. A map with this single member is written {\"$map\": {\"%s\": ...}}."
                  .formatted(mark, mark));
    };
  }

  private static Binary binary(AttributeValue content) {
    try {
      if (content instanceof S(String base64)) {
        return Binary.wrap(Base64.getDecoder().decode(base64));
      }
    } catch (IllegalArgumentException notBase64) {
      // Refused below.
    }
    throw ProblemException.badRequest("$binary must be a string of base64.");
  }

  private static Map<String, AttributeValue> map(AttributeValue content) {
    if (content instanceof M(Map<String, AttributeValue> members)) {
      return members;
    }
    throw ProblemException.badRequest("$map must be an object.");
  }

  private static AttributeValue set(AttributeValue content) {
    if (!(content instanceof L(List<AttributeValue> elements)) || elements.isEmpty()) {
      throw ProblemException.badRequest("$set must be an array that is not empty.");
    }
    return switch (elements.getFirst()) {
      case S first -> {
        List<String> strings = all(elements, e -> e instanceof S(String value) ? value : null);
        ImmutableSortedSet<String> set = ImmutableSortedSet.copyOf(strings);
        require(AttributeValueRules.stringSet(strings, set));
        yield new SS(set);
      }
      case N first -> {
        List<Decimal> numbers = all(elements, e -> e instanceof N(Decimal value) ? value : null);
        ImmutableSortedSet<Decimal> set = ImmutableSortedSet.copyOf(numbers);
        require(AttributeValueRules.numberSet(numbers, set));
        yield new NS(set);
      }
      default -> {
        List<Binary> binaries = all(elements, PlainJson::binaryElement);
        ImmutableSortedSet<Binary> set = ImmutableSortedSet.copyOf(binaries);
        require(AttributeValueRules.binarySet(binaries, set));
        yield new BS(set);
      }
    };
  }

  private static @Nullable Binary binaryElement(AttributeValue element) {
    return element instanceof M(Map<String, AttributeValue> members)
            && members.size() == 1
            && members.get(BINARY) instanceof S base64
        ? binary(base64)
        : null;
  }

  private static <E> List<E> all(
      List<AttributeValue> elements, Function<AttributeValue, @Nullable E> reader) {
    List<E> all = new ArrayList<>(elements.size());
    for (AttributeValue element : elements) {
      E read = reader.apply(element);
      if (read == null) {
        throw ProblemException.badRequest(
            "$set must have strings only, numbers only, or $binary values only.");
      }
      all.add(read);
    }
    return all;
  }

  private static void require(@Nullable ValidationException breach) {
    if (breach != null) {
      throw breach;
    }
  }

  private static void requireNesting(int level) {
    if (level > AttributeValueRules.MAX_NESTING) {
      throw AttributeValueRules.nestedTooDeep();
    }
  }
}
