package dev.tarn.stream.record;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A change's place in the log as clients see it: 21 digits, which are 10^20 plus the log's number.
 * So numbers compare as texts do, as clients expect.
 *
 * @param value the log's number, from 1
 */
public record SequenceNumber(long value) implements Comparable<SequenceNumber> {
  private static final Pattern WIRE = Pattern.compile("1(\\d{20})");
  private static final Pattern TOO_LARGE = Pattern.compile("[1-9]\\d{20,39}");
  private static final int LONG_DIGITS = 19;

  /**
   * Reads the text of a request. A number that is larger than any of ours is taken as the largest:
   * no shard has it.
   *
   * @throws ValidationException if it is no sequence number
   */
  public static SequenceNumber parse(String text) {
    if (WIRE.matcher(text).matches() && text.charAt(1) == '0') {
      return new SequenceNumber(parseDigits(text.substring(text.length() - LONG_DIGITS)));
    }
    if (TOO_LARGE.matcher(text).matches()) {
      return new SequenceNumber(Long.MAX_VALUE);
    }
    throw new ValidationException("Invalid SequenceNumber");
  }

  @Override
  public int compareTo(SequenceNumber other) {
    return Long.compare(value, other.value);
  }

  /** The 21 digits. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "1%020d", value);
  }

  private static long parseDigits(String nineteen) {
    try {
      return Long.parseLong(nineteen);
    } catch (NumberFormatException tooLarge) {
      return Long.MAX_VALUE;
    }
  }
}
