package dev.tarn.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class JsonTextTest {
  @Test
  void findsEveryByteThatNeedsAnEscapeAtEveryPlace() {
    for (int special = 0; special < 256; special++) {
      boolean plain = special >= ' ' && special != '"' && special != '\\';
      for (int at = 0; at < 20; at++) {
        byte[] text = new byte[20];
        Arrays.fill(text, (byte) '~');
        text[at] = (byte) special;

        assertThat(JsonText.isPlain(text, 0, text.length))
            .as("byte %d at %d", special, at)
            .isEqualTo(plain);
      }
    }
  }

  @Test
  void looksOnlyAtItsRange() {
    byte[] text = "\"0123456789\"".getBytes(StandardCharsets.UTF_8);

    assertThat(JsonText.isPlain(text, 1, 10)).isTrue();
    assertThat(JsonText.isPlain(text, 1, 11)).isFalse();
  }

  @Test
  void suspectsEscapesAndTheBytesOfSurrogates() {
    for (int at = 0; at < 20; at++) {
      byte[] text = new byte[20];
      assertThat(JsonText.mayHoldSurrogates(text)).isFalse();
      text[at] = '\\';
      assertThat(JsonText.mayHoldSurrogates(text)).isTrue();
      text[at] = (byte) 0xED;
      assertThat(JsonText.mayHoldSurrogates(text)).isTrue();
    }
  }

  @Test
  void wantsBothHalvesOfASurrogatePair() {
    assertThat(JsonText.isWellFormed("a😀b")).isTrue();
    assertThat(JsonText.isWellFormed("a\uD83D")).isFalse();
    assertThat(JsonText.isWellFormed("\uDE00\uD83D")).isFalse();
  }
}
