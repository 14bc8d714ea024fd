package dev.tarn.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.http.protocol.ServiceModel;
import dev.tarn.it.CompatibilityPage;
import dev.tarn.it.EmbeddedServer;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** COMPATIBILITY.md's tables name every operation, and say of each whether the server knows it. */
final class CompatibilityIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  @Test
  void theTableOfDynamoDbIsTrue() throws Exception {
    assertTrue(CompatibilityPage.DYNAMODB, "DynamoDB_20120810.", ServiceModel.dynamodb());
  }

  @Test
  void theTableOfStreamsIsTrue() throws Exception {
    assertTrue(CompatibilityPage.STREAMS, "DynamoDBStreams_20120810.", ServiceModel.streams());
  }

  @Test
  void whatIsPartlyDoneSaysWhatIsMissing() throws IOException {
    Matcher rows = CompatibilityPage.ROW.matcher(CompatibilityPage.text());
    while (rows.find()) {
      assertThat(rows.group(3).isBlank())
          .as(rows.group())
          .isEqualTo(!rows.group(2).equals("partly"));
    }
  }

  private static void assertTrue(String heading, String prefix, ServiceModel model)
      throws Exception {
    Map<String, String> states = CompatibilityPage.states(heading);
    Set<String> names = model.operationNames();
    assertThat(states.keySet()).containsExactlyInAnyOrderElementsOf(names);
    try (RawClient client = new RawClient(TARN.endpoint())) {
      for (Map.Entry<String, String> row : states.entrySet()) {
        boolean unknown =
            client.send(prefix + row.getKey(), "{}").text().contains("#UnknownOperationException");
        assertThat(unknown)
            .as(row.getKey())
            .isEqualTo(row.getValue().equals(CompatibilityPage.NOT_YET));
      }
    }
  }
}
