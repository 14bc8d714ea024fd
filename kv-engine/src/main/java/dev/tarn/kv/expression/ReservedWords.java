package dev.tarn.kv.expression;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The words that cannot be attribute names without a placeholder (developer guide, "Reserved words
 * in DynamoDB"), in any case.
 */
final class ReservedWords {
  private static final ImmutableSet<String> WORDS = load();

  private ReservedWords() {}

  static boolean contains(String word) {
    return WORDS.contains(Ascii.toUpperCase(word));
  }

  static int count() {
    return WORDS.size();
  }

  private static ImmutableSet<String> load() {
    try {
      return ImmutableSet.copyOf(
          Resources.readLines(
              Resources.getResource(ReservedWords.class, "reserved-words.txt"),
              StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
