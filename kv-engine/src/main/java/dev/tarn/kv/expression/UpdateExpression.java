package dev.tarn.kv.expression;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.util.List;

/** An update expression, parsed. */
public final class UpdateExpression {
  private final List<Syntax.Action> actions;

  UpdateExpression(String text) {
    this.actions = UpdateParser.parse(text);
  }

  /**
   * The update with the names and values of a request.
   *
   * @throws ValidationException if a placeholder is not defined, a value has a type that its
   *     operator does not accept, or the paths of two actions overlap
   */
  public Update bind(Placeholders placeholders) {
    return new UpdateBinder(placeholders).bind(actions);
  }
}
