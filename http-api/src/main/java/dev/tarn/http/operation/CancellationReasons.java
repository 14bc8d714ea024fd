package dev.tarn.http.operation;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.CancellationReason;
import dev.tarn.kv.error.DynamoDbException.ConditionalCheckFailedException;
import dev.tarn.kv.error.DynamoDbException.DuplicateItemException;
import dev.tarn.kv.error.DynamoDbException.ItemCollectionSizeLimitExceededException;
import dev.tarn.kv.error.DynamoDbException.ProvisionedThroughputExceededException;
import dev.tarn.kv.error.DynamoDbException.TransactionCanceledException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one mapping from what refused an action to the reason that its transaction shows. */
final class CancellationReasons {
  private CancellationReasons() {}

  /**
   * The reason that an action's error is.
   *
   * @param error why the action was refused, or null if it was not
   * @return null if the error is the whole request's, not the action's
   */
  static @Nullable CancellationReason of(@Nullable DynamoDbException error) {
    return switch (error) {
      case null -> CancellationReason.NONE;
      case ConditionalCheckFailedException failed ->
          new CancellationReason("ConditionalCheckFailed", failed.getMessage(), failed.item());
      case DuplicateItemException duplicate ->
          new CancellationReason("DuplicateItem", duplicate.getMessage(), null);
      case ItemCollectionSizeLimitExceededException exceeded ->
          new CancellationReason("ItemCollectionSizeLimitExceeded", exceeded.getMessage(), null);
      case ProvisionedThroughputExceededException exceeded ->
          new CancellationReason("ProvisionedThroughputExceeded", exceeded.getMessage(), null);
      case ValidationException invalid ->
          new CancellationReason("ValidationError", invalid.getMessage(), null);
      case DynamoDbException other -> null;
    };
  }

  /**
   * The error that a transaction is answered with.
   *
   * @param errors one for each action, null for an action that was not refused
   * @return null if no action was refused
   */
  static @Nullable DynamoDbException refusal(List<@Nullable DynamoDbException> errors) {
    List<CancellationReason> reasons = new ArrayList<>(errors.size());
    for (DynamoDbException error : errors) {
      CancellationReason reason = of(error);
      if (reason == null) {
        return error;
      }
      reasons.add(reason);
    }
    boolean refused = reasons.stream().anyMatch(reason -> reason != CancellationReason.NONE);
    return refused ? new TransactionCanceledException(reasons) : null;
  }
}
