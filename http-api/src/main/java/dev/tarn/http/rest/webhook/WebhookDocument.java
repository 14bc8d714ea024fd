package dev.tarn.http.rest.webhook;

import dev.tarn.http.rest.JsonBody;
import dev.tarn.http.rest.Members;
import dev.tarn.http.rest.ProblemException;
import dev.tarn.http.webhook.AddressGuard;
import dev.tarn.http.webhook.NewSecret;
import dev.tarn.stream.trigger.PayloadFormat;
import dev.tarn.stream.trigger.Webhook;
import dev.tarn.stream.trigger.WebhookSecret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as a client describes it.
 *
 * @param members the body
 */
record WebhookDocument(Members members) {
  static WebhookDocument of(byte[] body) {
    Set<String> known = Set.of("url", "payload", "timeoutSeconds", "secret", "signature");
    return new WebhookDocument(Members.of(JsonBody.parse(body), known));
  }

  /** A webhook that has the secret given, or a new one. */
  Webhook toWebhook(String name, AddressGuard guard) {
    WebhookSecret given = givenSecret();
    return toWebhook(name, List.of(given == null ? newSecret() : given), guard);
  }

  /** The webhook with all but its secrets as described, and these too if one is given. */
  Webhook replace(Webhook before, AddressGuard guard) {
    WebhookSecret given = givenSecret();
    return toWebhook(before.name(), given == null ? before.secrets() : List.of(given), guard);
  }

  private Webhook toWebhook(String name, List<WebhookSecret> secrets, AddressGuard guard) {
    Integer timeout = members.integer("timeoutSeconds");
    Webhook webhook =
        new Webhook(
            name,
            url(),
            secrets,
            timeout == null ? Webhook.DEFAULT_TIMEOUT_SECONDS : timeout,
            payload());
    guard.check(webhook.url());
    return webhook;
  }

  private URI url() {
    try {
      return new URI(members.requiredString("url"));
    } catch (URISyntaxException e) {
      throw ProblemException.badRequest("The member url must be a URL.");
    }
  }

  private PayloadFormat payload() {
    String payload = members.string("payload");
    return switch (payload == null ? "lambda" : payload) {
      case "lambda" -> PayloadFormat.LAMBDA_EVENT;
      case "plain" -> PayloadFormat.PLAIN;
      default -> throw ProblemException.badRequest("The member payload must be lambda or plain.");
    };
  }

  private @Nullable WebhookSecret givenSecret() {
    String secret = members.string("secret");
    return secret == null ? null : new WebhookSecret(secret);
  }

  private WebhookSecret newSecret() {
    return newSecret(members.string("signature"));
  }

  /** A new secret for a version of signatures. */
  static WebhookSecret newSecret(@Nullable String version) {
    return switch (version == null ? "v1" : version) {
      case "v1" -> NewSecret.hmac();
      case "v1a" -> NewSecret.ed25519();
      default -> throw ProblemException.badRequest("The member signature must be v1 or v1a.");
    };
  }
}
