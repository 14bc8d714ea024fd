package dev.tarn.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Items page by page. */
final class ListItemsIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final String ITEMS = "/tables/songs/items";

  private static RestClient rest;

  @BeforeAll
  static void fill() throws Exception {
    rest = new RestClient(TARN.endpoint());
    rest.put(
            "/tables/songs",
            """
            {"partitionKey": {"name": "artist", "type": "string"},
             "sortKey": {"name": "at", "type": "number"},
             "indexes": [
               {"name": "byMood", "partitionKey": {"name": "mood", "type": "string"},
                "sortKey": [{"name": "key", "type": "string"}, {"name": "at", "type": "number"}],
                "projection": "KEYS_ONLY"}]}
            """)
        .assertStatus(201);
    for (int i = 0; i < 20; i++) {
      String mood = i % 2 == 0 ? "calm" : "loud";
      rest.put(
          ITEMS + "/a%20b/" + i,
          "{\"mood\": \"%s\", \"key\": \"%s\", \"more\": 1}".formatted(mood, i < 10 ? "C" : "Dm"));
      rest.put(ITEMS + "/other/" + i, "{}");
    }
  }

  @AfterAll
  static void closeClient() {
    rest.close();
  }

  private static List<Integer> ats(JsonObject page) {
    return page.getJsonArray("items").stream()
        .map(item -> ((JsonObject) item).getInteger("at"))
        .toList();
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.rangeClosed(from, to).boxed().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "pk=a%20b, 0, 19",
    "pk=a+b&sk=7, 7, 7",
    "pk=a%20b&sk.lt=3, 0, 2",
    "pk=a%20b&sk.le=3.0, 0, 3",
    "pk=a%20b&sk.gt=16, 17, 19",
    "pk=a%20b&sk.ge=1.6e1, 16, 19",
    "pk=a%20b&sk.ge=5&sk.le=8, 5, 8",
    "pk=a%20b&sk.gt=5&sk.lt=8&limit=1000, 6, 7",
    "index=byMood&pk=calm&sk=C&sk.ge=8, 8, 8",
    "index=byMood&pk=calm&sk.begins_with=D&limit=1, 10, 10"
  })
  void selectsByKeys(String query, int from, int to) throws Exception {
    Reply page = rest.get(ITEMS + "?" + query).assertStatus(200);
    assertThat(ats(page.json())).isEqualTo(range(from, to));
  }

  @Test
  void contradictionsSelectNothing() throws Exception {
    assertThat(ats(rest.get(ITEMS + "?pk=a+b&sk.gt=8&sk.lt=5").json())).isEmpty();
    assertThat(ats(rest.get(ITEMS + "?pk=nobody").json())).isEmpty();
  }

  @Test
  void anIndexShowsWhatItProjects() throws Exception {
    Reply page = rest.get(ITEMS + "?index=byMood&pk=loud&sk=C&sk=1");
    assertThat(page.text())
        .isEqualTo("{\"items\":[{\"artist\":\"a b\",\"at\":1,\"key\":\"C\",\"mood\":\"loud\"}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?pk=a%20b",
        "?pk=a%20b&order=desc",
        "?index=byMood&pk=calm&order=desc",
        "?index=byMood",
        ""
      })
  void pagesHaveEverythingOnce(String query) throws Exception {
    List<Object> whole = rest.get(ITEMS + query).json().getJsonArray("items").stream().toList();
    List<Object> paged = new ArrayList<>();
    String next = ITEMS + query + (query.isEmpty() ? "?" : "&") + "limit=3";
    while (next != null) {
      Reply page = rest.get(next).assertStatus(200);
      page.json().getJsonArray("items").forEach(paged::add);
      String link = page.header("Link");
      String cursor = page.json().getString("cursor");
      assertThat(link.isEmpty()).isEqualTo(cursor == null);
      next = cursor == null ? null : link.replaceAll("^</v1(.*)>; rel=\"next\"$", "$1");
    }
    assertThat(paged).hasSizeGreaterThan(3).isEqualTo(whole);
  }

  @Test
  void aCursorBelongsToItsQuery() throws Exception {
    String cursor = rest.get(ITEMS + "?pk=a+b&limit=2").json().getString("cursor");
    assertThat(ats(rest.get(ITEMS + "?limit=3&cursor=" + cursor + "&pk=a%20b").json()))
        .isEqualTo(range(2, 4));
    rest.get(ITEMS + "?pk=other&cursor=" + cursor).assertProblem(400, "another query's");
    rest.get(ITEMS + "?pk=a+b&order=desc&cursor=" + cursor).assertProblem(400, "another query's");
    rest.get(ITEMS + "?pk=a+b&cursor=" + cursor.substring(2)).assertProblem(400, "Not a cursor");
    rest.get(ITEMS + "?pk=a+b&cursor=x").assertProblem(400, "Not a cursor");
  }

  @Test
  void aPageEndsAtOneMegabyte() throws Exception {
    rest.put("/tables/big", "{\"partitionKey\": {\"name\": \"id\", \"type\": \"string\"}}");
    for (int i = 0; i < 4; i++) {
      rest.put("/tables/big/items/" + i, "{\"a\": \"" + "x".repeat(399_000) + "\"}")
          .assertStatus(201);
    }
    JsonObject page = rest.get("/tables/big/items").json();
    assertThat(page.getJsonArray("items")).hasSize(3);
    assertThat(page.getString("cursor")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?sk=1 | needs pk",
        "?order=asc | needs pk",
        "?pk=a&order=up | asc, desc",
        "?pk=a&limit=0 | 1 to 1000",
        "?pk=a&limit=1001 | 1 to 1000",
        "?pk=a&limit=1&limit=2 | more than once",
        "?pk=a&pk=b | 2 times",
        "?pk=a&sk=1&sk.gt=0 | no sort key attribute",
        "?pk=a&sk.begins_with=1 | number",
        "?pk=a&sk.gt=x | at is a number",
        "?pk=a&index=none | does not have the specified index",
        "?pk=a&filter=x | Unknown query parameter filter",
        "?index=byMood&pk=calm&sk=C&sk=1&sk=2 | 3 times"
      })
  void refusesQueriesThatMakeNoSense(String query, String detail) throws Exception {
    rest.get(ITEMS + query).assertProblem(400, detail);
  }
}
