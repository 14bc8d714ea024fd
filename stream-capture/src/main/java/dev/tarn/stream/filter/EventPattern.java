package dev.tarn.stream.filter;

import dev.tarn.stream.filter.EventValue.Array;
import dev.tarn.stream.filter.EventValue.Members;
import dev.tarn.stream.filter.EventValue.Missing;
import dev.tarn.stream.filter.EventValue.Scalar;
import dev.tarn.stream.filter.EventValue.Structure;
import java.util.List;
import java.util.Map;

/**
 * A pattern, or the part of one that looks at one value of an event.
 *
 * <p>Where the event has an array, the pattern holds if it holds for one of its elements; an empty
 * array is as if it were not there.
 */
public sealed interface EventPattern {
  /** Whether a value, which may be missing, is as the pattern says. */
  boolean matches(EventValue value);

  /**
   * An object of the pattern: each field named must match, and of each group of alternatives one.
   *
   * @param fields patterns by the names of the fields they look at
   * @param alternatives for each {@code $or} its patterns, which look at the same object
   */
  record Fields(Map<String, EventPattern> fields, List<List<Fields>> alternatives)
      implements EventPattern {
    /** Keeps copies. */
    public Fields {
      fields = Map.copyOf(fields);
      alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    /** An object without alternatives. */
    public static Fields of(Map<String, EventPattern> fields) {
      return new Fields(fields, List.of());
    }

    @Override
    public boolean matches(EventValue value) {
      return switch (value) {
        case Array array when !array.values().isEmpty() ->
            array.values().stream().anyMatch(this::matches);
        case Structure structure -> holdsFor(structure);
        case Array empty -> holdsFor(Members.EMPTY);
        case Scalar scalar -> holdsFor(Members.EMPTY);
        case Missing missing -> holdsFor(Members.EMPTY);
      };
    }

    private boolean holdsFor(Structure structure) {
      Structure asked = structure.select(fields.keySet());
      for (Map.Entry<String, EventPattern> field : fields.entrySet()) {
        if (!field.getValue().matches(asked.field(field.getKey()))) {
          return false;
        }
      }
      return alternatives.stream().allMatch(group -> oneHolds(group, structure));
    }

    private static boolean oneHolds(List<Fields> group, Structure structure) {
      return group.stream().anyMatch(alternative -> alternative.holdsFor(structure));
    }
  }

  /**
   * An array of the pattern: one of its tests must hold.
   *
   * @param anyOf the tests, at least one
   */
  record Leaf(List<ValueTest> anyOf) implements EventPattern {
    /** Keeps a copy. */
    public Leaf {
      anyOf = List.copyOf(anyOf);
    }

    @Override
    public boolean matches(EventValue value) {
      if (value instanceof Array array && !array.values().isEmpty()) {
        return array.values().stream().anyMatch(this::matches);
      }
      return anyOf.stream().anyMatch(test -> test.holds(value));
    }
  }
}
