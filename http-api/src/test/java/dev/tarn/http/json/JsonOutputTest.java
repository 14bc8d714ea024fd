package dev.tarn.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class JsonOutputTest {
  private final JsonOutput out = new JsonOutput();

  @Test
  void putsCommasBetweenMembersAndElements() {
    out.startObject();
    out.name("a");
    out.startArray();
    out.number(1);
    out.string("x");
    out.startObject();
    out.endObject();
    out.endArray();
    out.name("b");
    out.bool(false);
    out.name("c");
    out.base64(new byte[] {0, 1}, 0, 2);
    out.endObject();

    assertThat(written()).isEqualTo("{\"a\":[1,\"x\",{}],\"b\":false,\"c\":\"AAE=\"}");
  }

  @Test
  void writesNumbers() {
    out.startArray();
    out.number(Long.MIN_VALUE);
    out.number(0.5);
    out.thousandths(1_732_104_000_007L);
    out.endArray();

    assertThat(written()).isEqualTo("[-9223372036854775808,0.5,1732104000.007]");
  }

  @Test
  void escapesControlsQuotesAndBackslashes() {
    out.string("\b\t\n\u000B\f\r\u0000\u001F\"\\/\u007Fé");

    assertThat(written()).isEqualTo("\"\\b\\t\\n\\u000B\\f\\r\\u0000\\u001F\\\"\\\\/\u007Fé\"");
  }

  @Test
  void writesAnyTextSoThatItReadsBack() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      String text = randomText(random);
      out.clear();
      out.string(text);

      try (JsonParser parser = new JsonFactory().createParser(out.toByteArray())) {
        parser.nextToken();
        assertThat(parser.getText()).as("seed %d, round %d", seed, round).isEqualTo(text);
      }
    }
  }

  @Test
  void keepsNoHugeBufferAfterAHugeAnswer() {
    out.string("x".repeat(5_000_000));
    assertThat(out.length()).isEqualTo(5_000_002);
    out.clear();

    assertThat(out.buffer().length).isLessThan(100_000);
  }

  private String written() {
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int rarity = 1 + random.nextInt(20);
    for (int i = random.nextInt(40); i > 0; i--) {
      text.appendCodePoint(
          random.nextInt(rarity) == 0 ? randomCodePoint(random) : 'a' + random.nextInt(26));
    }
    return text.toString();
  }

  private static int randomCodePoint(Random random) {
    int[] limits = {0x22, 0x80, 0x800, 0xD800, 0x10000};
    int limit = limits[random.nextInt(limits.length)];
    return limit == 0x10000 ? limit + random.nextInt(0x100000) : random.nextInt(limit);
  }
}
