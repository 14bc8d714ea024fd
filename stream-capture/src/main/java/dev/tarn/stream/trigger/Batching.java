package dev.tarn.stream.trigger;

import dev.tarn.kv.error.DynamoDbException.ValidationException;

/**
 * How changes become batches; names and ranges are those of CreateEventSourceMapping.
 *
 * @param batchSize BatchSize, the most records of a batch: 1 to 10,000
 * @param maximumBatchingWindowSeconds MaximumBatchingWindowInSeconds, how long a batch that is not
 *     full waits for more: 0 to 300
 * @param parallelizationFactor ParallelizationFactor, how many batches of a shard are on their way
 *     at once, each of other keys: 1 to 10
 * @param tumblingWindowSeconds TumblingWindowInSeconds, the span over which a state is carried from
 *     answer to delivery: 0 for none, to 900
 */
public record Batching(
    int batchSize,
    int maximumBatchingWindowSeconds,
    int parallelizationFactor,
    int tumblingWindowSeconds) {
  /** What holds if nothing is said. */
  public static final Batching DEFAULT = new Batching(100, 0, 1, 0);

  /** The highest ParallelizationFactor. */
  public static final int MAX_PARALLELIZATION_FACTOR = 10;

  /**
   * Rejects what the service rejects.
   *
   * @throws ValidationException if a setting is out of its range
   */
  public Batching {
    Ranges.check("BatchSize", batchSize, 1, 10_000);
    Ranges.check("MaximumBatchingWindowInSeconds", maximumBatchingWindowSeconds, 0, 300);
    Ranges.check("ParallelizationFactor", parallelizationFactor, 1, MAX_PARALLELIZATION_FACTOR);
    Ranges.check("TumblingWindowInSeconds", tumblingWindowSeconds, 0, 900);
  }
}
