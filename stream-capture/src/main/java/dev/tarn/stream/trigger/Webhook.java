package dev.tarn.stream.trigger;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A named target of deliveries: what Lambda's API calls the function.
 *
 * @param name 1 to 64 letters, digits, hyphens and underscores, as a FunctionName
 * @param url where deliveries are posted to, http or https
 * @param secrets one, or two while one replaces the other: every delivery is signed with each
 * @param timeoutSeconds how long an answer may take, 1 to {@value #MAX_TIMEOUT_SECONDS}
 * @param payload what deliveries hold
 */
public record Webhook(
    String name, URI url, List<WebhookSecret> secrets, int timeoutSeconds, PayloadFormat payload) {
  /** How long an answer may take if nothing is said. */
  public static final int DEFAULT_TIMEOUT_SECONDS = 30;

  /** The longest that an answer may take. */
  public static final int MAX_TIMEOUT_SECONDS = 60;

  private static final int MAX_SECRETS = 2;
  private static final int MAX_URL_LENGTH = 2_048;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_]{1,64}");

  /**
   * Rejects what cannot be called. Whether the address may be called is for the sender to say.
   *
   * @throws ValidationException if a value is out of its range
   */
  public Webhook {
    secrets = List.copyOf(secrets);
    require(NAME.matcher(name).matches(), "A webhook's name has 1 to 64 of a-z A-Z 0-9 - _");
    require(isHttp(url), "A webhook's URL must be absolute, and http or https");
    require(
        !secrets.isEmpty() && secrets.size() <= MAX_SECRETS, "A webhook has one secret, or two");
    require(
        timeoutSeconds >= 1 && timeoutSeconds <= MAX_TIMEOUT_SECONDS,
        "A webhook's timeout is 1 to " + MAX_TIMEOUT_SECONDS + " seconds");
  }

  private static boolean isHttp(URI url) {
    return ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
        && url.getHost() != null
        && url.toString().length() <= MAX_URL_LENGTH;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ValidationException(otherwise);
    }
  }
}
