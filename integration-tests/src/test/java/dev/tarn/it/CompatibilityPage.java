package dev.tarn.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** COMPATIBILITY.md, whose tables say of each operation whether the server has it. */
public final class CompatibilityPage {
  public static final String DYNAMODB = "## Operations of DynamoDB\n";
  public static final String STREAMS = "## Operations of DynamoDB Streams\n";
  public static final String NOT_YET = "not yet";

  /** A row: operation, state, what is missing. */
  public static final Pattern ROW =
      Pattern.compile("^\\| (\\w+) \\| (done|partly|not yet) \\| (.*) \\|$", Pattern.MULTILINE);

  private CompatibilityPage() {}

  public static String text() throws IOException {
    return Files.readString(Path.of("..", "COMPATIBILITY.md"));
  }

  /** The state of each operation in the table under a heading. */
  public static Map<String, String> states(String heading) throws IOException {
    String page = text();
    int start = page.indexOf(heading) + heading.length();
    int end = page.indexOf("\n## ", start);
    Map<String, String> states = new TreeMap<>();
    Matcher rows = ROW.matcher(page.substring(start, end));
    while (rows.find()) {
      states.put(rows.group(1), rows.group(2));
    }
    return states;
  }

  /** All operations that the server has. */
  public static Set<String> operations() throws IOException {
    Map<String, String> states = states(DYNAMODB);
    states.putAll(states(STREAMS));
    states.values().removeIf(NOT_YET::equals);
    return new TreeSet<>(states.keySet());
  }
}
