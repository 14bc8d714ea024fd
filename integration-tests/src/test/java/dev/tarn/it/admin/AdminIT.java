package dev.tarn.it.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.Tarn;
import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import dev.tarn.it.Values;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

final class AdminIT {
  @RegisterExtension
  static final EmbeddedServer TARN = new EmbeddedServer(Tarn.inMemory().withAdmin(true));

  @AfterEach
  void failNoMore() {
    admin().failNoMore();
  }

  private static AdminClient admin() {
    return new AdminClient(TARN.endpoint());
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/_admin/failures",
    "PUT,/_admin/failures/a",
    "POST,/_admin/reset",
    "GET,/_admin"
  })
  void isNotThereUnlessAskedFor(String method, String path) {
    try (Tarn plain = Tarn.inMemory().start()) {
      HttpResponse<String> answer = new AdminClient(plain.endpoint()).send(method, path, "");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(answer.body()).contains("--admin");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GET | /_admin/failures/none | | 404 | There is no rule 'none'",
        "DELETE | /_admin/failures/none | | 404 | There is no rule 'none'",
        "PUT | /_admin/failures/a | {'status':1} | 400 | status must be a whole number from 400",
        "PUT | /_admin/failures/a | [] | 400 | The body is not a JSON object",
        "PUT | /_admin/failures/a | {'status': | 400 | The body is not a JSON object",
        "POST | /_admin/nothing | | 404 | There is no POST /_admin/nothing",
        "GET | /_admin | | 404 | There is no GET /_admin",
        "POST | /_admin/clock/advance | {} | 400 | either seconds or a duration",
        "POST | /_admin/clock/advance | {'seconds':-1} | 400 | seconds must be a whole number from"
            + " 1",
        "POST | /_admin/clock/advance | {'duration':'PT-1S'} | 400 | the clock moves by",
        "POST | /_admin/clock/advance | {'duration':'1d'} | 400 | duration must be one of ISO 8601",
        "POST | /_admin/ttl/run | {'table':'x'} | 400 | There is no such member: table",
        "POST | /_admin/shards/roll-over | {'table':'none'} | 409 | none: ",
      })
  void errorsAreProblems(String method, String path, String body, int status, String detail) {
    HttpResponse<String> answer = admin().send(method, path, body == null ? "" : body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("\"status\":" + status).contains(detail);
  }

  @Test
  void refusesABodyThatNoRuleNeeds() {
    HttpResponse<String> answer =
        admin().send("PUT", "/_admin/failures/a", "{'table':'" + "x".repeat(70_000) + "'}");
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void refusesWebPagesOfOtherOrigins() {
    HttpResponse<String> answer =
        admin().send("POST", "/_admin/reset", "", "Origin", "https://elsewhere.example");
    assertThat(answer.statusCode()).isEqualTo(403);
    HttpResponse<String> own =
        admin().send("DELETE", "/_admin/failures", "", "Origin", TARN.endpoint().toString());
    assertThat(own.statusCode()).isEqualTo(204);
  }

  @Test
  void listsRulesWithTheirCounts() {
    TestTable table = TestTable.create(TARN.dynamoDb());
    admin().fail("b", "{'operations':'Scan','status':503}");
    admin().fail("a", "{'table':'" + table.name() + "','delayMs':1}");

    table.put("pk", Values.s("1"));

    assertThat(admin().get("/failures"))
        .containsSubsequence("\"name\":\"a\"", "\"fired\":1", "\"name\":\"b\"", "\"fired\":0");
    assertThat(admin().get("/failures/a")).contains("\"matched\":1", "\"fired\":1");
    assertThat(admin().send("DELETE", "/_admin/failures/a", "").statusCode()).isEqualTo(204);
    assertThat(admin().send("GET", "/_admin/failures/a", "").statusCode()).isEqualTo(404);
  }

  @Test
  void resetDeletesTablesAndRules() {
    TestTable table = TestTable.create(TARN.dynamoDb());
    TestTable kept =
        TestTable.create(TARN.dynamoDb(), null, request -> request.deletionProtectionEnabled(true));
    admin().fail("rule", "{'status':503}");

    String answer = admin().post("/reset", "");

    assertThat(answer).contains('"' + table.name() + '"').contains("\"kept\":[{");
    assertThatThrownBy(table::describe).isInstanceOf(ResourceNotFoundException.class);
    assertThat(kept.describe().deletionProtectionEnabled()).isTrue();
    kept.client().updateTable(r -> r.tableName(kept.name()).deletionProtectionEnabled(false));
    assertThat(admin().post("/reset", "")).contains("\"kept\":[]");
    assertThat(TARN.dynamoDb().listTables().tableNames()).isEmpty();
  }
}
