package dev.tarn.fuzz;

import dev.tarn.fuzz.Json.Raw;
import dev.tarn.fuzz.Json.Text;
import java.util.List;
import java.util.Random;

/** Values that stand where nobody would put them, or are larger, smaller or stranger than any. */
final class OddValues {
  private static final List<String> RAW =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "1",
          "-1",
          "1.5",
          "1e400",
          "1E-400",
          "2147483648",
          "-2147483649",
          "9223372036854775808",
          "99999999999999999999999999999999999999999999",
          "00",
          "+1",
          ".5",
          "1.",
          "NaN",
          "Infinity",
          "",
          "{}",
          "[]",
          "[[]]",
          "[null]",
          "{\"\":{}}",
          "'a'",
          "\"",
          "\"\\",
          "\"\\x\"",
          "\"\\u12\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\u0000\"",
          "\"a\nb\"",
          "\"\uF7FF\uF7FE\"",
          "\"\uF7C0\uF780\"",
          "\"\uF7ED\uF7A0\uF780\"",
          "\"\uF7F4\uF790\uF780\uF780\"",
          "{\"S\":\"a\"}",
          "{\"S\":\"\"}",
          "{\"S\":null}",
          "{\"N\":\"1E125\"}",
          "{\"N\":\"1e126\"}",
          "{\"N\":\"-0.0\"}",
          "{\"N\":\"\"}",
          "{\"N\":1}",
          "{\"B\":\"\"}",
          "{\"B\":\"====\"}",
          "{\"BOOL\":true}",
          "{\"BOOL\":\"true\"}",
          "{\"NULL\":true}",
          "{\"NULL\":false}",
          "{\"SS\":[]}",
          "{\"SS\":[\"a\",\"a\"]}",
          "{\"SS\":[\"\"]}",
          "{\"NS\":[\"1\",\"1.0\"]}",
          "{\"BS\":[\"\",\"YQ==\"]}",
          "{\"L\":[]}",
          "{\"M\":{}}",
          "{\"M\":{\"\":{\"S\":\"\"}}}",
          "{\"M\":{\"S\":{\"S\":\"S\"}}}",
          "{\"S\":\"a\",\"N\":\"1\"}",
          "{\"X\":1}");

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "\u0000",
          "\u20ac",
          "\ud83d\ude00",
          "\u202e",
          "fuzz",
          "fuzz-binary",
          "fuzz-none",
          "local",
          "global",
          "wide",
          "pk",
          "sk",
          "#x",
          ":v",
          "ALL",
          "NONE",
          "KEYS_ONLY",
          "PROVISIONED",
          "LATEST",
          "AT_SEQUENCE_NUMBER",
          "1e400",
          "0x10",
          "-",
          "1E-130",
          "9.9999999999999999999999999999999999999E+125",
          "99999999999999999999999999999999999999999",
          "000000000000000000000",
          "999999999999999999999",
          "arn:",
          "arn:aws:dynamodb",
          "arn:aws:dynamodb:us-east-1:000000000000:table/",
          "arn:aws:dynamodb:us-east-1:000000000000:table/fuzz",
          "arn:aws:dynamodb:us-east-1:000000000000:table/fuzz/index/global",
          "arn:aws:dynamodb:us-east-1:000000000000:table/fuzz/stream/2026-01-01T00:00:00.000",
          "arn:aws:dynamodb:eu-west-1:111111111111:table/fuzz",
          "shardId-00000000000000000000-00000000",
          "../../etc/passwd",
          "a/b",
          "%s%n");

  private final Random random;

  OddValues(Random random) {
    this.random = random;
  }

  Json next() {
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> text();
      case 4 -> nested();
      case 5 -> integer();
      default -> new Raw(pick(RAW));
    };
  }

  Json text() {
    return new Text(
        switch (random.nextInt(6)) {
          case 0 -> "x".repeat(1 << random.nextInt(13));
          case 1 -> randomText();
          default -> pick(TEXTS);
        });
  }

  Json integer() {
    return new Raw(
        switch (random.nextInt(4)) {
          case 0 -> "9".repeat(1 + random.nextInt(400));
          case 1 -> Integer.toString(random.nextInt());
          case 2 -> Long.toString(random.nextLong());
          default -> Integer.toString(random.nextInt(-1, 12));
        });
  }

  /** A number as DynamoDB has it in a string. */
  Json number() {
    String digits = Long.toString(random.nextLong()) + "0".repeat(random.nextInt(45));
    return new Text(
        switch (random.nextInt(5)) {
          case 0 -> digits;
          case 1 -> random.nextInt(999) + "E" + (random.nextInt(300) - 150);
          case 2 -> "0." + "0".repeat(random.nextInt(140)) + random.nextInt(99);
          case 3 -> "-" + random.nextInt(9) + "." + digits;
          default -> Integer.toString(random.nextInt(5));
        });
  }

  private String randomText() {
    StringBuilder text = new StringBuilder();
    random
        .ints(random.nextInt(40), 0, 0x3000)
        .forEach(point -> text.append(Character.toChars(point)));
    return text.toString();
  }

  private Json nested() {
    int depth = 1 << random.nextInt(12);
    return random.nextBoolean()
        ? new Raw("{\"L\":[".repeat(depth) + "]}".repeat(depth))
        : new Raw("{\"M\":{\"a\":".repeat(depth) + "{\"NULL\":true}" + "}}".repeat(depth));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
