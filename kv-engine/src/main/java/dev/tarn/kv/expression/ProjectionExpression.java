package dev.tarn.kv.expression;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.util.ArrayList;
import java.util.List;

/** A projection expression, parsed. */
public final class ProjectionExpression {
  private final List<Syntax.Path> paths;

  ProjectionExpression(String text) {
    this.paths = ProjectionParser.parse(text);
  }

  /**
   * The projection with the names of a request.
   *
   * @throws ValidationException if a placeholder is not defined or two paths overlap
   */
  public Projection bind(Placeholders placeholders) {
    PlaceholderBinder binder = new PlaceholderBinder(ExpressionKind.PROJECTION, placeholders);
    List<DocumentPath> bound = new ArrayList<>(paths.size());
    for (Syntax.Path path : paths) {
      bound.add(binder.path(path));
    }
    return Projection.of(bound);
  }
}
