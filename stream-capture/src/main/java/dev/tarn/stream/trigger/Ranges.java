package dev.tarn.stream.trigger;

import dev.tarn.kv.error.DynamoDbException.ValidationException;

/** Checks of settings against the ranges of the service's API model. */
final class Ranges {
  private Ranges() {}

  static void check(String setting, int value, int min, int max) {
    if (value < min || value > max) {
      throw new ValidationException("%s must be %d to %d".formatted(setting, min, max));
    }
  }
}
