package dev.tarn.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.StreamReader;
import dev.tarn.it.TestTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * Valid requests to every operation, changed at random: each gets an answer of the protocol, and
 * never a 500. Run one again with {@code -Dtarn.fuzz.seed=N}.
 */
final class FuzzIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final int REQUESTS = Integer.getInteger("tarn.fuzz.requests", 5_000);

  /** What is put into the place of something. */
  private static final List<String> INSERTS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ":",
          ",",
          "null",
          "true",
          "-1",
          "0",
          "1e400",
          "\"\"",
          "{}",
          "[]",
          "\\u0000",
          "\\",
          "99999999999999999999",
          "{\"S\":\"a\"}",
          "{\"N\":\"1E125\"}",
          "{\"NULL\":true}",
          "#x",
          ":v",
          "arn:aws:dynamodb:us-east-1:000000000000:table/",
          "/stream/",
          "(",
          ")",
          " AND ",
          "size(",
          "[0]",
          ".",
          "\u20ac",
          "\u0000");

  private final long seed = Long.getLong("tarn.fuzz.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void everyRequestGetsAnAnswerOfTheProtocol() throws Exception {
    Map<String, String> names = names();
    try (RawClient client = new RawClient(TARN.endpoint())) {
      for (int i = 0; i < REQUESTS; i++) {
        Map.Entry<String, String> request = ValidRequests.ALL.get(i % ValidRequests.ALL.size());
        String body = request.getValue().replace('\'', '"');
        for (Map.Entry<String, String> name : names.entrySet()) {
          body = body.replace(name.getKey(), name.getValue());
        }
        // The first of each is sent as it is.
        boolean valid = i < ValidRequests.ALL.size();
        byte[] bytes = valid ? body.getBytes(StandardCharsets.UTF_8) : mutate(body);
        assertAnswered(client, request.getKey(), bytes, valid);
      }
    }
  }

  /** What the names in the requests stand for. */
  private static Map<String, String> names() {
    TestTable table =
        TestTable.create(
            TARN.dynamoDb(),
            ScalarAttributeType.N,
            r -> TestTable.stream(r, StreamViewType.NEW_AND_OLD_IMAGES));
    String stream = table.describe().latestStreamArn();
    Shard shard = new StreamReader(stream).shards(TARN.streams()).getFirst();
    String iterator =
        TARN.streams()
            .getShardIterator(
                r ->
                    r.streamArn(stream)
                        .shardId(shard.shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    return Map.of(
        "<table>",
        table.name(),
        "<stream>",
        stream,
        "<shard>",
        shard.shardId(),
        "<number>",
        shard.sequenceNumberRange().startingSequenceNumber(),
        "<iterator>",
        iterator);
  }

  private void assertAnswered(RawClient client, String operation, byte[] body, boolean valid)
      throws Exception {
    Answer answer = client.send(operation, body, r -> {});
    String request = "seed %d: %s %s -> %s".formatted(seed, operation, text(body), answer.text());
    assertThat(answer.status()).as(request).isIn(200, valid ? 200 : 400);
    answer.assertWellFormed();
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private byte[] mutate(String valid) {
    StringBuilder text = new StringBuilder(valid);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      change(text);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(8) == 0 && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private void change(StringBuilder text) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(12));
    String insert = INSERTS.get(random.nextInt(INSERTS.size()));
    switch (random.nextInt(6)) {
      case 0 -> text.delete(from, to);
      case 1 -> text.insert(from, insert);
      case 2 -> text.replace(from, to, insert);
      case 3 -> text.insert(from, text.substring(from, to));
      case 4 -> text.setLength(from);
      default -> replaceValue(text, from, insert);
    }
  }

  /** Replaces what stands after a colon, so that the body stays JSON more often. */
  private static void replaceValue(StringBuilder text, int from, String insert) {
    int colon = text.indexOf(":", from);
    int end = colon < 0 ? -1 : text.indexOf(",", colon);
    if (end > 0) {
      text.replace(colon + 1, end, insert);
    }
  }
}
