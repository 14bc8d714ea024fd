package dev.tarn.http.webhook;

import static java.util.stream.Collectors.joining;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import dev.tarn.stream.trigger.WebhookSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The header {@code webhook-signature} of Standard Webhooks 1.0. */
final class StandardSignature {
  private static final int ED25519_SEED_BYTES = 32;
  private static final String ED25519 = "Ed25519";

  private final String id;
  private final long timestampS;
  private final byte[] body;

  /** Of one request: its webhook-id, its webhook-timestamp and its body. */
  StandardSignature(String id, long timestampS, byte[] body) {
    this.id = id;
    this.timestampS = timestampS;
    this.body = body;
  }

  /** A signature by each secret, with spaces between them. */
  String by(List<WebhookSecret> secrets) {
    return secrets.stream().map(this::by).collect(joining(" "));
  }

  private String by(WebhookSecret secret) {
    return secret.isEd25519() ? "v1a," + ed25519(secret) : "v1," + hmac(secret);
  }

  private String hmac(WebhookSecret secret) {
    HashFunction hmac = Hashing.hmacSha256(secret.key());
    return base64(hmac.newHasher().putBytes(head()).putBytes(body).hash().asBytes());
  }

  private String ed25519(WebhookSecret secret) {
    try {
      Signature signature = Signature.getInstance(ED25519);
      signature.initSign(privateKey(secret));
      signature.update(head());
      signature.update(body);
      return base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK signs with Ed25519", e);
    }
  }

  private static PrivateKey privateKey(WebhookSecret secret) throws GeneralSecurityException {
    byte[] seed = Arrays.copyOf(secret.key(), ED25519_SEED_BYTES);
    return KeyFactory.getInstance(ED25519)
        .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
  }

  /** What is signed before the body. */
  private byte[] head() {
    return (id + "." + timestampS + ".").getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
