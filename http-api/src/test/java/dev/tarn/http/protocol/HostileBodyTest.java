package dev.tarn.http.protocol;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tarn.kv.error.DynamoDbException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bodies changed at random: whatever comes, the answer is an answer. */
final class HostileBodyTest {
  private static final int ROUNDS = 60_000;
  private static final List<String> PIECES =
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
          "1e999999999",
          "-0",
          "\\u0000",
          "\\ud83d",
          "\\",
          "\u00ed\u00a0\u0080",
          "{\"S\":\"\"}",
          "{\"N\":\"9e999999999999\"}",
          "{\"NS\":[]}",
          "{\"L\":[{}]}",
          "\"B\"",
          "\uFEFF",
          "9".repeat(1200));
  private static final List<String> BODIES =
      List.of(
          """
          {"TableName":"bench","Item":{"pk":{"S":"user#1"},"sk":{"N":"0.5"},"b":{"B":"AAEC"},
           "l":{"L":[{"NULL":true},{"BOOL":false}]},"ss":{"SS":["a","b"]},"m":{"M":{"é":{"S":"😀"}}}},
           "ReturnValues":"ALL_OLD","ExpressionAttributeValues":{":v":{"NS":["1","2"]}}}
          """,
          """
          {"RequestItems":{"bench":{"Keys":[{"pk":{"S":"a"}}],"AttributesToGet":["a"]}}}
          """,
          """
          {"TableName":"bench","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
           "ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1}}
          """);
  private static final List<String> OPERATIONS =
      List.of("PutItem", "BatchGetItem", "CreateTable", "BatchWriteItem", "TransactWriteItems");

  @Test
  void isRefusedOrTakenButNeverAFault() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] body = mutate(pick(BODIES, random).getBytes(StandardCharsets.UTF_8), random);
      String operation = pick(OPERATIONS, random);
      assertThatCode(() -> decodeAndRead(operation, body))
          .as("seed %d, round %d: %s", seed, round, new String(body, StandardCharsets.UTF_8))
          .doesNotThrowAnyException();
    }
  }

  private static void decodeAndRead(String operation, byte[] body) {
    try {
      Structure input = Inputs.decode(operation, body);
      if (operation.equals("PutItem")) {
        dev.tarn.kv.item.EncodedItem.of(input.requiredItem("Item")).decode();
      }
    } catch (DynamoDbException answer) {
      new ErrorAnswer(answer).status();
    }
  }

  private static byte[] mutate(byte[] body, Random random) {
    byte[] mutated = body;
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(mutated.length + 1);
      int until = Math.min(mutated.length, at + random.nextInt(6));
      byte[] piece =
          random.nextBoolean()
              ? pick(PIECES, random).getBytes(StandardCharsets.UTF_8)
              : noise(random);
      mutated = splice(mutated, at, random.nextInt(8) == 0 ? mutated.length : until, piece);
    }
    return mutated;
  }

  private static byte[] splice(byte[] body, int from, int until, byte[] piece) {
    byte[] spliced = new byte[from + piece.length + body.length - until];
    System.arraycopy(body, 0, spliced, 0, from);
    System.arraycopy(piece, 0, spliced, from, piece.length);
    System.arraycopy(body, until, spliced, from + piece.length, body.length - until);
    return spliced;
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[random.nextInt(3)];
    random.nextBytes(noise);
    return noise;
  }

  private static <T> T pick(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
