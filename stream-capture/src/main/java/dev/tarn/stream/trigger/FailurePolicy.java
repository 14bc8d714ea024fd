package dev.tarn.stream.trigger;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a batch that fails; names and ranges are those of CreateEventSourceMapping.
 *
 * @param maximumRetryAttempts MaximumRetryAttempts, how often a batch is sent again before it is
 *     given up: 0 to 10,000, or -1 for no limit
 * @param maximumRecordAgeSeconds MaximumRecordAgeInSeconds, the age at which a record is given up:
 *     60 to 604,800, or -1 for no limit
 * @param bisectBatchOnFunctionError BisectBatchOnFunctionError, whether a batch that fails is split
 *     in two, which does not count as a retry
 * @param reportBatchItemFailures whether FunctionResponseTypes has ReportBatchItemFailures: an
 *     answer may name the records that failed
 * @param onFailure DestinationConfig.OnFailure: the name of a webhook that is sent what is given
 *     up, or null for the dead-letter queue in the store, which also takes what that webhook does
 *     not
 */
public record FailurePolicy(
    int maximumRetryAttempts,
    int maximumRecordAgeSeconds,
    boolean bisectBatchOnFunctionError,
    boolean reportBatchItemFailures,
    @Nullable String onFailure) {
  /** What holds if nothing is said. */
  public static final FailurePolicy DEFAULT = new FailurePolicy(-1, -1, false, false, null);

  /** The setting that means no limit. */
  public static final int UNLIMITED = -1;

  /**
   * Rejects what the service rejects.
   *
   * @throws ValidationException if a setting is out of its range
   */
  public FailurePolicy {
    Ranges.check("MaximumRetryAttempts", maximumRetryAttempts, UNLIMITED, 10_000);
    if (maximumRecordAgeSeconds != UNLIMITED) {
      Ranges.check("MaximumRecordAgeInSeconds", maximumRecordAgeSeconds, 60, 604_800);
    }
  }

  /** Whether a batch that has been retried so often may be retried again. */
  public boolean allowsRetry(int retries) {
    return maximumRetryAttempts == UNLIMITED || retries < maximumRetryAttempts;
  }
}
