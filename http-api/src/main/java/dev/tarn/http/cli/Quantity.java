package dev.tarn.http.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole number with a unit, as a person writes it: {@code 15m}, {@code 512MB}. */
final class Quantity {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,12}) ?([A-Za-z]+)");
  private static final Map<String, Long> MILLISECONDS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
  private static final Map<String, Long> BYTES =
      Map.of("kb", 1L << 10, "mb", 1L << 20, "gb", 1L << 30);

  private Quantity() {}

  static Duration duration(String text) {
    return Duration.ofMillis(parse(text, MILLISECONDS, "a time like 30s, 15m or 4h"));
  }

  static long bytes(String text) {
    return parse(text, BYTES, "a size like 512MB or 2GB");
  }

  private static long parse(String text, Map<String, Long> units, String rule) {
    Matcher matcher = TEXT.matcher(text);
    Long unit = matcher.matches() ? units.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw new IllegalArgumentException("%s, not '%s'".formatted(rule, text));
    }
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
  }
}
