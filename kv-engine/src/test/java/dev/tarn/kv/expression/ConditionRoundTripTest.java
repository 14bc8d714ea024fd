package dev.tarn.kv.expression;

import static dev.tarn.kv.expression.Values.b;
import static dev.tarn.kv.expression.Values.item;
import static dev.tarn.kv.expression.Values.l;
import static dev.tarn.kv.expression.Values.m;
import static dev.tarn.kv.expression.Values.n;
import static dev.tarn.kv.expression.Values.s;
import static dev.tarn.kv.expression.Values.ss;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;

/** Writes random conditions as text: parsed and bound again, they must be what they were. */
final class ConditionRoundTripTest {
  private static final int CONDITIONS = 500;
  private static final List<String> NAMES = List.of("a", "b", "c", "d.e", "status", "_x");
  private static final List<AttributeValue> VALUES =
      List.of(n(1), n("2.5"), s("x"), s("xy"), b(1, 2), Values.TRUE, Values.NULL, ss("x"), l(n(1)));

  @RepeatedTest(4)
  void parsesWhatItHasPrinted() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Expressions expressions = new Expressions();
    for (int i = 0; i < CONDITIONS; i++) {
      Condition condition = randomCondition(random, 3);
      Printer printer = new Printer();
      String text = printer.print(condition);
      Condition parsed =
          expressions.condition(ExpressionKind.CONDITION, text).bind(printer.placeholders());
      assertThat(parsed).as("seed %d, %s", seed, text).isEqualTo(condition);
      Item item = randomItem(random);
      assertThat(new Condition.Not(parsed).test(item))
          .as("seed %d, %s on %s", seed, text, item)
          .isNotEqualTo(condition.test(item));
    }
  }

  private static Condition randomCondition(Random random, int depth) {
    int choice = random.nextInt(depth == 0 ? 8 : 12);
    Operand left = new Operand.OfPath(randomPath(random));
    return switch (choice) {
      case 0 -> new Condition.AttributeExists(randomPath(random));
      case 1 -> new Condition.AttributeNotExists(randomPath(random));
      case 2 -> new Condition.HasType(randomPath(random), pick(random, AttributeType.values()));
      case 3 -> new Condition.BeginsWith(left, new Operand.Literal(s("x")));
      case 4 -> new Condition.Contains(left, literal(random));
      case 5 -> new Condition.Between(left, new Operand.Literal(n(1)), new Operand.Size(left));
      case 6 -> new Condition.In(left, List.of(literal(random), literal(random)));
      case 7 -> compare(random, left);
      case 8 -> new Condition.Not(randomCondition(random, depth - 1));
      case 9, 10 -> new Condition.And(randomConditions(random, depth - 1));
      default -> new Condition.Or(randomConditions(random, depth - 1));
    };
  }

  private static Condition compare(Random random, Operand left) {
    Comparator comparator = pick(random, Comparator.values());
    return comparator.isOrdering()
        ? new Condition.Compare(comparator, new Operand.Size(left), new Operand.Literal(n(1)))
        : new Condition.Compare(comparator, left, literal(random));
  }

  private static List<Condition> randomConditions(Random random, int depth) {
    List<Condition> conditions = new ArrayList<>();
    for (int i = 0; i < 2 + random.nextInt(2); i++) {
      conditions.add(randomCondition(random, depth));
    }
    return conditions;
  }

  private static DocumentPath randomPath(Random random) {
    List<PathElement> rest = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      rest.add(
          random.nextBoolean()
              ? new PathElement.Index(random.nextInt(3))
              : new PathElement.Name(pick(random, NAMES)));
    }
    return new DocumentPath(pick(random, NAMES), rest);
  }

  private static Operand literal(Random random) {
    return new Operand.Literal(pick(random, VALUES));
  }

  private static Item randomItem(Random random) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    for (String name : NAMES) {
      AttributeValue value = pick(random, VALUES);
      attributes.put(
          name,
          switch (random.nextInt(3)) {
            case 0 -> l(value, m("b", value));
            case 1 -> m("a", value, "d.e", l(value));
            default -> value;
          });
    }
    return item(attributes);
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static <T> T pick(Random random, T[] from) {
    return from[random.nextInt(from.length)];
  }

  /** Writes a condition with a placeholder for each name and value. */
  private static final class Printer {
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    Placeholders placeholders() {
      return new Placeholders(names.isEmpty() ? null : names, values.isEmpty() ? null : values);
    }

    String print(Condition condition) {
      return switch (condition) {
        case Condition.And and -> join(" AND ", and.conditions());
        case Condition.Or or -> join(" or ", or.conditions());
        case Condition.Not not -> "NOT " + part(not.condition());
        case Condition.Compare compare ->
            print(compare.left()) + compare.comparator() + print(compare.right());
        case Condition.Between between ->
            print(between.operand())
                + " BETWEEN "
                + print(between.lower())
                + " AND "
                + print(between.upper());
        case Condition.In in ->
            print(in.operand())
                + " in ("
                + in.candidates().stream().map(this::print).collect(Collectors.joining(", "))
                + ")";
        case Condition.AttributeExists exists -> "attribute_exists(" + print(exists.path()) + ")";
        case Condition.AttributeNotExists notExists ->
            "attribute_not_exists(" + print(notExists.path()) + ")";
        case Condition.HasType type ->
            "attribute_type(" + print(type.path()) + "," + value(s(type.type().name())) + ")";
        case Condition.BeginsWith begins ->
            "begins_with(" + print(begins.operand()) + ", " + print(begins.prefix()) + ")";
        case Condition.Contains contains ->
            "contains(" + print(contains.operand()) + ", (" + print(contains.part()) + "))";
        case Condition.HasDigest notOfAnExpression -> throw new AssertionError(notOfAnExpression);
      };
    }

    private String join(String operator, List<Condition> conditions) {
      return conditions.stream().map(this::part).collect(Collectors.joining(operator));
    }

    /** AND and OR as parts of another condition need parentheses to stay as they are. */
    private String part(Condition condition) {
      boolean compound = condition instanceof Condition.And || condition instanceof Condition.Or;
      return compound ? "(" + print(condition) + ")" : print(condition);
    }

    private String print(Operand operand) {
      return switch (operand) {
        case Operand.OfPath(DocumentPath path) -> print(path);
        case Operand.Literal(AttributeValue value) -> value(value);
        case Operand.Size(Operand of) -> "size(" + print(of) + ")";
      };
    }

    private String print(DocumentPath path) {
      StringBuilder text = new StringBuilder(name(path.attribute()));
      for (PathElement element : path.rest()) {
        switch (element) {
          case PathElement.Name(String name) -> text.append('.').append(name(name));
          case PathElement.Index index -> text.append(index);
        }
      }
      return text.toString();
    }

    private String name(String name) {
      String placeholder = "#" + names.size();
      names.put(placeholder, name);
      return placeholder;
    }

    private String value(AttributeValue value) {
      String placeholder = ":" + values.size();
      values.put(placeholder, value);
      return placeholder;
    }
  }
}
