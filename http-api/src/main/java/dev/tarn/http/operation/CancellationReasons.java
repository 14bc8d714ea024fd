package dev.tarn.http.operation;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.CancellationReason;
import dev.tarn.kv.error.DynamoDbException.ConditionalCheckFailedException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
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
      case ValidationException invalid ->
          new CancellationReason("ValidationError", invalid.getMessage(), null);
      case DynamoDbException other -> null;
    };
  }
}
