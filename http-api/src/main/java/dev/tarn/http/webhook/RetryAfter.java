package dev.tarn.http.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header Retry-After: a number of seconds, or a date (RFC 9110, 10.2.3). */
final class RetryAfter {
  /** A receiver that asks for more is asked again after this. */
  static final Duration LONGEST = Duration.ofHours(1);

  /** More digits than this are more than any limit. */
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /** How long to wait, at most {@link #LONGEST}; null if the header is absent or says nothing. */
  static @Nullable Duration parse(@Nullable String header, Instant now) {
    if (header == null || header.isBlank()) {
      return null;
    }
    Duration asked =
        header.strip().chars().allMatch(c -> c >= '0' && c <= '9')
            ? seconds(header.strip())
            : until(header.strip(), now);
    return asked == null || asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
  }

  private static Duration seconds(String digits) {
    return digits.length() > MOST_DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(digits));
  }

  private static @Nullable Duration until(String date, Instant now) {
    try {
      Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
      return then.isBefore(now) ? Duration.ZERO : Duration.between(now, then);
    } catch (DateTimeException noDate) {
      return null;
    }
  }
}
