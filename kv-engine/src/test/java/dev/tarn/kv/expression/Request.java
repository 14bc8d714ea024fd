package dev.tarn.kv.expression;

import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.table.KeySchema;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request's expressions with their placeholders, as a client would send them. */
final class Request {
  private static final Expressions EXPRESSIONS = new Expressions();

  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, AttributeValue> values = new LinkedHashMap<>();

  static Request request() {
    return new Request();
  }

  Request name(String placeholder, String name) {
    names.put(placeholder, name);
    return this;
  }

  Request value(String placeholder, AttributeValue value) {
    values.put(placeholder, value);
    return this;
  }

  Condition condition(String text) {
    return EXPRESSIONS.condition(ExpressionKind.CONDITION, text).bind(placeholders());
  }

  Condition filter(String text) {
    return EXPRESSIONS.condition(ExpressionKind.FILTER, text).bind(placeholders());
  }

  KeyCondition keyCondition(String text, KeySchema key) {
    return EXPRESSIONS.keyCondition(text).bind(placeholders(), key);
  }

  Projection projection(String text) {
    return EXPRESSIONS.projection(text).bind(placeholders());
  }

  Update update(String text) {
    return EXPRESSIONS.update(text).bind(placeholders());
  }

  Item update(String text, Item old) {
    return update(text).apply(old);
  }

  Placeholders placeholders() {
    return new Placeholders(names.isEmpty() ? null : names, values.isEmpty() ? null : values);
  }
}
