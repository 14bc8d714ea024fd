package dev.tarn.http.admin;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A rule in force, and how often it has been. For all threads. */
final class ArmedRule {
  private final FailureRule rule;
  private final RandomGenerator random;
  private long matched;
  private long fired;

  ArmedRule(FailureRule rule) {
    this.rule = rule;
    this.random = new SplittableRandom(rule.frequency().seed());
  }

  FailureRule rule() {
    return rule;
  }

  /** How many requests the rule was about. */
  synchronized long matched() {
    return matched;
  }

  /** How many of them it picked. */
  synchronized long fired() {
    return fired;
  }

  /** Whether it will pick no more. */
  synchronized boolean isOver() {
    return fired >= rule.frequency().times();
  }

  /** Whether it picks a request that it is about. */
  synchronized boolean fires() {
    matched++;
    Frequency frequency = rule.frequency();
    boolean fires =
        matched > frequency.skip()
            && fired < frequency.times()
            && random.nextDouble() < frequency.probability();
    fired += fires ? 1 : 0;
    return fires;
  }

  /** Whether a part of a batch that it has picked is done; the first has the index 0. */
  synchronized boolean takes(Failure.PartOfBatch part, int index) {
    return part.takes(index, random);
  }
}
