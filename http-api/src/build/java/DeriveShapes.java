import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Derives, while Tarn is built, the compact description of DynamoDB's inputs and errors from the
 * service's own Smithy model. Run as a single source file with the model and jackson-core on the
 * class path.
 *
 * <p>Usage: {@code DeriveShapes OUTPUT_FILE}. One line per operation, error or shape:
 *
 * <pre>
 * operation NAME INPUT_STRUCTURE
 * error NAME HTTP_STATUS
 * structure NAME (MEMBER:SHAPE | MEMBER!:SHAPE)*       ! is a required member
 * list NAME ELEMENT [length=MIN..MAX]
 * map NAME KEY VALUE [length=MIN..MAX]
 * enum NAME VALUE*
 * string NAME [length=MIN..MAX] [pattern=REST OF THE LINE]
 * integer, long NAME [range=MIN..MAX]
 * double, timestamp, boolean, blob, union NAME
 * </pre>
 */
final class DeriveShapes {
  private static final String MODEL = "/META-INF/smithy/2012-08-10/dynamodb-2012-08-10.json";
  private static final String TRAIT = "smithy.api#";

  private final Map<String, Map<String, Object>> shapes;
  private final Map<String, String> lines = new TreeMap<>();

  private DeriveShapes(Map<String, Map<String, Object>> shapes) {
    this.shapes = shapes;
  }

  public static void main(String[] arguments) throws IOException {
    Path output = Path.of(arguments[0]);
    Files.createDirectories(output.toAbsolutePath().getParent());
    try (InputStream model = DeriveShapes.class.getResourceAsStream(MODEL)) {
      Map<String, Object> root = object(new Json(model).read());
      Map<String, Map<String, Object>> shapes = new TreeMap<>();
      object(root.get("shapes")).forEach((id, shape) -> shapes.put(id, object(shape)));
      Files.write(output, new DeriveShapes(shapes).derive());
    }
  }

  private List<String> derive() {
    List<String> all = new ArrayList<>();
    shapes.forEach(
        (id, shape) -> {
          if (shape.get("type").equals("operation")) {
            String input = target(shape.get("input"));
            all.add("operation " + simple(id) + " " + simple(input));
            describe(input);
          } else if (trait(shape, "error") != null) {
            all.add("error " + simple(id) + " " + status(shape));
          }
        });
    all.addAll(lines.values());
    return all;
  }

  private static Object status(Map<String, Object> error) {
    Object status = trait(error, "httpError");
    return status != null ? status : trait(error, "error").equals("client") ? 400 : 500;
  }

  private void describe(String id) {
    if (lines.containsKey(id)) {
      return;
    }
    Map<String, Object> shape = shapes.getOrDefault(id, Map.of());
    String type = id.startsWith(TRAIT) ? prelude(id) : (String) shape.get("type");
    StringBuilder line = new StringBuilder(type).append(' ').append(simple(id));
    lines.put(id, "");
    switch (type) {
      case "structure" -> members(shape, line);
      case "list" -> references(shape, line, "member");
      case "map" -> references(shape, line, "key", "value");
      case "enum" -> values(shape, line);
      default -> {}
    }
    bounds(shape, "length", line);
    bounds(shape, "range", line);
    if (trait(shape, "pattern") instanceof String pattern) {
      line.append(" pattern=").append(pattern.replaceFirst("^\\^", "").replaceFirst("\\$$", ""));
    }
    lines.put(id, line.toString());
  }

  private void members(Map<String, Object> shape, StringBuilder line) {
    object(shape.getOrDefault("members", Map.of()))
        .forEach(
            (name, member) -> {
              boolean required = trait(object(member), "required") != null;
              line.append(' ').append(name).append(required ? "!:" : ":");
              line.append(simple(target(member)));
              describe(target(member));
            });
  }

  private void references(Map<String, Object> shape, StringBuilder line, String... roles) {
    for (String role : roles) {
      String target = target(shape.get(role));
      line.append(' ').append(simple(target));
      describe(target);
    }
  }

  private static void values(Map<String, Object> shape, StringBuilder line) {
    object(shape.get("members"))
        .values()
        .forEach(member -> line.append(' ').append(trait(object(member), "enumValue")));
  }

  private static void bounds(Map<String, Object> shape, String trait, StringBuilder line) {
    if (trait(shape, trait) instanceof Map<?, ?> bounds) {
      String min = String.valueOf(bounds.containsKey("min") ? bounds.get("min") : "");
      String max = String.valueOf(bounds.containsKey("max") ? bounds.get("max") : "");
      line.append(' ').append(trait).append('=').append(min).append("..").append(max);
    }
  }

  private static Object trait(Map<String, Object> shape, String name) {
    return object(shape.getOrDefault("traits", Map.of())).get(TRAIT + name);
  }

  /** A shape of Smithy's own, such as smithy.api#String. */
  private static String prelude(String id) {
    return id.substring(TRAIT.length()).replace("Primitive", "").toLowerCase(java.util.Locale.ROOT);
  }

  private static String target(Object reference) {
    return (String) object(reference).get("target");
  }

  private static String simple(String id) {
    return id.substring(id.indexOf('#') + 1);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object json) {
    return (Map<String, Object>) json;
  }

  /** Reads JSON as maps, lists, strings and numbers. */
  private static final class Json {
    private final JsonParser parser;

    Json(InputStream in) throws IOException {
      parser = new JsonFactory().createParser(in);
      parser.nextToken();
    }

    Object read() throws IOException {
      return switch (parser.currentToken()) {
        case START_OBJECT -> readObject();
        case START_ARRAY -> readArray();
        case VALUE_STRING -> parser.getText();
        case VALUE_NUMBER_INT -> parser.getLongValue();
        default -> parser.getText();
      };
    }

    private Map<String, Object> readObject() throws IOException {
      Map<String, Object> members = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        members.put(name, read());
      }
      return members;
    }

    private List<Object> readArray() throws IOException {
      List<Object> elements = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(read());
      }
      return elements;
    }
  }
}
