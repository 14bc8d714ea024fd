package dev.tarn.it.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tarn.it.EmbeddedServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A receiver in JavaScript verifies what is delivered, with the library of Standard Webhooks. It is
 * skipped where Node.js or the library cannot be had.
 */
final class SignatureIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final Path SCRIPTS = Path.of("src", "test", "javascript", "webhooks");
  private static final Path WORKPLACE = Path.of("target", "webhooks");
  private static final long LIMIT_S = 120;

  private RestClient rest;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    assumeTrue(succeeds("node", "--version"), "skipped: node is not there");
    Files.createDirectories(WORKPLACE);
    for (String file : List.of(".npmrc", "package.json", "package-lock.json", "receiver.js")) {
      Files.copy(
          SCRIPTS.resolve(file), WORKPLACE.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    assumeTrue(
        succeeds("npm", "ci", "--no-audit", "--no-fund"), "skipped: npm could not get the library");
  }

  @BeforeEach
  void connect() {
    rest = RestClient.to(TARN.endpoint());
  }

  @AfterEach
  void close() {
    rest.close();
  }

  @Test
  void bothSecretsVerifyADeliveryWhileOneReplacesTheOther() throws Exception {
    rest.call("PUT", "/tables/Rotated", table(), 201);
    rest.call("PUT", "/webhooks/rotated", "{'url':'http://127.0.0.1:9/'}", 201);
    String first =
        rest.call("POST", "/webhooks/rotated/rotate-secret", "", 200).getString("secret");
    String second =
        rest.call("POST", "/webhooks/rotated/rotate-secret", "", 200).getString("secret");
    try (ReceiverProcess receiver = ReceiverProcess.start(WORKPLACE, List.of(first, second))) {
      rest.call("PUT", "/webhooks/rotated", "{'url':'%s'}".formatted(receiver.url()), 200);
      rest.call("POST", "/triggers", "{'table':'Rotated','webhook':'rotated'}", 201);
      rest.call("PUT", "/tables/Rotated/items/ümläut", "{'note':'é \\u0001 € 😀'}", 201);
      JsonObject delivery = receiver.next();
      assertThat(delivery.getJsonArray("verified")).isEqualTo(JsonArray.of(true, true));
      assertThat(delivery.getJsonArray("forged")).isEqualTo(JsonArray.of(false, false));
      assertThat(delivery.getJsonObject("event").getJsonArray("Records")).hasSize(1);
    }
  }

  @Test
  void aRetiredSecretVerifiesNothing() throws Exception {
    rest.call("PUT", "/webhooks/retired", "{'url':'http://127.0.0.1:9/'}", 201);
    String first =
        rest.call("POST", "/webhooks/retired/rotate-secret", "", 200).getString("secret");
    String second =
        rest.call("POST", "/webhooks/retired/rotate-secret", "", 200).getString("secret");
    try (ReceiverProcess receiver = ReceiverProcess.start(WORKPLACE, List.of(first, second))) {
      rest.call("PUT", "/webhooks/retired", "{'url':'%s'}".formatted(receiver.url()), 200);
      rest.call("POST", "/webhooks/retired/retire-secret", "", 200);
      assertThat(rest.call("POST", "/webhooks/retired/test", "", 200).getBoolean("succeeded"))
          .isTrue();
      assertThat(receiver.next().getJsonArray("verified")).isEqualTo(JsonArray.of(false, true));
    }
  }

  @Test
  void aPublicKeyVerifiesAPlainEvent() throws Exception {
    rest.call("PUT", "/tables/Plain", table(), 201);
    JsonObject webhook =
        rest.call(
            "PUT",
            "/webhooks/plain",
            "{'url':'http://127.0.0.1:9/','payload':'plain','signature':'v1a'}",
            201);
    String publicKey = webhook.getJsonArray("signatures").getJsonObject(0).getString("publicKey");
    try (ReceiverProcess receiver = ReceiverProcess.start(WORKPLACE, List.of(publicKey))) {
      rest.call(
          "PUT",
          "/webhooks/plain",
          "{'url':'%s','payload':'plain'}".formatted(receiver.url()),
          200);
      rest.call("POST", "/triggers", "{'table':'Plain','webhook':'plain'}", 201);
      rest.call("PUT", "/tables/Plain/items/1", "{'price':12.50}", 201);
      JsonObject delivery = receiver.next();
      assertThat(delivery.getJsonArray("verified")).isEqualTo(JsonArray.of(true));
      assertThat(delivery.getJsonArray("forged")).isEqualTo(JsonArray.of(false));
      assertThat(delivery.getJsonObject("event").getString("type")).isEqualTo("item.inserted");
    }
  }

  private static String table() {
    return "{'partitionKey':{'name':'pk','type':'string'},'stream':'NEW_AND_OLD_IMAGES'}";
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(new ArrayList<>(List.of(command)))
              .directory(Files.isDirectory(WORKPLACE) ? WORKPLACE.toFile() : null)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }
}
