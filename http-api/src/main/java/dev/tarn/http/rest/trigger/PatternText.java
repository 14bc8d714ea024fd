package dev.tarn.http.rest.trigger;

import dev.tarn.http.json.JsonOutput;
import dev.tarn.http.rest.Members;
import dev.tarn.http.rest.ProblemException;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.Bool;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.Null;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes event patterns, which a client gives as JSON, the texts that they are kept as. */
final class PatternText {
  private PatternText() {}

  /** The member "filters": an array of objects. */
  static List<String> all(Members members) {
    AttributeValue filters = members.object().values().get("filters");
    return switch (filters) {
      case L array -> array.values().stream().map(PatternText::text).toList();
      case Null none -> List.of();
      case null, default ->
          throw ProblemException.badRequest("The member filters must be an array of objects.");
    };
  }

  private static String text(AttributeValue pattern) {
    if (!(pattern instanceof M)) {
      throw ProblemException.badRequest("The member filters must be an array of objects.");
    }
    JsonOutput out = new JsonOutput();
    write(pattern, out);
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }

  private static void write(AttributeValue value, JsonOutput out) {
    switch (value) {
      case S(String text) -> out.string(text);
      case N(Decimal number) -> out.decimal(number.toString());
      case Bool(boolean truth) -> out.bool(truth);
      case L array -> {
        out.startArray();
        array.values().forEach(element -> write(element, out));
        out.endArray();
      }
      case M object -> {
        out.startObject();
        object
            .values()
            .forEach(
                (name, member) -> {
                  out.name(name);
                  write(member, out);
                });
        out.endObject();
      }
      // JSON has no other types.
      default -> out.nullValue();
    }
  }
}
