package dev.tarn.http.admin;

import dev.tarn.http.protocol.RequestedFailure;
import java.util.random.RandomGenerator;

/** What happens to a request that a rule picks. */
sealed interface Failure {
  /** Nothing but the rule's delay. */
  enum None implements Failure {
    INSTANCE
  }

  /**
   * The request gets this in place of its answer.
   *
   * @param failure what the client sees
   */
  record InsteadOfAnswer(RequestedFailure failure) implements Failure {}

  /** A batch is done in part. */
  sealed interface PartOfBatch extends Failure {
    /** Whether a part of the batch is done; the first has the index 0. */
    boolean takes(int index, RandomGenerator random);
  }

  /**
   * The first parts of a batch are done.
   *
   * @param count how many
   */
  record FirstParts(int count) implements PartOfBatch {
    @Override
    public boolean takes(int index, RandomGenerator random) {
      return index < count;
    }
  }

  /**
   * Some parts of a batch are done.
   *
   * @param fraction the probability for each part, 0 to 1
   */
  record SomeParts(double fraction) implements PartOfBatch {
    @Override
    public boolean takes(int index, RandomGenerator random) {
      return random.nextDouble() < fraction;
    }
  }
}
