package dev.tarn.stream.trigger;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.util.Base64;

/**
 * A secret that deliveries are signed with, in the serialization of Standard Webhooks 1.0: {@code
 * whsec_} and the base64 of 24 to 64 bytes for HMAC-SHA256, or {@code whsk_} and the base64 of an
 * ed25519 private key, its seed of 32 bytes alone or followed by the public key's 32.
 *
 * @param value the whole text; nothing but {@link #value} shows it
 */
public record WebhookSecret(String value) {
  /** What a secret for HMAC-SHA256 begins with. */
  public static final String HMAC_PREFIX = "whsec_";

  /** What an ed25519 private key begins with. */
  public static final String ED25519_PREFIX = "whsk_";

  /**
   * Rejects what is no secret.
   *
   * @throws ValidationException without the text
   */
  public WebhookSecret {
    int bytes = keyBytes(value);
    boolean valid =
        value.startsWith(HMAC_PREFIX) ? bytes >= 24 && bytes <= 64 : bytes == 32 || bytes == 64;
    if (!valid) {
      throw new ValidationException(
          "A secret must be whsec_ with the base64 of 24 to 64 bytes, or whsk_ with the base64 of"
              + " an ed25519 private key");
    }
  }

  /** Whether it is an ed25519 private key. */
  public boolean isEd25519() {
    return value.startsWith(ED25519_PREFIX);
  }

  /** The key itself. */
  public byte[] key() {
    return Base64.getDecoder().decode(value.substring(value.indexOf('_') + 1));
  }

  /** Its kind alone: secrets must not get into logs. */
  @Override
  public String toString() {
    return isEd25519() ? "whsk_***" : "whsec_***";
  }

  private static int keyBytes(String value) {
    if (!value.startsWith(HMAC_PREFIX) && !value.startsWith(ED25519_PREFIX)) {
      return -1;
    }
    try {
      return Base64.getDecoder().decode(value.substring(value.indexOf('_') + 1)).length;
    } catch (IllegalArgumentException notBase64) {
      return -1;
    }
  }
}
