package dev.tarn.kv.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a text says before its placeholders are known. */
sealed interface Syntax {
  /** What stands for a value. */
  sealed interface Operand extends Syntax {}

  /** What is true or false. */
  sealed interface Condition extends Syntax {}

  /** A step of a path. */
  sealed interface Step {
    /** An attribute's name, or a placeholder for it. */
    record Name(String text) implements Step {
      boolean isPlaceholder() {
        return text.charAt(0) == '#';
      }
    }

    /** An index into a list. */
    record Index(int index) implements Step {}
  }

  /**
   * A document path.
   *
   * @param literal the path itself if it has no placeholder, made once for all requests
   */
  record Path(Step.Name attribute, List<Step> rest, @Nullable DocumentPath literal)
      implements Operand {}

  /** A placeholder of a value, with its colon. */
  record Value(String placeholder) implements Operand {}

  /** A function, which may be either. */
  record Call(Function function, List<Operand> operands) implements Operand, Condition {}

  /** {@code left + right} or {@code left - right}, which SET alone knows. */
  record Arithmetic(boolean isSum, Operand left, Operand right) implements Syntax {}

  record Compare(Comparator comparator, Operand left, Operand right) implements Condition {}

  record Between(Operand operand, Operand lower, Operand upper) implements Condition {}

  record In(Operand operand, List<Operand> candidates) implements Condition {}

  record And(List<Condition> conditions) implements Condition {}

  record Or(List<Condition> conditions) implements Condition {}

  record Not(Condition condition) implements Condition {}

  /** An action of an update; the value is of a kind that its clause allows. */
  sealed interface Action {
    Path path();

    /** The value is an {@link Operand} or an {@link Arithmetic}. */
    record Set(Path path, Syntax value) implements Action {}

    record Remove(Path path) implements Action {}

    record Add(Path path, Value value) implements Action {}

    record Delete(Path path, Value value) implements Action {}
  }
}
