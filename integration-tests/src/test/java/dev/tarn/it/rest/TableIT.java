package dev.tarn.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Tables, and how the server is. */
final class TableIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final String WHOLE =
      """
      {"partitionKey": {"name": "id", "type": "string"}, "sortKey": {"name": "at", "type": "binary"},
       "indexes": [
         {"name": "local", "kind": "local", "sortKey": {"name": "n", "type": "number"}},
         {"name": "global", "partitionKey": {"name": "n", "type": "number"}, "projection": ["a"]}],
       "stream": "NEW_IMAGE", "timeToLive": "expires", "deletionProtection": true}
      """;

  private static RestClient rest;

  @BeforeAll
  static void connect() throws Exception {
    rest = new RestClient(TARN.endpoint());
  }

  @AfterAll
  static void closeClient() {
    rest.close();
  }

  @Test
  void createsATableOnce() throws Exception {
    JsonObject created = rest.put("/tables/whole", WHOLE).assertStatus(201).json();
    assertThat(rest.get("/tables/whole").assertStatus(200).json()).isEqualTo(created);
    assertThat(rest.put("/tables/whole", WHOLE).assertStatus(200).json()).isEqualTo(created);
    rest.put("/tables/whole", WHOLE.replace("NEW_IMAGE", "KEYS_ONLY"))
        .assertProblem(409, "another one");
    assertThat(created.getString("timeToLive")).isEqualTo("expires");

    TableDescription table = TARN.dynamoDb().describeTable(d -> d.tableName("whole")).table();
    assertThat(table.streamSpecification().streamViewTypeAsString()).isEqualTo("NEW_IMAGE");
    assertThat(table.localSecondaryIndexes()).hasSize(1);
    assertThat(table.globalSecondaryIndexes().getFirst().projection().nonKeyAttributes())
        .containsExactly("a");
    assertThat(table.deletionProtectionEnabled()).isTrue();
  }

  @Test
  void changesSettings() throws Exception {
    String key = "{\"partitionKey\": {\"name\": \"id\", \"type\": \"string\"}}";
    rest.put("/tables/changed", key).assertStatus(201);
    JsonObject set =
        rest.patch(
                "/tables/changed",
                "{\"stream\": \"KEYS_ONLY\", \"timeToLive\": \"t\", \"deletionProtection\": true}")
            .assertStatus(200)
            .json();
    assertThat(set.getString("stream")).isEqualTo("KEYS_ONLY");
    assertThat(set.getString("timeToLive")).isEqualTo("t");
    rest.delete("/tables/changed").assertProblem(400, "protect");
    rest.patch("/tables/changed", "{\"deletionProtection\": null, \"stream\": null}")
        .assertStatus(200);
    JsonObject left = rest.get("/tables/changed").json();
    assertThat(left.getString("stream")).isNull();
    assertThat(left.getString("timeToLive")).isEqualTo("t");
    rest.patch("/tables/changed", "{\"stream\": \"ALL\"}").assertProblem(400, "NEW_IMAGE");
    rest.patch("/tables/changed", "{\"partitionKey\": null}").assertProblem(400, "partitionKey");
    rest.delete("/tables/changed").assertStatus(204);
    rest.get("/tables/changed").assertProblem(404, "changed");
    rest.delete("/tables/changed").assertProblem(404, "changed");
  }

  @Test
  void listsTablesPageByPage() throws Exception {
    for (String name : new String[] {"list.a", "list.b", "list.c"}) {
      rest.put("/tables/" + name, "{\"partitionKey\": {\"name\": \"id\", \"type\": \"number\"}}");
    }
    JsonObject page = rest.get("/tables?cursor=list&limit=2").json();
    assertThat(page.getJsonArray("tables")).containsExactly("list.a", "list.b");
    assertThat(page.getString("cursor")).isEqualTo("list.b");
    assertThat(rest.get("/tables?cursor=list.b&limit=1").json().getJsonArray("tables"))
        .containsExactly("list.c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | partitionKey is required",
        "{\"partitionKey\": 1} | must be an object",
        "{\"partitionKey\": {\"name\": \"a\"}} | partitionKey.type is required",
        "{\"partitionKey\": {\"name\": \"a\", \"type\": \"S\"}} | string, number or binary",
        "{\"partitionKey\": {\"name\": \"a\", \"type\": \"string\", \"x\": 1}} | partitionKey.x",
        "{\"partitionkey\": {}} | Unknown member partitionkey"
      })
  void refusesWhatIsNoTable(String body, String detail) throws Exception {
    rest.put("/tables/refused", body).assertProblem(400, detail);
  }

  @Test
  void tablesKeepDynamoDbsRules() throws Exception {
    String key = "{\"partitionKey\": {\"name\": \"a\", \"type\": \"string\"}%s}";
    Reply name = rest.put("/tables/x", key.formatted("")).assertStatus(400);
    assertThat(name.json().getString("error")).isEqualTo("ValidationException");
    rest.put("/tables/rules", key.formatted(", \"stream\": \"ALL\"")).assertStatus(400);
  }

  @Test
  void isHealthyAndReady() throws Exception {
    assertThat(rest.get("/health").assertStatus(200).text()).isEqualTo("{\"status\":\"healthy\"}");
    assertThat(rest.get("/ready").assertStatus(200).text()).isEqualTo("{\"status\":\"ready\"}");
    assertThat(rest.get("/openapi.json").json().getString("openapi")).isEqualTo("3.1.0");
  }
}
