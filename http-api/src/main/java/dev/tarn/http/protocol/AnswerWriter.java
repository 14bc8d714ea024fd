package dev.tarn.http.protocol;

/** Writes the members of one answer; the braces around them are there already. */
@FunctionalInterface
public interface AnswerWriter {
  /** An answer without members: {@code {}}. */
  AnswerWriter EMPTY = json -> {};

  /** Writes the answer's members. */
  void write(AnswerJson json);
}
