package dev.tarn.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.stream.trigger.WebhookSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StandardSignatureTest {
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long TIMESTAMP_S = 1_614_265_330;
  private static final byte[] BODY = utf8("{\"test\": 2432232314}");

  /** What RFC 8410 writes before the 32 bytes of an Ed25519 public key. */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private final StandardSignature signature = new StandardSignature(ID, TIMESTAMP_S, BODY);

  /** The values are those by which the libraries of Standard Webhooks are tried. */
  @Test
  void signsAsTheStandardSays() {
    assertThat(signature.by(List.of(Deliveries.SECRET)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void signsByEverySecret() {
    WebhookSecret other = NewSecret.hmac();
    assertThat(signature.by(List.of(Deliveries.SECRET, other)))
        .isEqualTo(signature.by(List.of(Deliveries.SECRET)) + " " + signature.by(List.of(other)));
  }

  @Test
  void signsByEd25519() throws Exception {
    WebhookSecret secret = NewSecret.ed25519();
    String header = signature.by(List.of(secret));
    assertThat(header).startsWith("v1a,");
    Signature verification = Signature.getInstance("Ed25519");
    verification.initVerify(publicKey(secret));
    verification.update(utf8(ID + "." + TIMESTAMP_S + "."));
    verification.update(BODY);
    assertThat(verification.verify(Base64.getDecoder().decode(header.substring("v1a,".length()))))
        .isTrue();
  }

  @Test
  void needsNoMoreThanTheSeedOfAPrivateKey() {
    WebhookSecret secret = NewSecret.ed25519();
    byte[] seed = Arrays.copyOf(secret.key(), 32);
    WebhookSecret alone = new WebhookSecret("whsk_" + Base64.getEncoder().encodeToString(seed));
    assertThat(signature.by(List.of(alone))).isEqualTo(signature.by(List.of(secret)));
  }

  @Test
  void makesNoSecretTwice() {
    assertThat(NewSecret.hmac()).isNotEqualTo(NewSecret.hmac());
    assertThat(NewSecret.hmac().key()).hasSize(32);
    assertThat(NewSecret.ed25519()).isNotEqualTo(NewSecret.ed25519());
  }

  private static PublicKey publicKey(WebhookSecret secret) throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + 32);
    System.arraycopy(secret.key(), 32, encoded, X509_PREFIX.length, 32);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
