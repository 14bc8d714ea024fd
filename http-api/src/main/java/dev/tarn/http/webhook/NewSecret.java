package dev.tarn.http.webhook;

import dev.tarn.stream.trigger.WebhookSecret;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** Makes secrets for webhooks that are given none. */
public final class NewSecret {
  private static final int HMAC_BYTES = 32;
  private static final int ED25519_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private NewSecret() {}

  /** A secret for HMAC-SHA256. */
  public static WebhookSecret hmac() {
    byte[] key = new byte[HMAC_BYTES];
    RANDOM.nextBytes(key);
    return secret(WebhookSecret.HMAC_PREFIX, key);
  }

  /** An ed25519 private key, followed by its public key. */
  public static WebhookSecret ed25519() {
    byte[] key = new byte[2 * ED25519_BYTES];
    KeyPair pair = keyPair();
    copyEnd(pair.getPrivate().getEncoded(), key, 0);
    copyEnd(pair.getPublic().getEncoded(), key, ED25519_BYTES);
    return secret(WebhookSecret.ED25519_PREFIX, key);
  }

  private static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK makes Ed25519 keys", e);
    }
  }

  /** In PKCS #8 as in X.509 the key itself comes last (RFC 8410). */
  private static void copyEnd(byte[] encoded, byte[] target, int offset) {
    byte[] key = Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
    System.arraycopy(key, 0, target, offset, ED25519_BYTES);
  }

  private static WebhookSecret secret(String prefix, byte[] key) {
    return new WebhookSecret(prefix + Base64.getEncoder().encodeToString(key));
  }
}
