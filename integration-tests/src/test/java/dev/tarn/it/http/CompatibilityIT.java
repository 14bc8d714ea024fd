package dev.tarn.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.http.protocol.ServiceModel;
import dev.tarn.it.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** COMPATIBILITY.md's tables name every operation, and say of each whether the server knows it. */
final class CompatibilityIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final Pattern ROW =
      Pattern.compile("^\\| (\\w+) \\| (done|partly|not yet) \\| (.*) \\|$", Pattern.MULTILINE);

  @Test
  void theTableOfDynamoDbIsTrue() throws Exception {
    assertTrue("## Operations of DynamoDB\n", "DynamoDB_20120810.", ServiceModel.dynamodb());
  }

  @Test
  void theTableOfStreamsIsTrue() throws Exception {
    assertTrue(
        "## Operations of DynamoDB Streams\n", "DynamoDBStreams_20120810.", ServiceModel.streams());
  }

  @Test
  void whatIsPartlyDoneSaysWhatIsMissing() throws IOException {
    Matcher rows = ROW.matcher(page());
    while (rows.find()) {
      assertThat(rows.group(3).isBlank())
          .as(rows.group())
          .isEqualTo(!rows.group(2).equals("partly"));
    }
  }

  private static void assertTrue(String heading, String prefix, ServiceModel model)
      throws Exception {
    Map<String, String> states = states(heading);
    Set<String> names = model.operationNames();
    assertThat(states.keySet()).containsExactlyInAnyOrderElementsOf(names);
    try (RawClient client = new RawClient(TARN.endpoint())) {
      for (Map.Entry<String, String> row : states.entrySet()) {
        boolean unknown =
            client.send(prefix + row.getKey(), "{}").text().contains("#UnknownOperationException");
        assertThat(unknown).as(row.getKey()).isEqualTo(row.getValue().equals("not yet"));
      }
    }
  }

  private static Map<String, String> states(String heading) throws IOException {
    String page = page();
    int start = page.indexOf(heading) + heading.length();
    int end = page.indexOf("\n## ", start);
    Map<String, String> states = new TreeMap<>();
    Matcher rows = ROW.matcher(page.substring(start, end));
    while (rows.find()) {
      states.put(rows.group(1), rows.group(2));
    }
    return states;
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "COMPATIBILITY.md"));
  }
}
