package dev.tarn.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items by their keys. */
final class ItemIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static RestClient rest;

  @BeforeAll
  static void createTables() throws Exception {
    rest = new RestClient(TARN.endpoint());
    table("plain", "\"partitionKey\": {\"name\": \"id\", \"type\": \"string\"}");
    table(
        "sorted",
        "\"partitionKey\": {\"name\": \"id\", \"type\": \"number\"},"
            + " \"sortKey\": {\"name\": \"at\", \"type\": \"binary\"}");
    table(
        "texts",
        "\"partitionKey\": {\"name\": \"id\", \"type\": \"string\"},"
            + " \"sortKey\": {\"name\": \"at\", \"type\": \"string\"}");
  }

  @AfterAll
  static void closeClient() {
    rest.close();
  }

  private static void table(String name, String key) throws Exception {
    rest.put("/tables/" + name, "{" + key + "}").assertStatus(201);
  }

  private static String path(String id) {
    return "/tables/plain/items/" + RestClient.encode(id);
  }

  @Test
  void createsAndReplacesAndDeletes() throws Exception {
    rest.get(path("life")).assertProblem(404, "no item");
    Reply created = rest.put(path("life"), "{\"a\": 1}").assertStatus(201);
    assertThat(created.text()).isEqualTo("{\"a\":1,\"id\":\"life\"}");
    Reply replaced = rest.put(path("life"), "{\"b\": 2, \"id\": \"life\"}").assertStatus(200);
    assertThat(rest.get(path("life")).text())
        .isEqualTo(replaced.text())
        .isEqualTo("{\"b\":2,\"id\":\"life\"}");
    rest.delete(path("life")).assertStatus(204);
    rest.delete(path("life")).assertStatus(204);
    rest.get(path("life")).assertStatus(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"text \\u0000 \\\" \\\\ \u00e9 \ud83d\ude00\"",
        "0",
        "-1.5",
        "12345678901234567890123456789012345678",
        "0.12345678901234567890123456789012345678",
        "true",
        "false",
        "null",
        "[]",
        "{}",
        "[1,[\"a\",null],{\"b\":[]}]",
        "{\"$binary\":\"AAECAw==\"}",
        "{\"$binary\":\"\"}",
        "{\"$set\":[\"\",\"a\",\"b\"]}",
        "{\"$set\":[-2,1.5,3]}",
        "{\"$set\":[{\"$binary\":\"\"},{\"$binary\":\"AA==\"}]}",
        "{\"$map\":{\"$set\":[1]}}",
        "{\"$map\":{\"$map\":{\"$map\":{\"$x\":1}}}}",
        "{\"$a\":1,\"$b\":2}",
        "[{\"$map\":{\"$binary\":\"no base64\"}}]"
      })
  void givesBackEveryValueAsItCame(String value) throws Exception {
    rest.put(path("value"), "{\"v\": " + value + "}");
    String expected = "{\"id\":\"value\",\"v\":" + value.replace("\u0000", "\\u0000") + "}";
    assertThat(rest.get(path("value")).text()).isEqualTo(expected);
    assertThat(rest.put(path("value"), expected).assertStatus(200).text()).isEqualTo(expected);
  }

  @Test
  void numbersHaveTheirLargestMagnitudes() throws Exception {
    String large = "9".repeat(38) + "0".repeat(88);
    String small = "0." + "0".repeat(129) + "1";
    rest.put(path("n"), "{\"l\": 9.9999999999999999999999999999999999999e125, \"s\": -1E-130}");
    assertThat(rest.get(path("n")).text())
        .isEqualTo("{\"id\":\"n\",\"l\":%s,\"s\":-%s}".formatted(large, small));
    rest.put(path("n"), "{\"n\": 123456789012345678901234567890123456789}")
        .assertProblem(400, "38 significant digits");
  }

  @Test
  void typesAreDynamoDbs() throws Exception {
    rest.put(
        path("types"),
        "{\"s\":\"a\",\"n\":1.50,\"b\":{\"$binary\":\"AQ==\"},\"t\":true,\"z\":null,\"l\":[1],"
            + "\"m\":{\"x\":\"y\"},\"ss\":{\"$set\":[\"a\"]},\"ns\":{\"$set\":[2]},"
            + "\"bs\":{\"$set\":[{\"$binary\":\"AQ==\"}]},\"mm\":{\"$map\":{\"$set\":true}}}");
    SdkBytes one = SdkBytes.fromByteArray(new byte[] {1});
    assertThat(
            TARN.dynamoDb()
                .getItem(g -> g.tableName("plain").key(Map.of("id", AttributeValue.fromS("types"))))
                .item())
        .containsEntry("s", AttributeValue.fromS("a"))
        .containsEntry("n", AttributeValue.fromN("1.5"))
        .containsEntry("b", AttributeValue.fromB(one))
        .containsEntry("t", AttributeValue.fromBool(true))
        .containsEntry("z", AttributeValue.fromNul(true))
        .containsEntry("l", AttributeValue.fromL(List.of(AttributeValue.fromN("1"))))
        .containsEntry("m", AttributeValue.fromM(Map.of("x", AttributeValue.fromS("y"))))
        .containsEntry("ss", AttributeValue.fromSs(List.of("a")))
        .containsEntry("ns", AttributeValue.fromNs(List.of("2")))
        .containsEntry("bs", AttributeValue.fromBs(List.of(one)))
        .containsEntry("mm", AttributeValue.fromM(Map.of("$set", AttributeValue.fromBool(true))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": {\"$box\": 1}} | $map",
        "{\"a\": {\"$set\": []}} | not empty",
        "{\"a\": {\"$set\": [1, \"x\"]}} | strings only",
        "{\"a\": {\"$set\": [1, 1.0]}} | duplicates",
        "{\"a\": {\"$binary\": \"?\"}} | base64",
        "{\"a\": 1, \"a\": 2} | Duplicate",
        "{\"a\": 1} x | not JSON",
        "{\"a\": 1} {} | behind its end",
        "[1] | JSON object",
        "{\"a\": NaN} | not JSON",
        "{\"id\": \"other\"} | key attribute id",
        "{\"a\": \"\\ud800\"} | surrogate"
      })
  void refusesWhatIsNoItem(String body, String detail) throws Exception {
    rest.put(path("refused"), body).assertProblem(400, detail);
  }

  @Test
  void refusesNestingBeyond32Levels() throws Exception {
    rest.put(path("deep"), "{\"a\": " + "[".repeat(31) + "1" + "]".repeat(31) + "}")
        .assertStatus(201);
    rest.put(path("deep"), "{\"a\": " + "[".repeat(32) + "1" + "]".repeat(32) + "}")
        .assertProblem(400, "Nesting Levels");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a/b", "..", ".", "%2F", "a b", "a+b", "\u00e9\ud83d\ude00", "?#&=", "\n"})
  void anyStringIsAKeyInAPath(String id) throws Exception {
    rest.put(path(id), "{}").assertStatus(201);
    assertThat(rest.get(path(id)).json().getString("id")).isEqualTo(id);
    String both = "/tables/texts/items/" + RestClient.encode(id) + "/" + RestClient.encode(id);
    rest.put(both, "{}").assertStatus(201);
    assertThat(rest.get(both).json().getString("at")).isEqualTo(id);
    assertThat(
            TARN.dynamoDb()
                .getItem(g -> g.tableName("plain").key(Map.of("id", AttributeValue.fromS(id))))
                .hasItem())
        .isTrue();
  }

  @Test
  void keysInPathsHaveTheTypesOfTheTable() throws Exception {
    rest.put("/tables/sorted/items/1e1/-_8", "{}").assertStatus(201);
    assertThat(rest.get("/tables/sorted/items/10.0/-_8").text())
        .isEqualTo("{\"at\":{\"$binary\":\"+/8=\"},\"id\":10}");
    rest.get("/tables/sorted/items/ten/-_8").assertProblem(400, "id is a number");
    rest.get("/tables/sorted/items/10/*").assertProblem(400, "at is binary");
    rest.get("/tables/sorted/items/10").assertProblem(400, "/items/{partitionKey}/{sortKey}");
    rest.get("/tables/plain/items/10/11").assertProblem(400, "/items/{partitionKey}");
    rest.get("/tables/plain/items/%ff").assertProblem(400, "percent-encoded UTF-8");
    rest.get("/tables/plain/items/").assertProblem(400, "empty string");
    rest.get("/tables/missing/items/1").assertProblem(404, "not found");
  }

  @Test
  void entityTagsTellItemsApart() throws Exception {
    String first = rest.put(path("tag"), "{\"a\": 1, \"b\": 2}").header("ETag");
    assertThat(rest.put(path("tag"), "{\"b\": 2.0, \"a\": 1}").header("ETag")).isEqualTo(first);
    assertThat(rest.get(path("tag")).header("ETag")).isEqualTo(first);
    Reply notModified = rest.get(path("tag"), "If-None-Match", "\"x\", W/" + first);
    assertThat(notModified.assertStatus(304).text()).isEmpty();
    assertThat(rest.patch(path("tag"), "{\"a\": 2}").header("ETag")).isNotEqualTo(first);
    rest.get(path("tag"), "If-None-Match", first).assertStatus(200);
    rest.get(path("tag"), "If-Match", first).assertStatus(412);
  }

  @Test
  void writesHoldToTheirPreconditions() throws Exception {
    rest.put(path("if"), "{}", "If-Match", "*").assertStatus(412);
    rest.patch(path("if"), "{}", "If-Match", "\"abc\"").assertStatus(412);
    String tag =
        rest.put(path("if"), "{\"a\": 1}", "If-None-Match", "*").assertStatus(201).header("ETag");
    rest.put(path("if"), "{}", "If-None-Match", "*").assertStatus(412);
    rest.put(path("if"), "{}", "If-Match", "W/" + tag).assertStatus(412);
    rest.put(path("if"), "{}", "If-None-Match", tag).assertStatus(412);
    rest.delete(path("if"), "If-Match", "\"AAAA\"").assertStatus(412);
    Reply failed = rest.patch(path("if"), "{\"a\": 3}", "If-Match", "\"AAAA\"");
    assertThat(failed.json().getString("error")).isEqualTo("ConditionalCheckFailedException");
    rest.patch(path("if"), "{\"a\": 2}", "If-Match", "\"AAAA\", " + tag).assertStatus(200);
    rest.delete(path("if"), "If-Match", tag).assertStatus(412);
    rest.put(path("if"), "{}", "If-Match", "nonsense").assertProblem(400, "entity tags");
    rest.delete(path("if"), "If-Match", "*").assertStatus(204);
  }

  @Test
  void ofWritersWithTheSameTagOneWins() throws Exception {
    rest.put(path("race"), "{\"n\": 0}");
    int writers = 4;
    int increments = 25;
    run(
        writers,
        writer -> {
          for (int done = 0; done < increments; ) {
            Reply current = rest.get(path("race"));
            String next = "{\"n\": " + (current.json().getInteger("n") + 1) + "}";
            int status = rest.put(path("race"), next, "If-Match", current.header("ETag")).status();
            assertThat(status).isIn(200, 412);
            done += status == 200 ? 1 : 0;
          }
        });
    assertThat(rest.get(path("race")).json().getInteger("n")).isEqualTo(writers * increments);
  }

  @Test
  void patchesOfTheSameMapLoseNothing() throws Exception {
    run(
        4,
        writer -> {
          for (int i = 0; i < 25; i++) {
            rest.patch(path("merged"), "{\"map\": {\"w" + writer + "-" + i + "\": " + i + "}}");
          }
        });
    assertThat(rest.get(path("merged")).json().getJsonObject("map").size()).isEqualTo(100);
  }

  /** The examples of RFC 7396, appendix A, as far as they are of objects. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":\"b\"} | {\"a\":\"c\"} | {\"a\":\"c\"}",
        "{\"a\":\"b\"} | {\"b\":\"c\"} | {\"a\":\"b\",\"b\":\"c\"}",
        "{\"a\":\"b\"} | {\"a\":null} | {}",
        "{\"a\":\"b\",\"b\":\"c\"} | {\"a\":null} | {\"b\":\"c\"}",
        "{\"a\":[\"b\"]} | {\"a\":\"c\"} | {\"a\":\"c\"}",
        "{\"a\":\"c\"} | {\"a\":[\"b\"]} | {\"a\":[\"b\"]}",
        "{\"a\":{\"b\":\"c\"}} | {\"a\":{\"b\":\"d\",\"c\":null}} | {\"a\":{\"b\":\"d\"}}",
        "{\"a\":[{\"b\":\"c\"}]} | {\"a\":[1]} | {\"a\":[1]}",
        "{\"e\":null} | {\"a\":1} | {\"a\":1,\"e\":null}",
        "{} | {\"a\":{\"bb\":{\"ccc\":null}}} | {\"a\":{\"bb\":{}}}",
        "{\"a\":{\"$binary\":\"AA==\"}} | {\"a\":{\"b\":1}} | {\"a\":{\"b\":1}}",
        "{\"a\":{\"b\":1}} | {\"a\":{\"$set\":[1]}} | {\"a\":{\"$set\":[1]}}",
        "{\"a\":1} | {} | {\"a\":1}",
        "{\"a\":1} | {\"id\":\"patched\",\"a\":[null]} | {\"a\":[null]}"
      })
  void mergesPatches(String before, String patch, String after) throws Exception {
    rest.put(path("patched"), before);
    Reply patched = rest.patch(path("patched"), patch).assertStatus(200);
    patched.json();
    assertThat(patched.text().replaceFirst(",?\"id\":\"patched\"", "")).isEqualTo(after);
  }

  @Test
  void aPatchCreatesWhatIsNotThere() throws Exception {
    assertThat(rest.patch(path("made"), "{\"a\": {\"b\": null}}").assertStatus(201).text())
        .isEqualTo("{\"a\":{},\"id\":\"made\"}");
    rest.patch(path("not made"), "{\"a\": null}").assertProblem(404, "no item");
    rest.patch(path("not made"), "{\"a\": 1}", "If-Match", "*").assertStatus(412);
    rest.patch(path("made"), "{\"id\": null}").assertProblem(400, "key attribute id");
  }

  @Test
  void insistsOnMediaTypesAndMethodsAndParameters() throws Exception {
    Reply unsupported = rest.send("PUT", path("x"), "{}", "text/plain").assertProblem(415, "json");
    assertThat(unsupported.header("Accept")).isEqualTo("application/json");
    Reply patch = rest.send("PATCH", path("x"), "{}", RestClient.JSON).assertStatus(415);
    assertThat(patch.header("Accept-Patch")).isEqualTo("application/merge-patch+json");
    rest.send("PUT", path("x"), "{}", "application/json; charset=utf-8").assertStatus(201);
    Reply wrong = rest.send("POST", path("x"), BodyPublishers.noBody()).assertProblem(405, "takes");
    assertThat(wrong.header("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PATCH, PUT");
    rest.get(path("x") + "?fields=a").assertProblem(400, "fields");
    rest.put(path("x"), "{\"a\": \"" + "x".repeat(2 << 20) + "\"}").assertStatus(413);
    rest.put(path("x"), "{\"a\": \"" + "x".repeat(400 << 10) + "\"}")
        .assertProblem(400, "maximum allowed size");
    rest.get("/nothing").assertProblem(404, "/v1/nothing");
  }

  @Test
  void answersHeadAndOptions() throws Exception {
    Reply put = rest.put(path("head"), "{}");
    Reply head = rest.send("HEAD", path("head"), BodyPublishers.noBody()).assertStatus(200);
    assertThat(head.text()).isEmpty();
    assertThat(head.header("ETag")).isEqualTo(put.header("ETag"));
    assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(put.text().length()));
    Reply options =
        rest.send("OPTIONS", path("head"), BodyPublishers.noBody(), "Origin", "http://x.test");
    assertThat(options.assertStatus(204).header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  private interface Work {
    void run(int writer) throws Exception;
  }

  private static void run(int writers, Work work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        int writer = i;
        Callable<@org.jspecify.annotations.Nullable Void> task =
            () -> {
              work.run(writer);
              return null;
            };
        running.add(threads.submit(task));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
  }
}
