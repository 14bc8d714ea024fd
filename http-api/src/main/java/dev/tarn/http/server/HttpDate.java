package dev.tarn.http.server;

import io.vertx.core.http.HttpHeaders;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The header Date, written anew each second. For one thread. */
public final class HttpDate {
  private long second = -1;
  private CharSequence text = "";

  /** The time now, as a header value that is written as the bytes it is. */
  public CharSequence now() {
    long current = System.currentTimeMillis() / 1000;
    if (current != second) {
      second = current;
      ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
      text = HttpHeaders.createOptimized(DateTimeFormatter.RFC_1123_DATE_TIME.format(now));
    }
    return text;
  }
}
