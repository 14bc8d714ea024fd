package dev.tarn.it.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Webhooks and triggers through the REST API. */
final class TriggerRestIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();
  private static final long POLL_NS = 20_000_000;
  private static final int MOST_POLLS = 3_000;
  private static int tables;

  private RestClient rest;
  private Receiver receiver;
  private String table;

  @BeforeEach
  void prepare() throws Exception {
    rest = RestClient.to(TARN.endpoint());
    receiver = new Receiver();
    table = "Orders" + tables++;
    rest.call(
        "PUT",
        "/tables/" + table,
        "{'partitionKey':{'name':'pk','type':'string'},'stream':'NEW_AND_OLD_IMAGES'}",
        201);
    rest.call("PUT", hook(), "{'url':'%s'}".formatted(receiver.url()), 201);
  }

  @AfterEach
  void close() {
    rest.close();
    receiver.close();
  }

  @Test
  void tellsASecretOnce() throws Exception {
    JsonObject rotated = rest.call("POST", hook() + "/rotate-secret", "", 200);
    assertThat(rotated.getString("secret")).startsWith("whsec_");
    assertThat(rest.get(hook()).encode()).doesNotContain("whsec_");
    assertThat(rest.get("/webhooks").encode()).doesNotContain("whsec_");
    JsonObject changed =
        rest.call("PUT", hook(), "{'url':'%s','timeoutSeconds':5}".formatted(receiver.url()), 200);
    assertThat(changed.encode()).doesNotContain("whsec_");
    assertThat(changed.getInteger("timeoutSeconds")).isEqualTo(5);
    assertThat(changed.getJsonArray("signatures")).hasSize(2);
  }

  @Test
  void refusesTargetsThatAreNotPublic() throws Exception {
    rest.call("PUT", hook() + "x", "{'url':'http://169.254.169.254/'}", 400);
    rest.call("PUT", hook() + "x", "{'url':'http://u:p@example.com/'}", 400);
    rest.call("PUT", hook() + "x", "{'url':'ftp://example.com/'}", 400);
    rest.call("PUT", hook() + "x", "{'url':'http://a b/'}", 400);
    rest.call("PUT", hook() + "x", "{'url':'http://example.com/','timeoutSeconds':61}", 400);
    rest.call("PUT", hook() + "x", "{'url':'http://example.com/','secret':'whsec_AA=='}", 400);
  }

  @Test
  void managesATriggerThroughItsLife() throws Exception {
    String trigger = "/triggers/" + create("'batchSize':7,'filters':[{'eventName':['INSERT']}]");
    assertThat(rest.get(trigger).getInteger("batchSize")).isEqualTo(7);
    assertThat(rest.get(trigger).getJsonArray("filters"))
        .isEqualTo(JsonArray.of(JsonObject.of("eventName", JsonArray.of("INSERT"))));
    assertThat(rest.get("/triggers?table=" + table).getJsonArray("triggers")).hasSize(1);
    JsonObject patched =
        rest.call("PATCH", trigger, "{'batchSize':null,'parallelizationFactor':2}", 200);
    assertThat(patched.getInteger("batchSize")).isEqualTo(100);
    assertThat(patched.getInteger("parallelizationFactor")).isEqualTo(2);
    assertThat(rest.call("POST", trigger + "/pause", "", 200).getBoolean("enabled")).isFalse();
    assertThat(rest.call("POST", trigger + "/resume", "", 200).getBoolean("enabled")).isTrue();
    put("a");
    receiver.next();
    rest.call("POST", trigger + "/replay", "{'position':'TRIM_HORIZON'}", 200);
    receiver.next();
    assertThat(rest.get(trigger + "/deliveries").getJsonArray("deliveries")).isNotEmpty();
    rest.call("DELETE", hook(), "", 409);
    rest.call("DELETE", trigger, "", 204);
    rest.call("GET", trigger, "", 404);
    rest.call("DELETE", hook(), "", 204);
  }

  @Test
  void keepsDeadLettersUntilTheyAreReplayed() throws Exception {
    receiver.answer(500);
    String trigger = "/triggers/" + create("'maximumRetryAttempts':0");
    put("a");
    await(() -> !letters(trigger).isEmpty());
    JsonObject letter = letters(trigger).getJsonObject(0);
    assertThat(letter.getString("condition")).isEqualTo("RetryAttemptsExhausted");
    assertThat(letter.getJsonObject("keys").getString("pk")).isEqualTo("a");
    String one = trigger + "/dead-letters/" + letter.getString("sequenceNumber");
    assertThat(rest.get(one)).isEqualTo(letter);
    receiver.answer(200);
    assertThat(rest.call("POST", trigger + "/dead-letters/replay", "", 200))
        .isEqualTo(JsonObject.of("processed", 1));
    assertThat(letters(trigger)).isEmpty();
    rest.call("DELETE", trigger, "", 204);
  }

  private JsonArray letters(String trigger) {
    try {
      return rest.get(trigger + "/dead-letters").getJsonArray("deadLetters");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private String create(String settings) throws Exception {
    return rest.call(
            "POST",
            "/triggers",
            "{'table':'%s','webhook':'hook-%s',%s}".formatted(table, table, settings),
            201)
        .getString("id");
  }

  private void put(String key) throws Exception {
    rest.call("PUT", "/tables/" + table + "/items/" + key, "{'note':'new'}", 201);
  }

  private String hook() {
    return "/webhooks/hook-" + table;
  }

  private static void await(BooleanSupplier condition) {
    for (int i = 0; i < MOST_POLLS && !condition.getAsBoolean(); i++) {
      LockSupport.parkNanos(POLL_NS);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
