package dev.tarn.kv.expression;

import dev.tarn.kv.expression.PathElement.Index;
import dev.tarn.kv.expression.PathElement.Name;
import dev.tarn.kv.expression.Syntax.Step;
import dev.tarn.kv.item.AttributeValue;
import java.util.ArrayList;
import java.util.List;

/** Puts the names and values of a request in the place of their placeholders. */
record PlaceholderBinder(ExpressionKind kind, Placeholders placeholders) {
  DocumentPath path(Syntax.Path path) {
    DocumentPath literal = path.literal();
    if (literal != null) {
      return literal;
    }
    String attribute = name(path.attribute());
    if (path.rest().isEmpty()) {
      return DocumentPath.of(attribute);
    }
    List<PathElement> rest = new ArrayList<>(path.rest().size());
    for (Step step : path.rest()) {
      rest.add(element(step));
    }
    return new DocumentPath(attribute, rest);
  }

  AttributeValue value(Syntax.Value value) {
    return placeholders.value(kind, value.placeholder());
  }

  private PathElement element(Step step) {
    return switch (step) {
      case Step.Name name -> new Name(name(name));
      case Step.Index index -> new Index(index.index());
    };
  }

  private String name(Step.Name name) {
    return name.isPlaceholder() ? placeholders.name(kind, name.text()) : name.text();
  }
}
