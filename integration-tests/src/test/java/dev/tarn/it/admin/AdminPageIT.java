package dev.tarn.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.Tarn;
import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** What ADMIN.md tells its readers to paste does what it says. */
final class AdminPageIT {
  private static final Pattern CURL =
      Pattern.compile("curl (?:-X (\\w+) )?\\$admin(/\\S+)(?: -d '([^']*)')?");

  @RegisterExtension
  static final EmbeddedServer TARN = new EmbeddedServer(Tarn.inMemory().withAdmin(true));

  @Test
  void everyCommandOfThePageSucceeds() throws IOException {
    createMusic();
    AdminClient admin = new AdminClient(TARN.endpoint());
    String page = Files.readString(Path.of("../ADMIN.md"));

    assertThat(CURL.matcher(page).results())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            command -> {
              HttpResponse<String> answer =
                  admin.send(method(command), "/_admin" + command.group(2), body(command));
              assertThat(answer.statusCode())
                  .as(command.group() + ": " + answer.body())
                  .isBetween(200, 204);
            });
  }

  private static String method(MatchResult command) {
    return Objects.requireNonNullElse(command.group(1), "GET");
  }

  private static String body(MatchResult command) {
    return Objects.requireNonNullElse(command.group(3), "");
  }

  private static void createMusic() {
    TARN.dynamoDb()
        .createTable(
            r -> {
              r.tableName("music")
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .attributeDefinitions(TestTable.definition("artist", ScalarAttributeType.S))
                  .keySchema(TestTable.element("artist", KeyType.HASH));
              TestTable.stream(r, StreamViewType.NEW_IMAGE);
            });
  }
}
