package dev.tarn.stream.delivery;

/**
 * What an outcome means to a lane.
 *
 * @param processed how many records are done
 * @param problem what went wrong, or empty
 */
record Verdict(int processed, String problem) {
  boolean succeeded() {
    return problem.isEmpty();
  }
}
