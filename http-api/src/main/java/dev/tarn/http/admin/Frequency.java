package dev.tarn.http.admin;

/**
 * Which of the requests that a rule is about it picks.
 *
 * @param skip how many it lets pass first
 * @param times how many it picks before it is over; {@link #ALWAYS} for no end
 * @param probability that it picks one after those, 0 to 1
 * @param seed makes the same choices each time
 */
record Frequency(long skip, long times, double probability, long seed) {
  static final long ALWAYS = Long.MAX_VALUE;
}
