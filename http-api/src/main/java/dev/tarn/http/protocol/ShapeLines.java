package dev.tarn.http.protocol;

import dev.tarn.http.protocol.Shape.AttributeValueShape;
import dev.tarn.http.protocol.Shape.BlobShape;
import dev.tarn.http.protocol.Shape.BooleanShape;
import dev.tarn.http.protocol.Shape.Bounds;
import dev.tarn.http.protocol.Shape.DecimalShape;
import dev.tarn.http.protocol.Shape.EnumShape;
import dev.tarn.http.protocol.Shape.IntegerShape;
import dev.tarn.http.protocol.Shape.ListShape;
import dev.tarn.http.protocol.Shape.MapShape;
import dev.tarn.http.protocol.Shape.Member;
import dev.tarn.http.protocol.Shape.NameOrArnShape;
import dev.tarn.http.protocol.Shape.StringShape;
import dev.tarn.http.protocol.Shape.StructureShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Shapes as lines of text, each read when it is first needed. DeriveShapes gives the layout. */
final class ShapeLines {
  private static final String PATTERN = " pattern=";

  /** What the model says of an ARN in place of a table's name; the operation reads the rest. */
  private static final StringShape ARN = new StringShape(new Bounds(1, 1024), null);

  private final Map<String, String> lines = new HashMap<>();
  private final Map<String, Shape> shapes = new HashMap<>();

  /** Takes a line in; a later one of the same name replaces an earlier one. */
  void add(String name, String line) {
    lines.put(name, line);
  }

  /** The shape of a name; no input refers to itself but through attribute values. */
  Shape shape(String name) {
    Shape known = shapes.get(name);
    if (known == null) {
      known = read(Objects.requireNonNull(lines.get(name), name));
      shapes.put(name, known);
    }
    return known;
  }

  private Shape read(String line) {
    int patternAt = line.indexOf(PATTERN);
    Pattern pattern =
        patternAt < 0 ? null : Pattern.compile(line.substring(patternAt + PATTERN.length()));
    String[] words = (patternAt < 0 ? line : line.substring(0, patternAt)).split(" ");
    List<String> arguments = List.of(words).subList(2, words.length);
    Bounds bounds = bounds(words[words.length - 1]);
    return switch (words[0]) {
      case "structure" -> structure(words[1], arguments);
      case "list" -> new ListShape(shape(arguments.get(0)), bounds);
      case "map" ->
          new MapShape(words[1], shape(arguments.get(0)), shape(arguments.get(1)), bounds);
      case "enum" -> new EnumShape(List.copyOf(arguments));
      case "string" -> new StringShape(bounds, pattern);
      case "name-or-arn" -> new NameOrArnShape(new StringShape(bounds, pattern), ARN);
      case "integer", "long" -> new IntegerShape(words[0].equals("long"), bounds);
      case "double", "timestamp" -> new DecimalShape(words[0].equals("timestamp"));
      case "boolean" -> new BooleanShape();
      case "blob" -> new BlobShape();
      case "union" -> new AttributeValueShape();
      default -> throw new IllegalStateException(line);
    };
  }

  private StructureShape structure(String name, List<String> arguments) {
    List<Member> members = new ArrayList<>();
    Map<String, Integer> indexes = new HashMap<>();
    for (String argument : arguments) {
      int colon = argument.indexOf(':');
      boolean required = argument.charAt(colon - 1) == '!';
      String member = argument.substring(0, required ? colon - 1 : colon);
      indexes.put(member, members.size());
      members.add(Member.of(member, shape(argument.substring(colon + 1)), required));
    }
    return new StructureShape(name, List.copyOf(members), indexes);
  }

  private static Bounds bounds(String word) {
    if (!word.startsWith("length=") && !word.startsWith("range=")) {
      return Bounds.NONE;
    }
    String text = word.substring(word.indexOf('=') + 1);
    int dots = text.indexOf("..");
    String max = text.substring(dots + 2);
    return new Bounds(
        dots == 0 ? Bounds.NONE.min() : Long.parseLong(text.substring(0, dots)),
        max.isEmpty() ? Bounds.NONE.max() : Long.parseLong(max));
  }
}
